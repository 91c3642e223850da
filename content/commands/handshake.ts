import { conf, slot } from '#conf';
import type { Command } from '../servers/server.ts';

const publicUrl = slot('public-url');

/**
 * The steps of a WebSocket agent, in its order, without its secret: the page that it asks first
 * (`hudson/remoting/Engine.java` of Remoting), its endpoint with the headers that it sends
 * (`jenkins/agents/WebSocketAgents.java`), and a protocol change, on the address of the command line
 * because that one needs no account.
 */
export const handshake = {
  'handshake/agent': {
    language: 'shellscript',
    run: conf`
      curl -sS -o /dev/null -w 'login %{http_code}\n' ${publicUrl}login
      curl -sS -H 'Node-Name: nobody' -H 'Secret-Key: none' -H 'X-Remoting-Capability: none' \
        ${publicUrl}wsagents/ | grep -oE -m 1 'no such agent|This endpoint is only for use' | head -n 1
      curl -sS --http1.1 -i -N --max-time 3 -H 'Connection: Upgrade' -H 'Upgrade: websocket' \
        -H 'Sec-WebSocket-Version: 13' -H 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==' \
        -H 'Origin: ${slot('origin')}' ${publicUrl}cli/ws 2>/dev/null | grep -iE '^(HTTP|X-CLI-Error)'
    `,
    output: conf`
      login 200
      no such agent
      HTTP/1.1 101…
    `,
  },
} as const satisfies Record<string, Command>;

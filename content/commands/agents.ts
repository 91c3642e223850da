import { agentPort, conf, host, slot } from '#conf';
import type { Command } from '../servers/server.ts';

const publicUrl = slot('public-url');

/**
 * What a TCP agent does first, without Java: it asks over HTTP for the port, then connects to that
 * port on the host of the URL (`JnlpAgentEndpointResolver.java` of Remoting). The port answers a GET
 * with a text (`hudson/TcpSlaveAgentListener.java` of Jenkins core).
 *
 * The TCP probe says nothing: Jenkins itself closes a connection ten seconds after the name of a
 * protocol that no acknowledgement follows (`AckFilterLayer.java` of Remoting), and keeps a silent one.
 *
 * The other one holds a WebSocket open that says nothing but Jenkins' pings, first after 15 s, then
 * every 30 s (`jenkins/websocket/WebSocketSession.java`).
 */
export const agents = {
  'agents/tcp-port': {
    language: 'shellscript',
    run: conf`
      curl -sS -o /dev/null -D - ${publicUrl}tcpSlaveAgentListener/ | grep -iE '^(HTTP|location|x-jenkins(-jnlp-port)?:)'
      curl -s -o /dev/null --max-time 5 -w 'port ${agentPort}: %{http_code}, exit %{exitcode}\n' http://${host}:${agentPort}/
    `,
    output: conf`
      HTTP/… 200…
      …: ${agentPort}
      port ${agentPort}: 200, exit 0
    `,
  },
  'agents/silence': {
    language: 'shellscript',
    run: conf`
      curl -sS --http1.1 -N -o /dev/null --max-time 50 -w '%{http_code}, open for %{time_total} s\n' -u USER:APITOKEN \
        -H 'Connection: Upgrade' -H 'Upgrade: websocket' \
        -H 'Sec-WebSocket-Version: 13' -H 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==' \
        ${publicUrl}wsecho/ 2>/dev/null
    `,
    output: conf`101, open for 50.… s`,
  },
  'agents/tcp-silence': {
    language: 'shellscript',
    run: conf`
      S=$(date +%s)
      timeout 50 bash -c 'exec 3<>/dev/tcp/${host}/${agentPort}; cat <&3 >/dev/null'
      echo "open for $(($(date +%s) - S)) s"
    `,
    output: conf`open for 5… s`,
  },
} as const satisfies Record<string, Command>;

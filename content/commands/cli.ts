import { conf, slot } from '#conf';
import type { Command } from '../servers/server.ts';

const publicUrl = slot('public-url');

/**
 * The two transports of `jenkins-cli.jar` without Java: the WebSocket handshake with the origin that
 * the client derives from `-s`, and the two simultaneous requests of `-http`, here with the frames of
 * the command `who-am-i`; the client waits for the first byte of the answer before it sends them
 * (`hudson/cli/CLIAction.java`, `PlainCLIProtocol.java` of Jenkins core).
 */
export const cli = {
  'cli/handshake': {
    language: 'shellscript',
    run: conf`
      curl -sS --http1.1 -i -N --max-time 3 \
        -H 'Connection: Upgrade' -H 'Upgrade: websocket' \
        -H 'Sec-WebSocket-Version: 13' -H 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==' \
        -H 'Origin: ${slot('origin')}' ${publicUrl}cli/ws 2>/dev/null |
        grep -aoiE '^HTTP/1.1 [0-9]+|^x-cli-error: .+|only WS connections accepted here' | uniq
    `,
    output: conf`HTTP/1.1 101`,
  },
  'cli/http-mode': {
    language: 'shellscript',
    run: conf`
      cd "$(mktemp -d)"; S=$(cat /proc/sys/kernel/random/uuid)
      curl -sS --http1.1 -N -d '' --max-time 6 -o answer -H "Session: $S" -H 'Side: download' '${publicUrl}cli?remoting=false' 2>/dev/null &
      sleep 2; [ -s answer ] || echo 'nothing before the command'
      { printf '\0\0\0\12\0\0\10who-am-i\0\0\0\0\3'; sleep 5; } |
        curl -sS --http1.1 -o /dev/null -X POST -T - -H 'Expect:' -H "Session: $S" -H 'Side: upload' '${publicUrl}cli?remoting=false' 2>/dev/null
      grep -ao 'Authenticated as: .*' answer || echo 'nothing within 6 s'
    `,
    output: conf`Authenticated as: anonymous`,
  },
} as const satisfies Record<string, Command>;

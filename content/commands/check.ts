import { conf, path, slot } from '#conf';
import type { Command } from '../servers/server.ts';
import { elsewhere, onTheProxy } from '../servers/where.ts';

const publicUrl = slot('public-url');
const origin = slot('origin');

/**
 * The commands of the section “Check that it works”, the same for every server. They need no
 * account on Jenkins; `jenkins-contract.md` 12.4 and 17 tell why each answer is the right one.
 */
export const check = {
  'check/redirect': {
    scheme: 'https',
    language: 'shellscript',
    run: conf`curl -sS -o /dev/null -w '%{http_code} %{redirect_url}\n' http://${slot('host')}${path}/login`,
    output: conf`308 https://${slot('authority')}${path}/login`,
  },
  'check/login': {
    language: 'shellscript',
    run: conf`curl -sS -o /dev/null -D - ${publicUrl}login | grep -iE '^(HTTP|set-cookie|reporting-endpoints)' | sort -f`,
    output: conf`
      HTTP/… 200…
      …eporting-…ndpoints: content-security-policy: ${publicUrl}content-security-policy-reporting-endpoint/…
      …et-…ookie: JSESSIONID.…; Secure; HttpOnly; SameSite=Lax
    `,
  },
  'check/jenkins-url': {
    language: 'shellscript',
    run: conf`curl -sS -o /dev/null -D - ${publicUrl}robots.txt | grep -i '^reporting-endpoints'`,
    output: conf`…eporting-…ndpoints: content-security-policy: ${publicUrl}content-security-policy-reporting-endpoint/…`,
  },
  'check/websocket': {
    language: 'shellscript',
    run: conf`
      curl -sS --http1.1 -i -N --max-time 3 \
        -H 'Connection: Upgrade' -H 'Upgrade: websocket' \
        -H 'Sec-WebSocket-Version: 13' -H 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==' \
        -H 'Origin: ${origin}' ${publicUrl}cli/ws 2>/dev/null | head -n 1
    `,
    output: conf`HTTP/1.1 101 Switching Protocols`,
  },
  'check/agent-endpoint': {
    language: 'shellscript',
    run: conf`curl -sS ${publicUrl}wsagents/ | grep -o -m 1 'This endpoint is only for use from agent.jar in WebSocket mode'`,
    output: conf`This endpoint is only for use from agent.jar in WebSocket mode`,
  },
  'check/port-closed': {
    where: elsewhere,
    language: 'shellscript',
    run: conf`curl -sS --max-time 5 -o /dev/null -w '%{exitcode}\n' http://${slot('host')}:${slot('upstream-port')}/ 2>/dev/null`,
    output: conf`7`,
  },
  /** As a health check asks that knows an address and the public name: 127.0.0.1 stands for the address. */
  'check/by-address': {
    where: onTheProxy,
    language: 'shellscript',
    run: conf`curl -sS -o /dev/null -w '%{http_code}\n' --connect-to ::127.0.0.1: ${publicUrl}login`,
    output: conf`200`,
  },
  'check/monitor': {
    language: 'shellscript',
    run: conf`
      curl -sS -L --max-redirs 3 -o /dev/null -w '%{http_code}\n' -u USER:APITOKEN \
        -e ${publicUrl}manage/ \
        ${publicUrl}administrativeMonitor/hudson.diagnosis.ReverseProxySetupMonitor/test
    `,
    output: conf`200`,
  },
} as const satisfies Record<string, Command>;

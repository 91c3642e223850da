import { conf, host, port, slot } from '#conf';
import type { Command } from '../servers/server.ts';
import { onTheProxy } from '../servers/where.ts';

const publicUrl = slot('public-url');
const upstream = conf`http://${slot('upstream-host')}:${slot('upstream-port')}${slot('path')}/`;

/** Commands that look at what comes back through the proxy, and at what Jenkins itself answers. */
export const responses = {
  'reach/both': {
    where: onTheProxy,
    language: 'shellscript',
    run: conf`
      curl -sS -o /dev/null -w 'proxy %{http_code}\n' ${publicUrl}login
      curl -s -o /dev/null -w 'jenkins %{http_code}\n' ${upstream}login || true
    `,
    output: conf`
      proxy 200
      jenkins 200
    `,
  },
  'connections/past-twenty': {
    language: 'shellscript',
    run: conf`
      for N in $(seq 20); do sleep 8 | openssl s_client -quiet -connect ${host}:${port} > /dev/null 2>&1 & done; sleep 2
      curl -s -o /dev/null -w '%{http_code}\n' --max-time 4 ${publicUrl}login || true
    `,
    output: conf`200`,
  },
  'names/another': {
    language: 'shellscript',
    run: conf`
      curl -sS -o /dev/null -w '%{http_code} %{redirect_url}\n' -H 'Host: ci.example.net' ${publicUrl}login
    `,
    output: conf`4…`,
  },
  'headers/size': {
    where: onTheProxy,
    language: 'shellscript',
    run: conf`
      curl -sS -o /dev/null -w 'proxy %{http_code}\n' ${publicUrl}login
      curl -sS -o /dev/null -w 'jenkins %{http_code}, %{size_header} bytes of headers\n' ${upstream}login
    `,
    output: conf`
      proxy 200
      jenkins 200, … bytes of headers
    `,
  },
  'headers/policies': {
    language: 'shellscript',
    run: conf`
      curl -sS -o /dev/null -D - ${publicUrl}login | grep -io '^content-security-policy[a-z-]*: .\{0,20\}'
    `,
    output: conf`…ontent-…ecurity-…olicy-…eport-…nly: base-uri 'none'; def`,
  },
  'events/first': {
    language: 'shellscript',
    run: conf`
      cd "$(mktemp -d)"
      curl -sS -c cookies -o /dev/null -u USER:APITOKEN '${publicUrl}sse-gateway/connect?clientId=probe'
      curl -s -N --max-time 4 -b cookies -u USER:APITOKEN ${publicUrl}sse-gateway/listen/probe | grep -m 1 .
    `,
    output: conf`event: open`,
  },
  'cache/same-crumb': {
    language: 'shellscript',
    run: conf`
      for visitor in first second; do
        curl -sS ${publicUrl}login | grep -oE '[0-9a-f]{64}' | head -n 1
      done | sort -u | wc -l
    `,
    output: conf`2`,
  },
  'download/size': {
    where: onTheProxy,
    language: 'shellscript',
    run: conf`
      FILE=job/NAME/lastSuccessfulBuild/artifact/BIG.zip
      curl -sS --http1.1 --limit-rate 2M -o /dev/null -w 'proxy %{http_code} %{size_download} bytes, exit %{exitcode}\n' -u USER:APITOKEN ${publicUrl}$FILE
      curl -sS -o /dev/null -w 'jenkins %{http_code} %{size_download} bytes, exit %{exitcode}\n' -u USER:APITOKEN ${upstream}$FILE
    `,
    output: conf`
      proxy 200 … bytes, exit 0
      jenkins 200 … bytes, exit 0
    `,
  },
} as const satisfies Record<string, Command>;

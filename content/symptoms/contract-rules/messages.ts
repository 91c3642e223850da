import { conf, host } from '#conf';
import * as nginx from '../../servers/nginx/idioms.ts';
import { after, without } from '../../servers/broken-lines.ts';
import type { Break } from '../break.ts';
import { wrong } from './wrong.ts';

/** Rules on headers, sessions and pages, and on Jenkins that is absent. */
export const messages: Readonly<Record<string, Break>> = {
  'nginx/contract/request-headers-altered': wrong(
    'nginx',
    'https-host',
    [
      after(
        nginx.noForwarded,
        conf`
          proxy_set_header Referer https://${host}/manage/;
          proxy_set_header Origin https://${host};
          proxy_set_header Jenkins-Crumb "";
          proxy_set_header X-ConsoleAnnotator "";
          proxy_set_header Secret-Key "";
          proxy_set_header Range "";
        `,
      ),
    ],
    [
      'reverse-proxy-check-without-referer',
      'crumb-accepted',
      'request-headers',

      'range-request',
      'websocket-origin',
      'websocket-agent',
      'console-annotator',
    ],
  ),
  'nginx/contract/compression-imposed': wrong(
    'nginx',
    'https-host',
    [
      {
        from: conf`proxy_set_header Accept-Encoding $jenkins_encoding;`,
        to: conf`proxy_set_header Accept-Encoding gzip;`,
      },
    ],
    ['compression', 'compression-own-pages'],
  ),
  'nginx/contract/credentials-removed': wrong(
    'nginx',
    'https-host',
    [
      after(
        nginx.noForwarded,
        conf`
          proxy_set_header Cookie "";
          proxy_set_header Authorization "";
        `,
      ),
    ],
    ['login-form', 'basic-authentication', 'bearer-authentication', 'http2-cookies'],
  ),
  'nginx/contract/response-headers-altered': wrong(
    'nginx',
    'https-host',
    [
      after(
        nginx.everywhere,
        conf`
          proxy_hide_header Set-Cookie;
          proxy_hide_header Referrer-Policy;
          proxy_hide_header X-Required-Permission;
          proxy_hide_header X-Instance-Identity;
          proxy_hide_header X-More-Data;
          proxy_hide_header Content-Type;
          proxy_hide_header Hudson-Duplex;
          add_header Referrer-Policy no-referrer;
          add_header Content-Type text/plain;
          add_header Cache-Control public;
        `,
      ),
    ],
    [
      'session-cookie',
      'two-cookies',
      'login-form',
      'security-headers',
      'access-denied-page',
      'static-files',
      'agent-discovery',
      'http-cli-download',
      'console-progressive',
      'console-multipart',
    ],
  ),
  'nginx/contract/errors-replaced': wrong(
    'nginx',
    'https-host',
    [
      after(
        nginx.everywhere,
        conf`
          proxy_intercept_errors on;
          error_page 400 401 403 404 431 494 502 503 504 =200 /sorry.html;

          location = /sorry.html {
              return 200 "Sorry.\n";
          }
        `,
      ),
    ],
    [
      'path-semicolon',
      'crumb-needs-session',
      'access-denied-page',
      'not-found-page',
      'request-header-too-large',
      'agent-endpoint',
      'starting-page',
      'backend-down',
    ],
  ),
  'nginx/contract/pages-cached': wrong('nginx', 'https-host', nginx.cached, [
    'pages-not-cached',
    'restart',
  ]),
  'nginx/contract/small-buffers': wrong(
    'nginx',
    'https-host',
    [
      {
        from: nginx.anySize,
        to: conf`
          client_max_body_size 10k;
          large_client_header_buffers 4 4k;
        `,
      },
      { from: conf`proxy_buffer_size 32k;`, to: conf`proxy_buffer_size 4k;` },
      { from: conf`proxy_buffers 8 32k;`, to: conf`proxy_buffers 8 4k;` },
    ],
    [
      'request-header-7k',
      'response-header-12k',
      'http2-upload',
      'upload-sized',
      'upload-chunked',
      'expect-continue',
    ],
  ),
  'nginx/contract/websocket-left-out': wrong(
    'nginx',
    'https-host',
    [
      nginx.protocol,
      conf`proxy_set_header Upgrade $jenkins_upgrade;`,
      conf`proxy_set_header Connection $jenkins_connection;`,
    ].map(without),
    ['http-1-1-upstream', 'websocket-cli', 'websocket-echo', 'websocket-agent'],
  ),
};

import { conf } from '#conf';
import * as nginx from '../../servers/nginx/idioms.ts';
import type { Break } from '../break.ts';
import { wrong } from './wrong.ts';

const proxied = nginx.pass;

/** Rules on the path, which no server may tidy up, and on what lies under some paths. */
export const paths: Readonly<Record<string, Break>> = {
  'nginx/contract/path-decoded': wrong(
    'nginx',
    'https-host',
    [{ from: proxied, to: conf`proxy_pass http://jenkins/;` }],
    [
      'path-encoded-slash',
      'path-encoded-url',
      'path-brackets',
      'path-plus',
      'path-double-slash',
      'reverse-proxy-check',
      'reverse-proxy-check-in-browser',
    ],
  ),
  'nginx/contract/path-rebuilt': wrong(
    'nginx',
    'https-host',
    [{ from: proxied, to: conf`proxy_pass http://jenkins$uri;` }],
    [
      'path-double-encoding',
      'path-space',
      'path-utf-8',
      'path-encoded-delimiters',
      'query-string',
      'uri-encoding',
    ],
  ),
  'nginx/contract/path-cut': wrong(
    'nginx',
    'https-host',
    [
      {
        from: proxied,
        to: conf`
          set $target $request_uri;
          if ($request_uri ~ "^([^;!]*)[;!]") {
              set $target $1;
          }
          proxy_pass http://jenkins$target;
        `,
      },
    ],
    ['path-punctuation', 'path-semicolon', 'query-string'],
  ),
  'nginx/contract/paths-refused': wrong(
    'nginx',
    'https-host',
    [
      {
        from: nginx.location,
        to: conf`
          location ^~ /health {
              return 403;
          }

          location ^~ /content-security-policy-reporting-endpoint/ {
              return 401;
          }

          location ^~ /wsagents {
              return 401;
          }

          location ^~ /tcpSlaveAgentListener {
              return 404;
          }

          location ^~ /login {
              return 200 "Sign in to the portal.\n";
          }

          location / {
              limit_except GET POST {
                  deny all;
              }
        `,
      },
    ],
    ['login-page', 'methods', 'csp-report', 'health', 'agent-endpoint', 'agent-discovery'],
  ),
};

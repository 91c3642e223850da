import { conf, host, path, port, slot } from '#conf';
import { cipherSuites } from '../../servers/cipher-suites.ts';
import * as nginx from '../../servers/nginx/idioms.ts';
import { after, without } from '../../servers/broken-lines.ts';
import type { Break } from '../break.ts';
import { wrong } from './wrong.ts';

/** Rules on the public address, on redirects and on TLS. */
export const addresses: Readonly<Record<string, Break>> = {
  'nginx/contract/headers-left-out': wrong(
    'nginx',
    'https-path',
    [
      conf`proxy_set_header X-Forwarded-Host $http_host;`,
      nginx.scheme,
      conf`proxy_set_header X-Forwarded-For $remote_addr;`,
      nginx.noForwarded,
      nginx.noPort,
      conf`proxy_set_header X-Forwarded-Server "";`,
      conf`proxy_set_header X-Proxied-Https "";`,
      conf`proxy_set_header Proxy-Auth-Cert "";`,
      nginx.lastHeader,
    ].map(without),
    [
      'root-url',
      'configured-url',
      'who-am-i',
      'client-address',
      'forged-x-forwarded-for',
      'forged-x-forwarded-host',
      'forged-x-forwarded-proto',
      'forged-x-forwarded-port',
      'forged-x-forwarded-server',
      'forged-forwarded',
      'forged-x-proxied-https',
      'forged-proxy-auth-cert',
      'forged-proxy-ssl-id',
      'bad-forwarded-values',
      'session-cookie',
    ],
  ),
  'nginx/contract/prefix-removed': wrong(
    'nginx',
    'https-path',
    [
      {
        from: nginx.underPath,
        to: conf`
          location ^~ ${path} {
              rewrite ^${path}/(.*)$ /$1 break;
        `,
      },
    ],
    ['login-page', 'context-path', 'health', 'path-whole-segment'],
  ),
  'nginx/contract/redirects-rewritten': wrong(
    'nginx',
    'https-path',
    [
      after(
        nginx.everywhere,
        conf`
          proxy_redirect $scheme://$http_host/ http://localhost:8080/;
          proxy_redirect / http://localhost:8080/;
        `,
      ),
    ],
    [
      'reverse-proxy-redirect',
      'reverse-proxy-check',

      'context-root-redirect',
      'trailing-slash-redirect',
      'created-location',
      'login-form',
    ],
  ),
  'nginx/contract/https-redirect-rebuilt': wrong(
    'nginx',
    'https-path',
    [
      {
        from: nginx.toHttps,
        to: conf`return 301 ${slot('origin')}$uri;`,
      },
    ],
    ['https-redirect-path', 'https-redirect-query', 'https-redirect-method'],
  ),
  'nginx/contract/tls-of-the-past': {
    ...wrong(
      'nginx',
      'https-path',
      [
        {
          from: nginx.hsts,
          to: conf`add_header Strict-Transport-Security "max-age=31536000; includeSubDomains" always;`,
        },
        {
          from: nginx.toHttps,
          to: conf`
            add_header Strict-Transport-Security "max-age=31536000" always;
            return 302 http://${host}/;
          `,
        },
        { from: conf`listen ${port} ssl http2;`, to: conf`listen ${port} ssl;` },
        without(conf`listen [::]:${port} ssl http2;`),
        {
          from: conf`ssl_protocols TLSv1.2 TLSv1.3;`,
          to: conf`ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3;`,
        },
        {
          from: conf`ssl_ciphers ${cipherSuites};`,
          to: conf`ssl_ciphers ALL:@SECLEVEL=0;`,
        },
      ],
      [
        'ipv6',
        'https-redirect',
        'tls-versions',
        'tls-ciphers',
        'hsts',
        'hsts-plain-http',
        'http2',
        'http2-cookies',
        'http2-upload',
      ],
    ),
    // Its lines listen on HTTP/2 in one word that can go; any version reads them.
    example: 'nginx/before-1.25.1',
  },
};

import { conf, host, port, slot } from '#conf';
import type { Break } from '../break.ts';
import { after, everywhere, without, wrong } from './nginx.ts';

/** Rules on what a client can try beside forging a header. */
export const hardening: Readonly<Record<string, Break>> = {
  'caddy/contract/first-page': {
    server: 'caddy',
    example: 'caddy',
    shape: 'http-host',
    changes: [
      { from: conf`http://${host}:${port} {`, to: conf`http:// {` },
      ...[
        conf`respond @other 421`,
        conf`respond @refused 405`,
        conf`request_header -X-Forwarded-*`,
        conf`request_header -Forwarded`,
        conf`request_header @plain -Upgrade`,
        conf`request_header @plain -Connection`,
      ].map(without),
    ],
    fails: [
      'other-host',
      'connect-and-trace',
      'forged-forwarded',
      'forged-x-forwarded-port',
      'identity-headers',
      'upgrade-websocket-only',
      'hop-by-hop-headers',
    ],
  },
  'nginx/contract/any-name': wrong(
    'https-host',
    [
      {
        from: conf`if ($http_host !~* ^${slot('authority', 'regex')}(:${port})?$) {`,
        to: conf`if ($request_uri = /never) {`,
      },
      {
        from: conf`if ($ssl_server_name != $host) {`,
        to: conf`if ($request_uri = /never) {`,
      },
    ],
    ['other-host', 'odd-host', 'other-host-http2', 'other-sni'],
  ),
  'nginx/contract/any-upgrade': wrong(
    'https-host',
    [
      {
        from: conf`proxy_set_header Upgrade $jenkins_upgrade;`,
        to: conf`proxy_set_header Upgrade $http_upgrade;`,
      },
      ...[
        conf`proxy_set_header X-Forwarded-User "";`,
        conf`proxy_set_header X-Forwarded-Groups "";`,
        conf`proxy_set_header Remote-User "";`,
      ].map(without),
    ],
    ['upgrade-websocket-only', 'identity-headers'],
  ),
  'nginx/contract/endless-head': wrong(
    'https-host',
    [after(everywhere, conf`client_header_timeout 300s;`)],
    ['unfinished-head'],
  ),
  'nginx/contract/one-rate-for-all': wrong(
    'https-host',
    [
      {
        from: conf`upstream jenkins {`,
        to: conf`
          limit_req_zone $server_name zone=all:1m rate=1r/m;

          upstream jenkins {
        `,
      },
      after(everywhere, conf`limit_req zone=all;`),
    ],
    ['http2-floods'],
  ),
  'apache/contract/compressed-for-all': {
    server: 'apache',
    example: 'apache',
    shape: 'https-path',
    changes: [
      without(
        conf`RequestHeader unset Accept-Encoding "expr=%{HTTP:Sec-Fetch-Site} != 'same-origin'"`,
      ),
    ],
    fails: ['compression-own-pages'],
  },
  'apache/contract/values-completed': {
    server: 'apache',
    example: 'apache',
    shape: 'http-path',
    changes: [without(conf`RequestHeader unset X-Forwarded-For`)],
    fails: ['forged-x-forwarded-for', 'bad-forwarded-values'],
  },
  'haproxy/contract/values-kept': {
    server: 'haproxy',
    example: 'haproxy',
    shape: 'https-host',
    changes: [
      without(
        conf`http-request del-header ^(x-forwarded-.*|forwarded|x-proxied-https|proxy-auth-cert|proxy-ssl-id|remote[-_]user)$ -m reg`,
      ),
      without(
        conf`http-request del-header Accept-Encoding unless { req.hdr(Sec-Fetch-Site) same-origin }`,
      ),
    ],
    fails: ['bad-forwarded-values', 'identity-headers', 'compression-own-pages'],
  },
  'lighttpd/contract/values-kept': {
    server: 'lighttpd',
    example: 'lighttpd',
    shape: 'https-host',
    changes: [
      without(conf`"Forwarded" => "",`),
      without(conf`"X-Forwarded-Port" => "",`),
      without(conf`setenv.set-request-header += ( "Accept-Encoding" => "" )`),
    ],
    fails: ['forged-forwarded', 'bad-forwarded-values', 'compression-own-pages'],
  },
  'squid/contract/values-kept': {
    server: 'squid',
    example: 'squid',
    shape: 'https-path',
    changes: [
      without(conf`request_header_access X-Forwarded-Host deny all`),
      {
        from: conf`request_header_access Accept-Encoding deny all`,
        to: conf`request_header_access Accept-Encoding allow all`,
      },
    ],
    fails: ['forged-x-forwarded-host', 'bad-forwarded-values', 'compression-own-pages'],
  },
  'apache/contract/connection-believed': {
    server: 'apache',
    example: 'apache',
    shape: 'https-host',
    changes: [
      without(
        conf`RequestHeader set Connection close "expr=%{HTTP:Connection} !~ /^(close|keep-alive|(keep-alive, *)?upgrade)?$/i"`,
      ),
      {
        from: conf`Require expr "%{HTTP_HOST} =~ /^${slot('authority', 'regex')}(:${port})?$/i && %{SSL:SSL_TLS_SNI} == '${host}' && %{REQUEST_METHOD} != 'CONNECT'"`,
        to: conf`Require all granted`,
      },
    ],
    fails: ['hop-by-hop-headers', 'other-host', 'other-sni'],
  },
  'apache/contract/few-places': {
    server: 'apache',
    example: 'apache',
    shape: 'http-host',
    changes: [{ from: conf`MaxRequestWorkers 400`, to: conf`MaxRequestWorkers 150` }],
    fails: ['slow-clients'],
  },
  'haproxy/contract/silent-refusal': {
    server: 'haproxy',
    example: 'haproxy',
    shape: 'https-host',
    changes: [after(conf`option httplog`, conf`errorfile 400 /dev/null`)],
    fails: ['oversized-head'],
  },
  'haproxy/contract/passed-unread': {
    server: 'haproxy',
    example: 'haproxy',
    shape: 'http-host',
    changes: [{ from: conf`mode http`, to: conf`mode tcp` }],
    fails: ['request-framing', 'connect-and-trace'],
  },
  'haproxy/contract/any-name': {
    server: 'haproxy',
    example: 'haproxy',
    shape: 'https-host',
    changes: [
      without(
        conf`http-request return status 421 unless { req.fhdr(host) -i -m str ${slot('authority')} ${host}:${port} }`,
      ),
    ],
    fails: ['http2-framing'],
  },
};

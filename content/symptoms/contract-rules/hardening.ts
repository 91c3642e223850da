import { conf, host, port, slot } from '#conf';
import * as caddy from '../../servers/caddy/idioms.ts';
import * as lighttpd from '../../servers/lighttpd/idioms.ts';
import * as nginx from '../../servers/nginx/idioms.ts';
import { after, without } from '../../servers/broken-lines.ts';
import type { Break } from '../break.ts';
import { wrong } from './wrong.ts';

/** Rules on what a client can try beside forging a header. */
export const hardening: Readonly<Record<string, Break>> = {
  'caddy/contract/first-page': wrong(
    'caddy',
    'http-host',
    [
      { from: conf`http://${host}:${port} {`, to: conf`http:// {` },
      ...[
        conf`respond @other 421`,
        caddy.refused,
        conf`request_header -X-Forwarded-*`,
        caddy.noForwarded,
        conf`request_header @plain -Upgrade`,
        conf`request_header @plain -Connection`,
      ].map(without),
    ],
    [
      'other-host',
      'connect-and-trace',
      'forged-forwarded',
      'forged-x-forwarded-port',
      'identity-headers',
      'upgrade-websocket-only',
      'hop-by-hop-headers',
    ],
  ),
  'nginx/contract/any-name': wrong(
    'nginx',
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
    'nginx',
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
    'nginx',
    'https-host',
    [after(nginx.everywhere, conf`client_header_timeout 300s;`)],
    ['unfinished-head'],
  ),
  'nginx/contract/one-rate-for-all': wrong(
    'nginx',
    'https-host',
    [
      {
        from: nginx.upstream,
        to: conf`
          limit_req_zone $server_name zone=all:1m rate=1r/m;

          upstream jenkins {
        `,
      },
      after(nginx.everywhere, conf`limit_req zone=all;`),
    ],
    ['http2-floods'],
  ),
  'apache/contract/compressed-for-all': wrong(
    'apache',
    'https-path',
    [
      without(
        conf`RequestHeader unset Accept-Encoding "expr=%{HTTP:Sec-Fetch-Site} != 'same-origin'"`,
      ),
    ],
    ['compression-own-pages'],
  ),
  'apache/contract/values-completed': wrong(
    'apache',
    'http-path',
    [without(conf`RequestHeader unset X-Forwarded-For`)],
    ['forged-x-forwarded-for', 'bad-forwarded-values'],
  ),
  'haproxy/contract/values-kept': wrong(
    'haproxy',
    'https-host',
    [
      without(
        conf`http-request del-header ^(x-forwarded-.*|forwarded|x-proxied-https|proxy-auth-cert|proxy-ssl-id|remote[-_]user)$ -m reg`,
      ),
      without(
        conf`http-request del-header Accept-Encoding unless { req.hdr(Sec-Fetch-Site) same-origin }`,
      ),
    ],
    ['bad-forwarded-values', 'identity-headers', 'compression-own-pages'],
  ),
  'lighttpd/contract/any-session': wrong(
    'lighttpd',
    'https-path',
    [without(conf`ssl.verifyclient.activate = "enable"`)],
    ['other-sni'],
  ),
  'lighttpd/contract/values-kept': wrong(
    'lighttpd',
    'https-host',
    [
      without(conf`"Forwarded" => "",`),
      without(lighttpd.noPort),
      without(conf`setenv.set-request-header += ( "Accept-Encoding" => "" )`),
    ],
    ['forged-forwarded', 'bad-forwarded-values', 'compression-own-pages'],
  ),
  'squid/contract/values-kept': wrong(
    'squid',
    'https-path',
    [
      without(conf`request_header_access X-Forwarded-Host deny all`),
      {
        from: conf`request_header_access Accept-Encoding deny all`,
        to: conf`request_header_access Accept-Encoding allow all`,
      },
    ],
    ['forged-x-forwarded-host', 'bad-forwarded-values', 'compression-own-pages'],
  ),
  'apache/contract/connection-believed': wrong(
    'apache',
    'https-host',
    [
      without(
        conf`RequestHeader set Connection close "expr=%{HTTP:Connection} !~ /^(close|keep-alive|(keep-alive, *)?upgrade)?$/i"`,
      ),
      {
        from: conf`Require expr "%{HTTP_HOST} =~ /^${slot('authority', 'regex')}(:${port})?$/i && %{SSL:SSL_TLS_SNI} == '${host}' && %{REQUEST_METHOD} != 'CONNECT'"`,
        to: conf`Require all granted`,
      },
    ],
    ['hop-by-hop-headers', 'other-host', 'other-sni'],
  ),
  'apache/contract/few-places': wrong(
    'apache',
    'http-host',
    [{ from: conf`MaxRequestWorkers 400`, to: conf`MaxRequestWorkers 150` }],
    ['slow-clients'],
  ),
  'haproxy/contract/silent-refusal': wrong(
    'haproxy',
    'https-host',
    [after(conf`option httplog`, conf`errorfile 400 /dev/null`)],
    ['oversized-head'],
  ),
  'haproxy/contract/passed-unread': wrong(
    'haproxy',
    'http-host',
    [{ from: conf`mode http`, to: conf`mode tcp` }],
    ['request-framing', 'connect-and-trace'],
  ),
  'haproxy/contract/any-name': wrong(
    'haproxy',
    'https-host',
    [
      without(
        conf`http-request return status 421 unless { req.fhdr(host) -i -m str ${slot('authority')} ${host}:${port} }`,
      ),
    ],
    ['http2-framing'],
  ),
};

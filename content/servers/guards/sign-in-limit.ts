import { conf, path } from '#conf';
import type { ServerId } from '../index.ts';
import type { Guard, WithoutGuard } from './guard.ts';

const nginxStart = conf`upstream jenkins {`;
const nginxLocation = conf`location / {`;
const haproxyAnchor = conf`http-request return status 405 if { method CONNECT TRACE }`;

/** Ten attempts a minute from one address; further ones get 429, the other pages are served. */
export const signInLimit: Readonly<Partial<Record<ServerId, Guard>>> = {
  nginx: {
    changes: [
      {
        from: nginxStart,
        to: conf`
          limit_req_zone $binary_remote_addr zone=sign_in:1m rate=10r/m;

          ${nginxStart}
        `,
      },
      {
        from: nginxLocation,
        to: conf`
          location = ${path}/j_spring_security_check {
              limit_req zone=sign_in burst=9 nodelay;
              limit_req_status 429;
              proxy_pass http://jenkins;
          }

          ${nginxLocation}
        `,
      },
    ],
  },
  haproxy: {
    changes: [
      {
        from: haproxyAnchor,
        to: conf`
          stick-table type ipv6 size 100k expire 1m store http_req_rate(1m)
          acl signs_in path ${path}/j_spring_security_check
          http-request track-sc0 src if signs_in
          http-request wait-for-body time 5s if signs_in
          http-request deny deny_status 429 if signs_in { sc_http_req_rate(0) gt 10 }
          ${haproxyAnchor}
        `,
      },
    ],
    note: {
      fr: 'Sans `wait-for-body`, HAProxy annule parfois le flux HTTP/2 dont le corps n’est pas encore arrivé\u00A0: le navigateur ne voit pas le 429.',
      en: 'Without `wait-for-body`, HAProxy sometimes cancels the HTTP/2 stream whose body has not arrived yet: the browser does not see the 429.',
    },
  },
};

/** Servers that count nothing for each client by themselves. */
export const withoutSignInLimit: Readonly<Partial<Record<ServerId, WithoutGuard>>> = {
  apache: {
    reason: {
      fr: 'Aucun module d’Apache lui-même ne compte les requêtes d’un client\u202F; `mod_ratelimit` ne limite que le débit.',
      en: 'No module of Apache itself counts the requests of a client; `mod_ratelimit` limits throughput only.',
    },
    source: 'https://httpd.apache.org/docs/2.4/mod/mod_ratelimit.html',
  },
  lighttpd: {
    reason: {
      fr: '`mod_evasive` limite les connexions simultanées d’une adresse, pas leur nombre par minute.',
      en: '`mod_evasive` limits the connections that an address has at once, not how many it makes a minute.',
    },
    source: 'https://redmine.lighttpd.net/projects/lighttpd/wiki/Docs_ModEvasive',
  },
  squid: {
    reason: {
      fr: 'L’ACL `maxconn` limite les connexions simultanées d’une adresse, et `delay_pools` le débit\u202F; rien ne compte les requêtes.',
      en: 'The ACL `maxconn` limits the connections that an address has at once, and `delay_pools` the throughput; nothing counts requests.',
    },
    source: 'https://www.squid-cache.org/Doc/config/acl/',
  },
};

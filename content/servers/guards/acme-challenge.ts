import { conf, host, port, slot, upstreamHost, upstreamPort } from '#conf';
import type { ServerId } from '../index.ts';
import type { Guard } from './guard.ts';

/** Where the answers to a certificate authority stand (RFC 8555, section 8.3). */
const challenges = conf`/.well-known/acme-challenge/`;

/** Where Debian's own sites have their files, so that the first certificate needs no line yet. */
const webroot = conf`/var/www/html`;

/** Where certbot answers by itself, behind a server that serves no files. */
const certbotPort = conf`8888`;

const nginxRedirect = conf`return 308 ${slot('origin')}$request_uri;`;
const apacheRule = conf`RewriteRule ^ ${slot('origin')}%1 [NE,R=308,L]`;
const haproxyRedirect = conf`http-request redirect prefix ${slot('origin')} code 308 unless { ssl_fc }`;
const haproxyNames = conf`http-request return status 421 unless { req.fhdr(host) -i -m str ${slot('authority')} ${host}:${port} }`;
const haproxyEnd = conf`default_backend jenkins`;
const haproxyStart = conf`frontend web`;
const lighttpdEnd = conf`proxy.server = ( "" => ( ( "host" => "${slot('upstream-host', 'quoted')}", "port" => ${upstreamPort} ) ) )`;
const squidRedirect = conf`deny_info 308:${slot('origin')}@Squid{%>rp} plain`;
const caddyRedirect = conf`redir ${slot('origin')}{uri} 308`;

/**
 * On port 80, what a certificate authority asks for is answered; all else is still redirected.
 * Not declared for Traefik and Pomerium: the page says how these obtain a certificate.
 */
export const acmeChallenge: Readonly<Partial<Record<ServerId, Guard>>> = {
  nginx: {
    changes: [
      {
        from: nginxRedirect,
        to: conf`
          location ^~ ${challenges} {
              root ${webroot};
          }
          location / {
              ${nginxRedirect}
          }
        `,
      },
    ],
  },
  apache: {
    changes: [
      {
        from: apacheRule,
        to: conf`
          RewriteCond %{REQUEST_URI} !^${challenges}
          ${apacheRule}
          Alias "${challenges}" "${webroot}${challenges}"
        `,
      },
    ],
  },
  haproxy: {
    changes: [
      {
        from: haproxyStart,
        to: conf`
          backend certbot
              server certbot 127.0.0.1:${certbotPort}

          ${haproxyStart}
        `,
      },
      {
        from: haproxyRedirect,
        to: conf`
          acl challenge path_beg ${challenges}
          ${haproxyRedirect} or challenge
        `,
      },
      // An authority may name the port too (`Host: jenkins.example.com:80`), as Pebble does.
      { from: haproxyNames, to: conf`${haproxyNames} or challenge !{ ssl_fc }` },
      {
        from: haproxyEnd,
        to: conf`
          use_backend certbot if challenge !{ ssl_fc }
          ${haproxyEnd}
        `,
      },
    ],
    note: {
      fr: 'certbot répond lui-même, sur le port 8888, pendant la minute où il demande un certificat.',
      en: 'certbot answers by itself, on port 8888, for the minute in which it asks for a certificate.',
    },
  },
  lighttpd: {
    changes: [
      {
        from: lighttpdEnd,
        to: conf`
          ${lighttpdEnd}
          $HTTP["scheme"] == "http" {
              $HTTP["url"] =~ "^${challenges}" {
                  url.redirect = ()
                  proxy.server = ()
                  server.document-root = "${webroot}"
              }
          }
        `,
      },
    ],
  },
  squid: {
    changes: [
      {
        from: squidRedirect,
        to: conf`
          acl challenge urlpath_regex ^${challenges}
          cache_peer 127.0.0.1 parent ${certbotPort} 0 originserver name=files no-digest no-netdb-exchange
          cache_peer_access files allow plain challenge
          cache_peer_access files deny all
          cache_peer_access ${upstreamHost} deny plain challenge
          cache_peer_access ${upstreamHost} allow all
          http_access allow jenkins plain challenge
          ${squidRedirect}
        `,
      },
    ],
    note: {
      fr: 'Squid note au démarrage qui répond\u00A0: certbot, qui n’écoute qu’une minute, passerait pour mort. Un petit serveur de fichiers doit donc tourner avant lui.',
      en: 'Squid notes at its start who answers: certbot, which listens for a minute only, would count as dead. Hence a small server of files has to run before it.',
    },
  },
  caddy: {
    changes: [
      {
        from: caddyRedirect,
        to: conf`
          handle ${challenges}* {
              root * ${webroot}
              file_server
          }
          handle {
              ${caddyRedirect}
          }
        `,
      },
    ],
    note: {
      fr: 'Seulement pour un certificat obtenu par certbot\u00A0: Caddy peut s’en charger lui-même.',
      en: 'Only for a certificate that certbot obtains: Caddy can do so by itself.',
    },
  },
};

import { conf, slot } from '#conf';
import type { ServerId } from '../index.ts';
import type { Guard, WithoutGuard } from './guard.ts';

/**
 * Every page but those of machines asks a service beside nginx, which answers 2xx to whoever has
 * signed in and 401 to others, as oauth2-proxy does.
 */
export const singleSignOn: Readonly<Partial<Record<ServerId, Guard>>> = {
  nginx: {
    changes: [
      {
        from: conf`location / {`,
        to: conf`
          location = /oauth2/auth {
              internal;
              proxy_pass http://127.0.0.1:4180;
              proxy_pass_request_body off;
              proxy_set_header Content-Length "";
              proxy_set_header Host $http_host;
          }

          location /oauth2/ {
              proxy_pass http://127.0.0.1:4180;
          }

          # ${{
            fr: 'Sans connexion : agents, ligne de commande, webhooks, surveillance. Jenkins vérifie\nlui-même leurs secrets et leurs jetons.',
            en: 'Without a sign-in: agents, command line, webhooks, monitoring. Jenkins checks their\nsecrets and tokens itself.',
          }}
          location ~ ^${slot('path', 'regex')}/(login|wsagents/|cli/ws|tcpSlaveAgentListener/|jnlpJars/[\w.-]+|github-webhook/|health/)$ {
              proxy_pass http://jenkins;
          }

          location / {
              auth_request /oauth2/auth;
              error_page 401 = /oauth2/sign_in;
        `,
      },
    ],
    note: {
      fr: 'Le service d’authentification écoute sur le port 4180, comme oauth2-proxy. Il n’était ici qu’un figurant qui répond 202 à un cookie et 401 sinon.',
      en: 'The sign-in service listens on port 4180, as oauth2-proxy does. Here it was only a stand-in that answers 202 to a cookie and 401 otherwise.',
    },
  },
};

/** Servers that ask no such service, or only by what was not run here. */
export const withoutSingleSignOn: Readonly<Partial<Record<ServerId, WithoutGuard>>> = {
  apache: {
    reason: {
      fr: 'Par `mod_auth_openidc`, un module d’autrui (paquet Debian `libapache2-mod-auth-openidc`), qui n’a pas été exécuté ici.',
      en: 'By `mod_auth_openidc`, a module of others (Debian package `libapache2-mod-auth-openidc`), which was not run here.',
    },
    source: 'https://github.com/OpenIDC/mod_auth_openidc',
  },
  haproxy: {
    reason: {
      fr: 'HAProxy 2.6 n’interroge un service d’authentification que par un script Lua ou SPOE, à écrire soi-même.',
      en: 'HAProxy 2.6 asks a sign-in service only by a script in Lua or by SPOE, of your own making.',
    },
    source: 'https://docs.haproxy.org/2.6/configuration.html#9.3',
  },
  lighttpd: {
    reason: {
      fr: '`mod_auth` vérifie des mots de passe\u202F; il n’interroge pas de service d’authentification.',
      en: '`mod_auth` checks passwords; it asks no sign-in service.',
    },
    source: 'https://redmine.lighttpd.net/projects/lighttpd/wiki/Docs_ModAuth',
  },
  squid: {
    reason: {
      fr: 'Squid n’a pas d’OpenID Connect\u202F; un programme d’`external_acl_type` serait à écrire soi-même.',
      en: 'Squid has no OpenID Connect; a program for `external_acl_type` would be of your own making.',
    },
    source: 'https://www.squid-cache.org/Doc/config/external_acl_type/',
  },
};

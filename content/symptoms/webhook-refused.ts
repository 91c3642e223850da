import { conf, path, slot } from '#conf';
import * as apache from '../servers/apache/idioms.ts';
import * as caddy from '../servers/caddy/idioms.ts';
import * as haproxy from '../servers/haproxy/idioms.ts';
import * as nginx from '../servers/nginx/idioms.ts';
import { openWithout } from '../servers/pomerium/idioms.ts';
import { after, before, without } from '../servers/broken-lines.ts';
import type { SymptomBreaks } from './break.ts';
import { setUp } from './set-up.ts';

const symptom = 'webhook-refused';
const command = 'webhook/delivery';

const withoutSlash = conf`${slot('public-url')}github-webhook`;
const withSlash = conf`${slot('public-url')}github-webhook/`;
const overHttp = conf`http://${slot('host')}${path}/github-webhook/`;

/** What the command prints when the URL with its slash is accepted, over HTTPS and over HTTP. */
const accepted = conf`
  405, redirects 1: ${withoutSlash}
  200, redirects 0: ${withSlash}
  200, redirects 1: ${overHttp}
`;

const turnedIntoGet = conf`
  405, redirects 1: ${withoutSlash}
  200, redirects 0: ${withSlash}
  405, redirects 1: ${overHttp}
`;

const withoutEvent = conf`
  405, redirects 1: ${withoutSlash}
  400, redirects 0: ${withSlash}
  Hook should contain event type
  400, redirects 1: ${overHttp}
  Hook should contain event type
`;

const password = conf`
  401, redirects 0: ${withoutSlash}
  401, redirects 0: ${withSlash}
  401, redirects 1: ${overHttp}
`;

const forbidden = conf`
  403, redirects 0: ${withoutSlash}
  403, redirects 0: ${withSlash}
  403, redirects 1: ${overHttp}
`;

/** HAProxy may refuse before the client has sent all, which curl then tells by the redirect. */
const forbiddenAtOnce = conf`
  403, redirects 0: ${withoutSlash}
  403, redirects 0: ${withSlash}
  …, redirects 1: ${overHttp}
`;

/** The URL without its slash stays behind the protection; nginx redirects it to the exempt one. */
const exempt = (status: ReturnType<typeof conf>): ReturnType<typeof conf> => conf`
  ${status}
  200, redirects 0: ${withSlash}
  200, redirects 1: ${overHttp}
`;
const exemptFromPassword = exempt(conf`401, redirects 0: ${withoutSlash}`);
const exemptFromFilter = exempt(conf`403, redirects 0: ${withoutSlash}`);

export const webhookRefused: SymptomBreaks = {
  causes: {
    'webhook-without-slash': {
      symptom,
      title: {
        fr: 'L’URL du webhook n’a pas sa barre oblique finale',
        en: 'The URL of the webhook lacks its final slash',
      },
    },
    'webhook-behind-password': {
      symptom,
      title: {
        fr: 'Le proxy demande un mot de passe au fournisseur',
        en: 'The proxy asks the provider for a password',
      },
    },
    'webhook-address-refused': {
      symptom,
      title: {
        fr: 'Le proxy refuse l’adresse du fournisseur',
        en: 'The proxy refuses the address of the provider',
      },
    },
    'redirect-turns-post-into-get': {
      symptom,
      title: {
        fr: 'La redirection vers HTTPS fait du POST un GET',
        en: 'The redirect to HTTPS turns the POST into a GET',
      },
    },
    'event-header-removed': {
      symptom,
      title: {
        fr: 'Le proxy retire l’en-tête X-GitHub-Event',
        en: 'The proxy removes the X-GitHub-Event header',
      },
    },
    'webhook-path-differs': {
      symptom,
      title: {
        fr: 'L’URL du webhook n’a pas le chemin de contexte, ou le proxy le change',
        en: 'The URL of the webhook lacks the context path, or the proxy changes it',
      },
    },
  },
  breaks: {
    'nginx/webhook-behind-password': {
      ...setUp('nginx'),
      cause: 'webhook-behind-password',
      prepare: nginx.passwordFile,
      changes: [
        after(
          nginx.lastHeader,
          nginx.password(),
          conf`
            ${nginx.password()}
            location = ${path}/github-webhook/ {
                auth_basic off;
                proxy_pass http://jenkins;
            }
          `,
        ),
      ],
      tell: { command, broken: password, fixed: accepted },
    },
    'apache/webhook-behind-password': {
      ...setUp('apache'),
      cause: 'webhook-behind-password',
      prepare: apache.passwordFile,
      changes: [
        after(
          apache.lastHeader,
          apache.password,
          conf`
            ${apache.password}
            ${apache.exempt(conf`^${path}/github-webhook/$`)}
          `,
        ),
      ],
      tell: { command, broken: password, fixed: exemptFromPassword },
    },
    'haproxy/webhook-behind-password': {
      ...setUp('haproxy'),
      cause: 'webhook-behind-password',
      changes: [
        haproxy.people,
        before(
          haproxy.toBackend,
          conf`http-request auth realm Proxy unless { http_auth(people) }`,
          conf`http-request auth realm Proxy unless { http_auth(people) } || { path ${path}/github-webhook/ }`,
        ),
      ],
      tell: { command, broken: password, fixed: exemptFromPassword },
    },
    'pomerium/webhook-behind-password': {
      ...setUp('pomerium'),
      client: 'open',
      cause: 'webhook-behind-password',
      changes: [openWithout.webhook],
      // The provider of the laboratory signs everybody in at once; one with a form ends there.
      tell: {
        command,
        broken: conf`
          400, redirects 3: ${withoutSlash}
          400, redirects 3: ${withSlash}
          400, redirects 4: ${overHttp}
        `,
        fixed: conf`
          400, redirects 3: ${withoutSlash}
          200, redirects 0: ${withSlash}
          405, redirects 1: ${overHttp}
        `,
      },
      log: '"method":"POST","path":"/github-webhook/",.*"allow":false,"allow-why-false":\\["user-unauthenticated"\\]',
    },
    'nginx/webhook-address-refused': {
      ...setUp('nginx'),
      cause: 'webhook-address-refused',
      changes: [
        after(
          nginx.lastHeader,
          conf`
            allow 192.168.0.0/16;
            deny all;
          `,
          conf`
            allow 192.168.0.0/16;
            deny all;
            location = ${path}/github-webhook/ {
                allow all;
                proxy_pass http://jenkins;
            }
          `,
        ),
      ],
      tell: { command, broken: forbidden, fixed: accepted },
      log: 'access forbidden by rule, .*POST /github-webhook/ ',
    },
    'apache/webhook-address-refused': {
      ...setUp('apache'),
      cause: 'webhook-address-refused',
      changes: [
        after(
          apache.lastHeader,
          apache.addresses,
          conf`
            ${apache.addresses}
            ${apache.exempt(conf`^${path}/github-webhook/$`)}
          `,
        ),
      ],
      tell: { command, broken: forbidden, fixed: exemptFromFilter },
      log: 'AH01630: client denied by server configuration: .*/github-webhook/',
    },
    'haproxy/webhook-address-refused': {
      ...setUp('haproxy'),
      cause: 'webhook-address-refused',
      changes: [
        before(
          haproxy.toBackend,
          conf`http-request deny unless { src 192.168.0.0/16 }`,
          conf`http-request deny unless { src 192.168.0.0/16 } || { path ${path}/github-webhook/ }`,
        ),
      ],
      tell: { command, broken: forbiddenAtOnce, fixed: exemptFromFilter },
      log: ' 403 .*PR-- .*POST .*/github-webhook/ ',
    },
    'caddy/webhook-address-refused': {
      ...setUp('caddy'),
      cause: 'webhook-address-refused',
      changes: [
        after(
          caddy.refused,
          conf`
            @outsiders not remote_ip 192.168.0.0/16
            respond @outsiders 403
          `,
          conf`
            @outsiders {
                not remote_ip 192.168.0.0/16
                not path ${path}/github-webhook/
            }
            respond @outsiders 403
          `,
        ),
      ],
      tell: { command, broken: forbidden, fixed: exemptFromFilter },
    },
    'nginx/redirect-turns-post-into-get': {
      ...setUp('nginx'),
      cause: 'redirect-turns-post-into-get',
      changes: [
        {
          from: nginx.toHttps,
          to: conf`return 301 ${slot('origin')}$request_uri;`,
        },
      ],
      tell: { command, broken: turnedIntoGet, fixed: accepted },
    },
    'apache/redirect-turns-post-into-get': {
      ...setUp('apache'),
      cause: 'redirect-turns-post-into-get',
      changes: [
        {
          from: apache.toHttps,
          to: conf`RewriteRule ^ ${slot('origin')}%1 [NE,R=301,L]`,
        },
      ],
      tell: { command, broken: turnedIntoGet, fixed: accepted },
    },
    'haproxy/redirect-turns-post-into-get': {
      ...setUp('haproxy'),
      cause: 'redirect-turns-post-into-get',
      changes: [
        {
          from: conf`http-request redirect prefix ${slot('origin')} code 308 unless { ssl_fc }`,
          to: conf`http-request redirect scheme https unless { ssl_fc }`,
        },
      ],
      tell: { command, broken: turnedIntoGet, fixed: accepted },
    },
    'caddy/redirect-turns-post-into-get': {
      ...setUp('caddy'),
      cause: 'redirect-turns-post-into-get',
      changes: [
        {
          from: conf`redir ${slot('origin')}{uri} 308`,
          to: conf`redir ${slot('origin')}{uri} permanent`,
        },
      ],
      tell: { command, broken: turnedIntoGet, fixed: accepted },
    },
    'lighttpd/redirect-turns-post-into-get': {
      ...setUp('lighttpd'),
      cause: 'redirect-turns-post-into-get',
      changes: [without(conf`url.redirect-code = 308`)],
      // From then on 308 is the default (NEWS of lighttpd).
      before: '1.4.75',
      tell: { command, broken: turnedIntoGet, fixed: accepted },
    },
    'squid/redirect-turns-post-into-get': {
      ...setUp('squid'),
      cause: 'redirect-turns-post-into-get',
      changes: [
        {
          from: conf`deny_info 308:${slot('origin')}@Squid{%>rp} plain`,
          to: conf`deny_info 301:${slot('origin')}@Squid{%>rp} plain`,
        },
      ],
      tell: { command, broken: turnedIntoGet, fixed: accepted },
    },
    'nginx/event-header-removed': {
      ...setUp('nginx'),
      cause: 'event-header-removed',
      changes: [after(nginx.lastHeader, conf`proxy_set_header X-GitHub-Event "";`)],
      tell: { command, broken: withoutEvent, fixed: accepted },
    },
    'haproxy/event-header-removed': {
      ...setUp('haproxy'),
      cause: 'event-header-removed',
      changes: [after(haproxy.client, conf`http-request del-header x-git -m beg`)],
      tell: { command, broken: withoutEvent, fixed: accepted },
    },
    'caddy/event-header-removed': {
      ...setUp('caddy'),
      cause: 'event-header-removed',
      changes: [caddy.headerRemoved(conf`X-Git*`)],
      tell: { command, broken: withoutEvent, fixed: accepted },
    },
  },
  reports: [
    {
      cause: 'webhook-without-slash',
      source: 'https://github.com/jenkinsci/github-plugin#manual-mode',
    },
    {
      cause: 'webhook-path-differs',
      source: 'https://github.com/jenkinsci/github-plugin#manual-mode',
    },
  ],
};

import { conf, path, slot } from '#conf';
import * as apache from '../servers/apache/idioms.ts';
import * as caddy from '../servers/caddy/idioms.ts';
import * as haproxy from '../servers/haproxy/idioms.ts';
import * as nginx from '../servers/nginx/idioms.ts';
import * as squid from '../servers/squid/idioms.ts';
import { without } from '../servers/broken-lines.ts';
import type { Break, SymptomBreaks } from './break.ts';

const symptom = 'redirects-to-http';
const command = 'scheme/addresses';
const publicUrl = slot('public-url');
const plainUrl = conf`http://${slot('authority')}${path}/`;

const right = conf`
  login ${publicUrl}
  robots.txt ${publicUrl}
  …ocation: ${path}/whoAmI/
`;

const notAnnounced = {
  shape: 'https-host',
  cause: 'https-not-announced',
  tell: {
    command,
    broken: conf`
      login ${plainUrl}
      robots.txt ${publicUrl}
      …ocation: ${path}/whoAmI/
    `,
    fixed: right,
  },
} as const satisfies Partial<Break>;

const replacedInside = {
  shape: 'https-host',
  cause: 'scheme-replaced-inside',
  alsoShows: ['inner-scheme-in-links'],
  tell: notAnnounced.tell,
  fails: ['root-url', 'session-cookie'],
} as const satisfies Partial<Break>;

export const redirectsToHttp: SymptomBreaks = {
  causes: {
    'https-not-announced': {
      symptom,
      title: {
        fr: 'Le proxy n’annonce pas HTTPS à Jenkins',
        en: 'The proxy does not tell Jenkins of HTTPS',
      },
    },
    'scheme-replaced-inside': {
      symptom,
      title: {
        fr: 'Un proxy intérieur remplace le schéma par le sien',
        en: 'An inner proxy replaces the scheme by its own',
      },
    },
    'jenkins-url-http': {
      symptom,
      title: {
        fr: 'L’URL de Jenkins commence par http://',
        en: 'The Jenkins URL begins with http://',
      },
    },
    'redirect-of-inner-hop': {
      symptom,
      title: {
        fr: 'La redirection vient d’un proxy intérieur, pas de Jenkins',
        en: 'The redirect comes from an inner proxy, not from Jenkins',
      },
    },
  },
  breaks: {
    'nginx/https-not-announced': {
      ...notAnnounced,
      server: 'nginx',
      example: 'nginx',
      changes: [without(nginx.scheme)],
      fails: ['root-url', 'session-cookie', 'created-location'],
    },
    'nginx/https-not-announced/before-2-472': {
      ...notAnnounced,
      server: 'nginx',
      example: 'nginx',
      changes: [without(nginx.scheme)],
      jenkins: { options: { era: 'jetty10' } },
      tell: {
        command,
        broken: conf`
          login ${plainUrl}
          robots.txt ${publicUrl}
          …ocation: http://${slot('authority')}/whoAmI/
        `,
        fixed: conf`
          login ${publicUrl}
          robots.txt ${publicUrl}
          …ocation: ${publicUrl}whoAmI/
        `,
      },
    },
    'apache/https-not-announced': {
      ...notAnnounced,
      server: 'apache',
      example: 'apache',
      changes: [without(apache.schemeHttps)],
    },
    'haproxy/https-not-announced': {
      ...notAnnounced,
      server: 'haproxy',
      example: 'haproxy',
      changes: [without(haproxy.schemeHttps)],
    },
    'squid/https-not-announced': {
      ...notAnnounced,
      server: 'squid',
      example: 'squid',
      changes: [without(squid.scheme)],
    },
    'caddy/https-not-announced': {
      ...notAnnounced,
      server: 'caddy',
      example: 'caddy',
      changes: [caddy.ownHeadersRemoved],
    },
    'nginx/scheme-replaced-inside': {
      ...replacedInside,
      server: 'nginx',
      example: 'nginx/second-hop',
      changes: [{ from: nginx.schemeFixed, to: nginx.scheme }],
      received: '^X-Forwarded-Proto: http$',
    },
    'apache/scheme-replaced-inside': {
      ...replacedInside,
      server: 'apache',
      example: 'apache/second-hop',
      changes: [
        {
          from: apache.schemeHttps,
          to: conf`RequestHeader set X-Forwarded-Proto expr=%{REQUEST_SCHEME}`,
        },
      ],
      received: '^X-Forwarded-Proto: http$',
    },
    'haproxy/scheme-replaced-inside': {
      ...replacedInside,
      server: 'haproxy',
      example: 'haproxy/second-hop',
      changes: [
        {
          from: haproxy.schemeHttps,
          to: conf`
            http-request set-header X-Forwarded-Proto https if { ssl_fc }
            http-request set-header X-Forwarded-Proto http unless { ssl_fc }
          `,
        },
      ],
      received: '^x-forwarded-proto: http$',
    },
    'caddy/scheme-replaced-inside': {
      ...replacedInside,
      server: 'caddy',
      example: 'caddy/second-hop',
      changes: [without(conf`header_up X-Forwarded-Proto https`)],
      received: '^X-Forwarded-Proto: http$',
    },
    'nginx/jenkins-url-http': {
      server: 'nginx',
      cause: 'jenkins-url-http',
      alsoShows: ['jenkins-url-with-http'],
      example: 'nginx',
      shape: 'https-host',
      changes: [],
      jenkins: { jenkinsUrl: 'http://jenkins.example.com/' },
      tell: {
        command,
        broken: conf`
          login ${publicUrl}
          robots.txt ${plainUrl}
          …ocation: ${path}/whoAmI/
        `,
        fixed: right,
      },
      fails: ['configured-url'],
    },
    'nginx/redirect-of-inner-hop': {
      server: 'nginx',
      cause: 'redirect-of-inner-hop',
      example: 'nginx/second-hop',
      shape: 'https-path',
      changes: [
        {
          from: conf`
            location = ${path} {
                proxy_pass http://jenkins;
            }
          `,
          to: conf`
            location = ${path} {
                return 301 ${path}/;
            }
          `,
        },
      ],
      fails: ['context-root-redirect'],
    },
  },
  reports: [
    {
      server: 'iis',
      cause: 'https-not-announced',
      changes: [{ from: conf``, to: conf`<set name="HTTP_X_FORWARDED_PROTO" value="https" />` }],
      source:
        'https://learn.microsoft.com/en-us/iis/extensions/url-rewrite-module/setting-http-request-headers-and-iis-server-variables',
    },
    {
      cause: 'scheme-replaced-inside',
      source: 'https://github.com/jenkinsci/oic-auth-plugin/issues/151',
    },
  ],
};

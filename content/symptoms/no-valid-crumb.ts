import { conf, type Conf } from '#conf';
import type { Break, SymptomBreaks } from './break.ts';

const symptom = 'no-valid-crumb';
const command = 'crumb/round-trip';

const accepted = conf`
  …et-…ookie: JSESSIONID.…
  header 302
  form 302
`;

const refused = conf`
  …et-…ookie: JSESSIONID.…
  header 403
  form 403
`;

const logged = 'No valid crumb was included in request for';

const common = (server: 'apache' | 'nginx' | 'lighttpd' | 'haproxy' | 'squid' | 'caddy') =>
  ({ server, example: server, shape: 'https-host' }) as const;

/** A line of the good file with another one after it. */
const added = (line: Conf, addition: Conf): Break['changes'] => [
  {
    from: line,
    to: conf`
      ${line}
      ${addition}
    `,
  },
];

/** Beside which line each server gets a wrong one. */
const beside = {
  apache: conf`RequestHeader unset Proxy-Ssl-Id`,
  nginx: conf`proxy_set_header Forwarded "";`,
  lighttpd: conf`"X-Forwarded-Port" => "",`,
  haproxy: conf`http-request set-header X-Forwarded-For %[src]`,
  squid: conf`request_header_access Proxy-Ssl-Id deny all`,
  caddy: conf`request_header -Forwarded`,
} as const;

const cookieLost = (server: keyof typeof beside, addition: Conf): Break => ({
  ...common(server),
  cause: 'cookie-not-returned',
  changes: added(beside[server], addition),
  tell: { command, broken: refused, fixed: accepted },
  jenkinsLog: logged,
});

const crumbLost = (server: keyof typeof beside, addition: Conf): Break => ({
  ...common(server),
  cause: 'crumb-header-removed',
  changes: added(beside[server], addition),
  tell: {
    command,
    broken: conf`
      …et-…ookie: JSESSIONID.…
      header 403
      form 302
    `,
    fixed: accepted,
  },
  jenkinsLog: logged,
});

/** The cookie is offered for a path under which nothing of Jenkins lies. */
const otherPath: Break['tell'] = {
  command,
  broken: conf`
    …et-…ookie: JSESSIONID.…Path=/other…
    header 403
    form 403
  `,
  fixed: accepted,
};

export const noValidCrumb: SymptomBreaks = {
  causes: {
    'script-without-token': {
      symptom,
      title: {
        fr: 'Un script s’authentifie par mot de passe, sans jeton d’API',
        en: 'A script signs in with a password instead of an API token',
      },
    },
    'cookie-not-returned': {
      symptom,
      title: {
        fr: 'Le cookie de session ne revient pas à Jenkins',
        en: 'The session cookie does not come back to Jenkins',
      },
    },
    'cookie-path-changed': {
      symptom,
      title: {
        fr: 'Le chemin du cookie de session est changé',
        en: 'The path of the session cookie is changed',
      },
    },
    'secure-cookie-over-http': {
      symptom,
      title: {
        fr: 'Le cookie est réservé à HTTPS, la page est ouverte en HTTP',
        en: 'The cookie is for HTTPS only, and the page is opened over HTTP',
      },
    },
    'crumb-header-removed': {
      symptom,
      title: {
        fr: 'L’en-tête Jenkins-Crumb est retiré en chemin',
        en: 'The Jenkins-Crumb header is removed on the way',
      },
    },
    'crumb-from-cache': {
      symptom,
      title: {
        fr: 'La page vient d’un cache partagé',
        en: 'The page comes from a shared cache',
      },
    },
    'several-controllers': {
      symptom,
      title: {
        fr: 'Plusieurs contrôleurs répondent sous le même nom',
        en: 'Several controllers answer under the same name',
      },
    },
    'session-ended': {
      symptom,
      title: {
        fr: 'La session s’est terminée pendant que la page restait ouverte',
        en: 'The session ended while the page stayed open',
      },
    },
    'client-address-in-crumb': {
      symptom,
      title: {
        fr: 'Avant Jenkins 2.543\u00A0: l’adresse du client change d’une requête à l’autre',
        en: 'Before Jenkins 2.543: the client’s address changes between requests',
      },
    },
  },
  breaks: {
    'nginx/cookie-not-returned': {
      ...cookieLost('nginx', conf`proxy_set_header Cookie "";`),
      fails: ['crumb-accepted', 'login-form'],
    },
    'nginx/cookie-not-returned/not-set': {
      ...common('nginx'),
      cause: 'cookie-not-returned',
      changes: added(beside.nginx, conf`proxy_hide_header Set-Cookie;`),
      tell: {
        command,
        broken: conf`
          header 403
          form 403
        `,
        fixed: accepted,
      },
      jenkinsLog: logged,
      fails: ['session-cookie', 'two-cookies'],
    },
    'apache/cookie-not-returned': cookieLost('apache', conf`RequestHeader unset Cookie`),
    'lighttpd/cookie-not-returned': cookieLost('lighttpd', conf`"Cookie" => "",`),
    'haproxy/cookie-not-returned': cookieLost('haproxy', conf`http-request del-header Cookie`),
    'squid/cookie-not-returned': cookieLost('squid', conf`request_header_access Cookie deny all`),
    'caddy/cookie-not-returned': cookieLost('caddy', conf`request_header -Cookie`),
    'nginx/cookie-path-changed': {
      ...common('nginx'),
      cause: 'cookie-path-changed',
      changes: added(beside.nginx, conf`proxy_cookie_path / /other;`),
      tell: otherPath,
      jenkinsLog: logged,
    },
    'apache/cookie-path-changed': {
      ...common('apache'),
      cause: 'cookie-path-changed',
      changes: added(beside.apache, conf`ProxyPassReverseCookiePath / /other`),
      tell: otherPath,
      jenkinsLog: logged,
    },
    'haproxy/cookie-path-changed': {
      ...common('haproxy'),
      cause: 'cookie-path-changed',
      changes: added(
        beside.haproxy,
        conf`http-response replace-header Set-Cookie (.*)Path=/(.*) \1Path=/other\2`,
      ),
      tell: otherPath,
      jenkinsLog: logged,
    },
    'nginx/secure-cookie-over-http': {
      ...common('nginx'),
      shape: 'http-host',
      cause: 'secure-cookie-over-http',
      changes: [
        {
          from: conf`proxy_set_header X-Forwarded-Proto $scheme;`,
          to: conf`proxy_set_header X-Forwarded-Proto https;`,
        },
      ],
      tell: {
        command,
        broken: conf`
          …et-…ookie: JSESSIONID.…Secure…
          header 403
          form 403
        `,
        fixed: accepted,
      },
      jenkinsLog: logged,
    },
    'apache/secure-cookie-over-http': {
      ...common('apache'),
      shape: 'http-host',
      cause: 'secure-cookie-over-http',
      changes: [
        {
          from: conf`RequestHeader set X-Forwarded-Proto http`,
          to: conf`RequestHeader set X-Forwarded-Proto https`,
        },
      ],
      tell: {
        command,
        broken: conf`
          …et-…ookie: JSESSIONID.…Secure…
          header 403
          form 403
        `,
        fixed: accepted,
      },
      jenkinsLog: logged,
    },
    'haproxy/secure-cookie-over-http': {
      ...common('haproxy'),
      shape: 'http-host',
      cause: 'secure-cookie-over-http',
      changes: [
        {
          from: conf`http-request set-header X-Forwarded-Proto http`,
          to: conf`http-request set-header X-Forwarded-Proto https`,
        },
      ],
      tell: {
        command,
        broken: conf`
          …et-…ookie: JSESSIONID.…Secure…
          header 403
          form 403
        `,
        fixed: accepted,
      },
      jenkinsLog: logged,
    },
    'nginx/crumb-header-removed': {
      ...crumbLost('nginx', conf`proxy_set_header Jenkins-Crumb "";`),
      fails: ['request-headers'],
    },
    'apache/crumb-header-removed': crumbLost('apache', conf`RequestHeader unset Jenkins-Crumb`),
    'lighttpd/crumb-header-removed': crumbLost('lighttpd', conf`"Jenkins-Crumb" => "",`),
    'haproxy/crumb-header-removed': crumbLost(
      'haproxy',
      conf`http-request del-header Jenkins-Crumb`,
    ),
    'squid/crumb-header-removed': crumbLost(
      'squid',
      conf`request_header_access Jenkins-Crumb deny all`,
    ),
    'caddy/crumb-header-removed': crumbLost('caddy', conf`request_header -Jenkins-Crumb`),
  },
  reports: [
    {
      cause: 'script-without-token',
      source: 'https://www.jenkins.io/doc/book/security/csrf-protection/',
    },
    {
      cause: 'several-controllers',
      source: 'https://github.com/aws-samples/serverless-jenkins-on-aws-fargate/issues/28',
    },
    {
      cause: 'session-ended',
      source:
        'https://github.com/jenkinsci/winstone/blob/master/src/main/java/winstone/cmdline/Option.java',
    },
    {
      cause: 'client-address-in-crumb',
      source: 'https://github.com/jenkinsci/jenkins/pull/25918',
    },
  ],
};

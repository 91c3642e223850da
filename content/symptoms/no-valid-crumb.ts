import { conf } from '#conf';
import * as apache from '../servers/apache/idioms.ts';
import * as haproxy from '../servers/haproxy/idioms.ts';
import * as nginx from '../servers/nginx/idioms.ts';
import { after } from '../servers/broken-lines.ts';
import type { Break, SymptomBreaks } from './break.ts';
import { headerRemoved, setUp, type HeaderRemover } from './set-up.ts';
import { crumbAccepted, crumbHeaderLost } from './tells.ts';

const symptom = 'no-valid-crumb';
const command = 'crumb/round-trip';

const refused = conf`
  …et-…ookie: JSESSIONID.…
  header 403
  form 403
`;

const logged = 'No valid crumb was included in request for';

const cookieLost = (server: HeaderRemover): Break => ({
  ...setUp(server),
  cause: 'cookie-not-returned',
  changes: [headerRemoved(server, conf`Cookie`)],
  tell: { command, broken: refused, fixed: crumbAccepted },
  jenkinsLog: logged,
});

const crumbLost = (server: HeaderRemover): Break => ({
  ...setUp(server),
  cause: 'crumb-header-removed',
  changes: [headerRemoved(server, conf`Jenkins-Crumb`)],
  tell: crumbHeaderLost,
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
  fixed: crumbAccepted,
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
      ...cookieLost('nginx'),
      fails: ['crumb-accepted', 'login-form'],
    },
    'nginx/cookie-not-returned/not-set': {
      ...setUp('nginx'),
      cause: 'cookie-not-returned',
      changes: [after(nginx.noForwarded, conf`proxy_hide_header Set-Cookie;`)],
      tell: {
        command,
        broken: conf`
          header 403
          form 403
        `,
        fixed: crumbAccepted,
      },
      jenkinsLog: logged,
      fails: ['session-cookie', 'two-cookies'],
    },
    'apache/cookie-not-returned': cookieLost('apache'),
    'lighttpd/cookie-not-returned': cookieLost('lighttpd'),
    'haproxy/cookie-not-returned': cookieLost('haproxy'),
    'squid/cookie-not-returned': cookieLost('squid'),
    'caddy/cookie-not-returned': cookieLost('caddy'),
    'nginx/cookie-path-changed': {
      ...setUp('nginx'),
      cause: 'cookie-path-changed',
      changes: [after(nginx.noForwarded, conf`proxy_cookie_path / /other;`)],
      tell: otherPath,
      jenkinsLog: logged,
    },
    'apache/cookie-path-changed': {
      ...setUp('apache'),
      cause: 'cookie-path-changed',
      changes: [after(apache.lastHeader, conf`ProxyPassReverseCookiePath / /other`)],
      tell: otherPath,
      jenkinsLog: logged,
    },
    'haproxy/cookie-path-changed': {
      ...setUp('haproxy'),
      cause: 'cookie-path-changed',
      changes: [
        after(
          haproxy.client,
          conf`http-response replace-header Set-Cookie (.*)Path=/(.*) \1Path=/other\2`,
        ),
      ],
      tell: otherPath,
      jenkinsLog: logged,
    },
    'nginx/secure-cookie-over-http': {
      ...setUp('nginx', 'http-host'),
      cause: 'secure-cookie-over-http',
      changes: [
        {
          from: nginx.scheme,
          to: nginx.schemeFixed,
        },
      ],
      tell: {
        command,
        broken: conf`
          …et-…ookie: JSESSIONID.…Secure…
          header 403
          form 403
        `,
        fixed: crumbAccepted,
      },
      jenkinsLog: logged,
    },
    'apache/secure-cookie-over-http': {
      ...setUp('apache', 'http-host'),
      cause: 'secure-cookie-over-http',
      changes: [
        {
          from: apache.schemeHttp,
          to: apache.schemeHttps,
        },
      ],
      tell: {
        command,
        broken: conf`
          …et-…ookie: JSESSIONID.…Secure…
          header 403
          form 403
        `,
        fixed: crumbAccepted,
      },
      jenkinsLog: logged,
    },
    'haproxy/secure-cookie-over-http': {
      ...setUp('haproxy', 'http-host'),
      cause: 'secure-cookie-over-http',
      changes: [
        {
          from: haproxy.schemeHttp,
          to: haproxy.schemeHttps,
        },
      ],
      tell: {
        command,
        broken: conf`
          …et-…ookie: JSESSIONID.…Secure…
          header 403
          form 403
        `,
        fixed: crumbAccepted,
      },
      jenkinsLog: logged,
    },
    'nginx/crumb-header-removed': {
      ...crumbLost('nginx'),
      fails: ['request-headers'],
    },
    'apache/crumb-header-removed': crumbLost('apache'),
    'lighttpd/crumb-header-removed': crumbLost('lighttpd'),
    'haproxy/crumb-header-removed': crumbLost('haproxy'),
    'squid/crumb-header-removed': crumbLost('squid'),
    'caddy/crumb-header-removed': crumbLost('caddy'),
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

import { conf, slot } from '#conf';
import * as apache from '../servers/apache/idioms.ts';
import * as caddy from '../servers/caddy/idioms.ts';
import * as haproxy from '../servers/haproxy/idioms.ts';
import * as nginx from '../servers/nginx/idioms.ts';
import { openWithout } from '../servers/pomerium/idioms.ts';
import { after } from '../servers/broken-lines.ts';
import type { SymptomBreaks } from './break.ts';
import { setUp } from './set-up.ts';

const symptom = 'proxy-authentication-401';
const command = 'sign-in/realm';

const proxyAsks = conf`
  HTTP/… 401…
  …: Basic realm="Proxy"
`;

/** The proxy accepts the password, and Jenkins refuses the same one. */
const jenkinsRefuses = conf`
  ${proxyAsks}
  HTTP/… 401…
  …: Basic realm="Jenkins", charset="UTF-8"
`;

const passes = conf`
  ${proxyAsks}
  HTTP/… 200…
`;

/** What machines call by themselves, and Jenkins protects by itself: whole paths, so that nothing else slips in. */
const machines = conf`^${slot('path', 'regex')}/(login|wsagents/|tcpSlaveAgentListener/|jnlpJars/[A-Za-z0-9._-]+|cli|cli/ws|github-webhook/)$`;

const nginxMaps = conf`
  # ${{
    fr: 'Ces chemins sont protégés par Jenkins : secret des agents, jeton des personnes.',
    en: 'Jenkins protects these paths: secret of the agents, token of the people.',
  }}
  map $uri $proxy_realm {
      default Proxy;
      "~${machines}" off;
  }
  map $proxy_realm $jenkins_authorization {
      default "";
      off $http_authorization;
  }
  map $http_upgrade $jenkins_connection {
`;

export const proxyAuthentication401: SymptomBreaks = {
  causes: {
    'authorization-forwarded': {
      symptom,
      title: {
        fr: 'Le mot de passe du proxy arrive à Jenkins, qui le refuse',
        en: 'The password for the proxy reaches Jenkins, which refuses it',
      },
    },
    'machines-not-exempt': {
      symptom,
      title: {
        fr: 'Le proxy demande un mot de passe aux agents, à la ligne de commande ou aux scripts',
        en: 'The proxy asks agents, the command line or scripts for a password',
      },
    },
    'sign-in-portal': {
      symptom,
      title: {
        fr: 'Un portail de connexion répond à la place de Jenkins',
        en: 'A sign-in portal answers in place of Jenkins',
      },
    },
    'api-token-wrong': {
      symptom,
      title: {
        fr: 'Jenkins lui-même refuse le jeton d’API',
        en: 'Jenkins itself refuses the API token',
      },
    },
  },
  breaks: {
    'nginx/authorization-forwarded': {
      ...setUp('nginx'),
      cause: 'authorization-forwarded',
      prepare: nginx.passwordFile,
      changes: [
        after(
          nginx.lastHeader,
          nginx.password(),
          conf`
            ${nginx.password()}
            proxy_set_header Authorization "";
          `,
        ),
      ],
      tell: { command, broken: jenkinsRefuses, fixed: passes },
      received: '^[Aa]uthorization: Basic YWxpY2U6c2VjcmV0$',
    },
    'apache/authorization-forwarded': {
      ...setUp('apache'),
      cause: 'authorization-forwarded',
      prepare: apache.passwordFile,
      changes: [
        {
          from: apache.lastHeader,
          to: conf`
            ${apache.lastHeader}
            ${apache.password}
          `,
          fixed: conf`
            ${apache.lastHeader}
            ${apache.password}
            RequestHeader unset Authorization
          `,
        },
      ],
      tell: { command, broken: jenkinsRefuses, fixed: passes },
      received: '^[Aa]uthorization: Basic YWxpY2U6c2VjcmV0$',
    },
    'haproxy/authorization-forwarded': {
      ...setUp('haproxy'),
      cause: 'authorization-forwarded',
      changes: [
        haproxy.people,
        {
          from: haproxy.toBackend,
          to: conf`
            http-request auth realm Proxy unless { http_auth(people) }
            ${haproxy.toBackend}
          `,
          fixed: conf`
            http-request auth realm Proxy unless { http_auth(people) }
            http-request del-header Authorization
            ${haproxy.toBackend}
          `,
        },
      ],
      tell: { command, broken: jenkinsRefuses, fixed: passes },
      received: '^authorization: Basic YWxpY2U6c2VjcmV0$',
    },
    'caddy/authorization-forwarded': {
      ...setUp('caddy'),
      cause: 'authorization-forwarded',
      changes: [
        after(
          caddy.refused,
          caddy.password(),
          conf`
            ${caddy.password()}
            request_header -Authorization
          `,
        ),
      ],
      tell: { command, broken: jenkinsRefuses, fixed: passes },
      received: '^[Aa]uthorization: Basic YWxpY2U6c2VjcmV0$',
    },
    'nginx/machines-not-exempt': {
      ...setUp('nginx'),
      cause: 'machines-not-exempt',
      prepare: nginx.passwordFile,
      changes: [
        {
          from: nginx.upgradeMap,
          to: nginx.upgradeMap,
          fixed: nginxMaps,
        },
        {
          from: nginx.lastHeader,
          to: conf`
            ${nginx.lastHeader}
            proxy_set_header Authorization "";
            ${nginx.password()}
          `,
          fixed: conf`
            ${nginx.lastHeader}
            proxy_set_header Authorization $jenkins_authorization;
            ${nginx.password(conf`$proxy_realm`)}
          `,
        },
      ],
      tell: { command: 'sign-in/machines', broken: conf`401 401`, fixed: conf`200 400` },
      landing: conf`401 ${slot('public-url')}login`,
    },
    'apache/machines-not-exempt': {
      ...setUp('apache'),
      cause: 'machines-not-exempt',
      prepare: apache.passwordFile,
      changes: [
        {
          from: apache.lastHeader,
          to: conf`
            ${apache.lastHeader}
            ${apache.password}
            RequestHeader unset Authorization
          `,
          fixed: conf`
            ${apache.lastHeader}
            ${apache.password}
            # ${{
              fr: 'Ces chemins sont protégés par Jenkins : secret des agents, jeton des personnes.',
              en: 'Jenkins protects these paths: secret of the agents, token of the people.',
            }}
            ${apache.exempt(machines)}
            RequestHeader unset Authorization "expr=%{REQUEST_URI} !~ m#${machines}#"
          `,
        },
      ],
      tell: { command: 'sign-in/machines', broken: conf`401 401`, fixed: conf`200 400` },
    },
    'haproxy/machines-not-exempt': {
      ...setUp('haproxy'),
      cause: 'machines-not-exempt',
      changes: [
        haproxy.people,
        {
          from: haproxy.toBackend,
          to: conf`
            http-request auth realm Proxy unless { http_auth(people) }
            http-request del-header Authorization
            ${haproxy.toBackend}
          `,
          fixed: conf`
            # ${{
              fr: 'Ces chemins sont protégés par Jenkins : secret des agents, jeton des personnes.',
              en: 'Jenkins protects these paths: secret of the agents, token of the people.',
            }}
            acl machines path -m reg ${machines}
            http-request auth realm Proxy unless machines || { http_auth(people) }
            http-request del-header Authorization unless machines
            ${haproxy.toBackend}
          `,
        },
      ],
      tell: { command: 'sign-in/machines', broken: conf`401 401`, fixed: conf`200 400` },
    },
    'caddy/machines-not-exempt': {
      ...setUp('caddy'),
      cause: 'machines-not-exempt',
      changes: [
        after(
          caddy.refused,
          conf`
            ${caddy.password()}
            request_header -Authorization
          `,
          conf`
            # ${{
              fr: 'Ces chemins sont protégés par Jenkins : secret des agents, jeton des personnes.',
              en: 'Jenkins protects these paths: secret of the agents, token of the people.',
            }}
            @people not path_regexp ${machines}
            ${caddy.password(conf`@people`)}
            request_header @people -Authorization
          `,
        ),
      ],
      tell: { command: 'sign-in/machines', broken: conf`401 401`, fixed: conf`200 400` },
    },
    'pomerium/sign-in-portal': {
      ...setUp('pomerium'),
      client: 'open',
      cause: 'sign-in-portal',
      changes: [openWithout.agents],
      tell: {
        command,
        broken: conf`
          HTTP/… 302…
          location: https://authenticate.${slot('domain')}/.pomerium/sign_in?…
          HTTP/… 302…
          location: https://authenticate.${slot('domain')}/.pomerium/sign_in?…
        `,
        fixed: conf`
          HTTP/… 200…
          HTTP/… 401…
          …: Basic realm="Jenkins", charset="UTF-8"
        `,
      },
      log: '"method":"GET","path":"/login",.*"allow":false,"allow-why-false":\\["user-unauthenticated"\\]',
    },
  },
  reports: [
    {
      cause: 'api-token-wrong',
      source:
        'https://github.com/jenkinsci/jenkins/blob/master/core/src/main/java/jenkins/security/BasicHeaderProcessor.java',
    },
  ],
};

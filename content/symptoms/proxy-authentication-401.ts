import { conf, slot } from '#conf';
import type { SymptomBreaks } from './break.ts';
import { openWithout } from './pomerium-lines.ts';
import { apachePasswordFile, nginxPasswordFile } from './password-file.ts';

const symptom = 'proxy-authentication-401';
const command = 'sign-in/realm';

const nginxHost = { server: 'nginx', example: 'nginx', shape: 'https-host' } as const;
const apacheHost = { server: 'apache', example: 'apache', shape: 'https-host' } as const;
const haproxyHost = { server: 'haproxy', example: 'haproxy', shape: 'https-host' } as const;

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

const nginxRealm = (realm: ReturnType<typeof conf>): ReturnType<typeof conf> => conf`
  proxy_set_header Proxy-Ssl-Id "";
  proxy_set_header Authorization $jenkins_authorization;
  auth_basic ${realm};
  auth_basic_user_file /etc/nginx/jenkins.htpasswd;
`;

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

const apachePassword = conf`
  <Location "/">
      AuthType Basic
      AuthName "Proxy"
      AuthUserFile /etc/apache2/jenkins.htpasswd
      Require valid-user
  </Location>
`;

const apacheAnchor = conf`RequestHeader unset Proxy-Ssl-Id`;
const haproxyAnchor = conf`default_backend jenkins`;

const people = {
  from: conf`backend jenkins`,
  to: conf`
    userlist people
        user alice insecure-password secret

    backend jenkins
  `,
  fixed: conf`
    userlist people
        user alice insecure-password secret

    backend jenkins
  `,
} as const;

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
      ...nginxHost,
      cause: 'authorization-forwarded',
      prepare: nginxPasswordFile,
      changes: [
        {
          from: conf`proxy_set_header Proxy-Ssl-Id "";`,
          to: conf`
            proxy_set_header Proxy-Ssl-Id "";
            auth_basic "Proxy";
            auth_basic_user_file /etc/nginx/jenkins.htpasswd;
          `,
          fixed: conf`
            proxy_set_header Proxy-Ssl-Id "";
            auth_basic "Proxy";
            auth_basic_user_file /etc/nginx/jenkins.htpasswd;
            proxy_set_header Authorization "";
          `,
        },
      ],
      tell: { command, broken: jenkinsRefuses, fixed: passes },
      received: '^[Aa]uthorization: Basic YWxpY2U6c2VjcmV0$',
    },
    'apache/authorization-forwarded': {
      ...apacheHost,
      cause: 'authorization-forwarded',
      prepare: apachePasswordFile,
      changes: [
        {
          from: apacheAnchor,
          to: conf`
            ${apacheAnchor}
            ${apachePassword}
          `,
          fixed: conf`
            ${apacheAnchor}
            ${apachePassword}
            RequestHeader unset Authorization
          `,
        },
      ],
      tell: { command, broken: jenkinsRefuses, fixed: passes },
      received: '^[Aa]uthorization: Basic YWxpY2U6c2VjcmV0$',
    },
    'haproxy/authorization-forwarded': {
      ...haproxyHost,
      cause: 'authorization-forwarded',
      changes: [
        people,
        {
          from: haproxyAnchor,
          to: conf`
            http-request auth realm Proxy unless { http_auth(people) }
            ${haproxyAnchor}
          `,
          fixed: conf`
            http-request auth realm Proxy unless { http_auth(people) }
            http-request del-header Authorization
            ${haproxyAnchor}
          `,
        },
      ],
      tell: { command, broken: jenkinsRefuses, fixed: passes },
      received: '^authorization: Basic YWxpY2U6c2VjcmV0$',
    },
    'nginx/machines-not-exempt': {
      ...nginxHost,
      cause: 'machines-not-exempt',
      prepare: nginxPasswordFile,
      changes: [
        {
          from: conf`map $http_upgrade $jenkins_connection {`,
          to: conf`map $http_upgrade $jenkins_connection {`,
          fixed: nginxMaps,
        },
        {
          from: conf`proxy_set_header Proxy-Ssl-Id "";`,
          to: conf`
            proxy_set_header Proxy-Ssl-Id "";
            proxy_set_header Authorization "";
            auth_basic "Proxy";
            auth_basic_user_file /etc/nginx/jenkins.htpasswd;
          `,
          fixed: nginxRealm(conf`$proxy_realm`),
        },
      ],
      tell: { command: 'sign-in/machines', broken: conf`401 401`, fixed: conf`200 400` },
      landing: conf`401 ${slot('public-url')}login`,
    },
    'apache/machines-not-exempt': {
      ...apacheHost,
      cause: 'machines-not-exempt',
      prepare: apachePasswordFile,
      changes: [
        {
          from: apacheAnchor,
          to: conf`
            ${apacheAnchor}
            ${apachePassword}
            RequestHeader unset Authorization
          `,
          fixed: conf`
            ${apacheAnchor}
            ${apachePassword}
            # ${{
              fr: 'Ces chemins sont protégés par Jenkins : secret des agents, jeton des personnes.',
              en: 'Jenkins protects these paths: secret of the agents, token of the people.',
            }}
            <LocationMatch "${machines}">
                Require all granted
            </LocationMatch>
            RequestHeader unset Authorization "expr=%{REQUEST_URI} !~ m#${machines}#"
          `,
        },
      ],
      tell: { command: 'sign-in/machines', broken: conf`401 401`, fixed: conf`200 400` },
    },
    'haproxy/machines-not-exempt': {
      ...haproxyHost,
      cause: 'machines-not-exempt',
      changes: [
        people,
        {
          from: haproxyAnchor,
          to: conf`
            http-request auth realm Proxy unless { http_auth(people) }
            http-request del-header Authorization
            ${haproxyAnchor}
          `,
          fixed: conf`
            # ${{
              fr: 'Ces chemins sont protégés par Jenkins : secret des agents, jeton des personnes.',
              en: 'Jenkins protects these paths: secret of the agents, token of the people.',
            }}
            acl machines path -m reg ${machines}
            http-request auth realm Proxy unless machines || { http_auth(people) }
            http-request del-header Authorization unless machines
            ${haproxyAnchor}
          `,
        },
      ],
      tell: { command: 'sign-in/machines', broken: conf`401 401`, fixed: conf`200 400` },
    },
    'pomerium/sign-in-portal': {
      server: 'pomerium',
      example: 'pomerium',
      shape: 'https-host',
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

import { conf, slot } from '#conf';
import type { SymptomBreaks } from './break.ts';

const symptom = 'login-loop';
const command = 'sign-in/form';

const nginxHost = { server: 'nginx', example: 'nginx', shape: 'https-host' } as const;
const apacheHost = { server: 'apache', example: 'apache', shape: 'https-host' } as const;
const haproxyHost = { server: 'haproxy', example: 'haproxy', shape: 'https-host' } as const;
const plain = { shape: 'http-host' } as const;

const signedIn = conf`
  …: JSESSIONID.…
  1
  302 ${slot('public-url')}
`;

/** The browser does not keep the cookie, and Jenkins names the password. */
const refusedByClient = conf`
  …: JSESSIONID.…; Secure; …
  0
  302 ${slot('public-url')}loginError
`;

const neverSent = conf`
  0
  302 ${slot('public-url')}loginError
`;

const notReturned = conf`
  …: JSESSIONID.…
  1
  302 ${slot('public-url')}loginError
`;

const otherSession = 'No valid crumb was included in authentication request from ';

export const loginLoop: SymptomBreaks = {
  causes: {
    'secure-cookie-on-plain-page': {
      symptom,
      title: {
        fr: 'Page en http, cookie réservé à https',
        en: 'Page over http, cookie for https only',
      },
    },
    'login-cookie-removed': {
      symptom,
      title: {
        fr: 'Le proxy retire le cookie de session',
        en: 'The proxy removes the session cookie',
      },
    },
    'login-cookie-path': {
      symptom,
      title: {
        fr: 'Le proxy change le chemin du cookie',
        en: 'The proxy changes the path of the cookie',
      },
    },
    'two-controllers-one-host': {
      symptom,
      title: {
        fr: 'Plusieurs Jenkins sous un même nom',
        en: 'Several Jenkins under one name',
      },
    },
    'cross-site-sign-in': {
      symptom,
      title: {
        fr: 'Retour d’un fournisseur d’identité sans le cookie',
        en: 'Return from an identity provider without the cookie',
      },
    },
  },
  breaks: {
    'nginx/secure-cookie-on-plain-page': {
      ...nginxHost,
      ...plain,
      cause: 'secure-cookie-on-plain-page',
      changes: [
        {
          from: conf`proxy_set_header X-Forwarded-Proto $scheme;`,
          to: conf`proxy_set_header X-Forwarded-Proto https;`,
        },
      ],
      tell: { command, broken: refusedByClient, fixed: signedIn },
      jenkinsLog: otherSession,
    },
    'apache/secure-cookie-on-plain-page': {
      ...apacheHost,
      ...plain,
      cause: 'secure-cookie-on-plain-page',
      changes: [
        {
          from: conf`RequestHeader set X-Forwarded-Proto http`,
          to: conf`RequestHeader set X-Forwarded-Proto https`,
        },
      ],
      tell: { command, broken: refusedByClient, fixed: signedIn },
      jenkinsLog: otherSession,
    },
    'haproxy/secure-cookie-on-plain-page': {
      ...haproxyHost,
      ...plain,
      cause: 'secure-cookie-on-plain-page',
      changes: [
        {
          from: conf`http-request set-header X-Forwarded-Proto http`,
          to: conf`http-request set-header X-Forwarded-Proto https`,
        },
      ],
      tell: { command, broken: refusedByClient, fixed: signedIn },
      jenkinsLog: otherSession,
    },
    'nginx/login-cookie-removed': {
      ...nginxHost,
      cause: 'login-cookie-removed',
      changes: [
        {
          from: conf`proxy_http_version 1.1;`,
          to: conf`
            proxy_http_version 1.1;
            proxy_hide_header Set-Cookie;
          `,
        },
      ],
      tell: { command, broken: neverSent, fixed: signedIn },
      jenkinsLog: otherSession,
    },
    'nginx/login-cookie-removed/request': {
      ...nginxHost,
      cause: 'login-cookie-removed',
      changes: [
        {
          from: conf`proxy_http_version 1.1;`,
          to: conf`
            proxy_http_version 1.1;
            proxy_set_header Cookie "";
          `,
        },
      ],
      tell: { command, broken: notReturned, fixed: signedIn },
      jenkinsLog: otherSession,
    },
    'apache/login-cookie-removed': {
      ...apacheHost,
      cause: 'login-cookie-removed',
      changes: [
        {
          from: conf`ProxyPreserveHost On`,
          to: conf`
            ProxyPreserveHost On
            Header unset Set-Cookie
          `,
        },
      ],
      tell: { command, broken: neverSent, fixed: signedIn },
      jenkinsLog: otherSession,
    },
    'haproxy/login-cookie-removed': {
      ...haproxyHost,
      cause: 'login-cookie-removed',
      changes: [
        {
          from: conf`http-request set-header X-Forwarded-For %[src]`,
          to: conf`
            http-request set-header X-Forwarded-For %[src]
            http-request del-header Cookie
          `,
        },
      ],
      tell: { command, broken: notReturned, fixed: signedIn },
      jenkinsLog: otherSession,
    },
    'nginx/login-cookie-path': {
      ...nginxHost,
      cause: 'login-cookie-path',
      changes: [
        {
          from: conf`proxy_http_version 1.1;`,
          to: conf`
            proxy_http_version 1.1;
            proxy_cookie_path / /jenkins;
          `,
        },
      ],
      tell: { command, broken: notReturned, fixed: signedIn },
      jenkinsLog: otherSession,
    },
    'apache/login-cookie-path': {
      ...apacheHost,
      cause: 'login-cookie-path',
      changes: [
        {
          from: conf`ProxyPreserveHost On`,
          to: conf`
            ProxyPreserveHost On
            ProxyPassReverseCookiePath "/" "/jenkins"
          `,
        },
      ],
      tell: { command, broken: notReturned, fixed: signedIn },
      jenkinsLog: otherSession,
    },
  },
  reports: [
    {
      cause: 'two-controllers-one-host',
      source: 'https://github.com/jenkinsci/jenkins/pull/25909',
    },
    {
      cause: 'cross-site-sign-in',
      source: 'https://github.com/jenkinsci/saml-plugin/issues/437',
    },
  ],
};

import { conf, slot } from '#conf';
import * as apache from '../servers/apache/idioms.ts';
import * as haproxy from '../servers/haproxy/idioms.ts';
import * as nginx from '../servers/nginx/idioms.ts';
import { after } from '../servers/broken-lines.ts';
import type { SymptomBreaks } from './break.ts';
import { setUp } from './set-up.ts';

const symptom = 'login-loop';
const command = 'sign-in/form';

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
      ...setUp('nginx'),
      ...plain,
      cause: 'secure-cookie-on-plain-page',
      changes: [
        {
          from: nginx.scheme,
          to: nginx.schemeFixed,
        },
      ],
      tell: { command, broken: refusedByClient, fixed: signedIn },
      jenkinsLog: otherSession,
    },
    'apache/secure-cookie-on-plain-page': {
      ...setUp('apache'),
      ...plain,
      cause: 'secure-cookie-on-plain-page',
      changes: [
        {
          from: apache.schemeHttp,
          to: apache.schemeHttps,
        },
      ],
      tell: { command, broken: refusedByClient, fixed: signedIn },
      jenkinsLog: otherSession,
    },
    'haproxy/secure-cookie-on-plain-page': {
      ...setUp('haproxy'),
      ...plain,
      cause: 'secure-cookie-on-plain-page',
      changes: [
        {
          from: haproxy.schemeHttp,
          to: haproxy.schemeHttps,
        },
      ],
      tell: { command, broken: refusedByClient, fixed: signedIn },
      jenkinsLog: otherSession,
    },
    'nginx/login-cookie-removed': {
      ...setUp('nginx'),
      cause: 'login-cookie-removed',
      changes: [after(nginx.protocol, conf`proxy_hide_header Set-Cookie;`)],
      tell: { command, broken: neverSent, fixed: signedIn },
      jenkinsLog: otherSession,
    },
    'nginx/login-cookie-removed/request': {
      ...setUp('nginx'),
      cause: 'login-cookie-removed',
      changes: [after(nginx.protocol, conf`proxy_set_header Cookie "";`)],
      tell: { command, broken: notReturned, fixed: signedIn },
      jenkinsLog: otherSession,
    },
    'apache/login-cookie-removed': {
      ...setUp('apache'),
      cause: 'login-cookie-removed',
      changes: [after(apache.preserveHost, conf`Header unset Set-Cookie`)],
      tell: { command, broken: neverSent, fixed: signedIn },
      jenkinsLog: otherSession,
    },
    'haproxy/login-cookie-removed': {
      ...setUp('haproxy'),
      cause: 'login-cookie-removed',
      changes: [haproxy.headerRemoved(conf`Cookie`)],
      tell: { command, broken: notReturned, fixed: signedIn },
      jenkinsLog: otherSession,
    },
    'nginx/login-cookie-path': {
      ...setUp('nginx'),
      cause: 'login-cookie-path',
      changes: [after(nginx.protocol, conf`proxy_cookie_path / /jenkins;`)],
      tell: { command, broken: notReturned, fixed: signedIn },
      jenkinsLog: otherSession,
    },
    'apache/login-cookie-path': {
      ...setUp('apache'),
      cause: 'login-cookie-path',
      changes: [after(apache.preserveHost, conf`ProxyPassReverseCookiePath "/" "/jenkins"`)],
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

import { conf, path, slot } from '#conf';
import type { SymptomBreaks } from './break.ts';

const symptom = 'broken-proxy-banner';
const command = 'banner/verdict';
const publicUrl = slot('public-url');

/** What the command prints when the check passes. */
const passes = conf`
  HTTP/… 302
  …ocation: ${publicUrl}administrativeMonitor
  HTTP/… 200
`;

/** What it prints when Jenkins answers the second request with a comparison. */
const compares = (comparison: ReturnType<typeof conf>): ReturnType<typeof conf> => conf`
  HTTP/… 302
  …ocation: ${publicUrl}administrativeMonitor
  HTTP/… 404
  ${comparison}
`;

const nginxHost = { server: 'nginx', example: 'nginx', shape: 'https-host' } as const;

export const brokenProxyBanner: SymptomBreaks = {
  causes: {
    'jenkins-url-differs': {
      symptom,
      title: {
        fr: 'L’URL de Jenkins n’est pas celle de la barre d’adresse',
        en: 'The Jenkins URL is not the one in the address bar',
      },
    },
    'host-not-passed': {
      symptom,
      title: {
        fr: 'Le nom d’hôte demandé n’arrive pas à Jenkins',
        en: 'The host name that was asked for does not reach Jenkins',
      },
    },
    'scheme-not-passed': {
      symptom,
      title: {
        fr: 'Jenkins ne sait pas que la requête était en HTTPS',
        en: 'Jenkins does not know that the request came over HTTPS',
      },
    },
    'port-not-passed': {
      symptom,
      title: {
        fr: 'Le port de l’URL publique se perd',
        en: 'The port of the public URL is lost',
      },
    },
    'slash-decoded': {
      symptom,
      title: {
        fr: 'Le proxy décode la barre oblique encodée (%2F)',
        en: 'The proxy decodes the encoded slash (%2F)',
      },
    },
    'slash-refused': {
      symptom,
      title: {
        fr: 'Le proxy refuse la barre oblique encodée (%2F)',
        en: 'The proxy refuses the encoded slash (%2F)',
      },
    },
    'value-made-up': {
      symptom,
      title: {
        fr: 'Le proxy annonce un schéma ou un port fixe qui n’est pas celui de la requête',
        en: 'The proxy announces a fixed scheme or port that is not that of the request',
      },
    },
    'context-path-missing-in-url': {
      symptom,
      title: {
        fr: 'L’URL de Jenkins n’a pas le chemin de contexte',
        en: 'The Jenkins URL lacks the context path',
      },
    },
    'path-differs': {
      symptom,
      title: {
        fr: 'Le chemin public et celui de Jenkins diffèrent',
        en: 'The public path and that of Jenkins differ',
      },
    },
    'referer-removed': {
      symptom,
      title: {
        fr: 'L’en-tête Referer est retiré en chemin',
        en: 'The Referer header is removed on the way',
      },
    },
  },
  breaks: {
    'nginx/jenkins-url-differs': {
      ...nginxHost,
      cause: 'jenkins-url-differs',
      changes: [],
      jenkins: { jenkinsUrl: 'http://jenkins.example.com/' },
      tell: {
        command,
        broken: conf`
          HTTP/… 302
          …ocation: http://${slot('authority')}/administrativeMonitor
          HTTP/… 308
          …ocation: ${publicUrl}administrativeMonitor
          HTTP/… 200
        `,
        fixed: passes,
      },
      fails: ['configured-url', 'reverse-proxy-redirect', 'reverse-proxy-check-in-browser'],
    },
    'nginx/host-not-passed': {
      ...nginxHost,
      cause: 'host-not-passed',
      changes: [
        {
          from: conf`
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-Host $http_host;
          `,
          to: conf``,
        },
      ],
      tell: {
        command,
        broken: compares(conf`https://jenkins/manage vs. ${publicUrl}manage/`),
        fixed: passes,
      },
      jenkinsLog: 'https://jenkins/manage vs\\. https://jenkins\\.example\\.com/manage/',
      received: '^Host: jenkins$',
      fails: ['root-url', 'reverse-proxy-check'],
    },
    'nginx/scheme-not-passed': {
      ...nginxHost,
      cause: 'scheme-not-passed',
      changes: [{ from: conf`proxy_set_header X-Forwarded-Proto $scheme;`, to: conf`` }],
      tell: {
        command,
        broken: compares(conf`http://${slot('authority')}/manage vs. ${publicUrl}manage/`),
        fixed: passes,
      },
      jenkinsLog: 'http://jenkins\\.example\\.com/manage vs\\. https://jenkins\\.example\\.com/',
      fails: ['root-url', 'reverse-proxy-check', 'session-cookie'],
    },
    'nginx/port-not-passed': {
      ...nginxHost,
      cause: 'port-not-passed',
      settings: { port: 8443 },
      changes: [
        {
          from: conf`
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-Host $http_host;
          `,
          to: conf`
            proxy_set_header Host $host;
            proxy_set_header X-Forwarded-Host $host;
          `,
        },
      ],
      tell: {
        command,
        broken: compares(conf`https://${slot('host')}/manage vs. ${publicUrl}manage/`),
        fixed: passes,
      },
      jenkinsLog:
        'https://jenkins\\.example\\.com/manage vs\\. https://jenkins\\.example\\.com:8443/',
      received: '^Host: jenkins\\.example\\.com$',
      fails: ['root-url', 'reverse-proxy-check'],
    },
    'nginx/slash-decoded': {
      ...nginxHost,
      cause: 'slash-decoded',
      changes: [{ from: conf`proxy_pass http://jenkins;`, to: conf`proxy_pass http://jenkins/;` }],
      tell: {
        command,
        broken: compares(conf`${slot('origin')}/manage vs. ${slot('scheme')}:`),
        fixed: passes,
      },
      jenkinsLog: '/manage vs\\. https:$',
      received: 'testForReverseProxySetup/https:/jenkins\\.example\\.com/manage/',
      fails: ['reverse-proxy-check', 'path-encoded-slash', 'path-encoded-url', 'path-double-slash'],
    },
    'nginx/slash-decoded/rewrite': {
      ...nginxHost,
      cause: 'slash-decoded',
      changes: [
        {
          from: conf`proxy_pass http://jenkins;`,
          to: conf`
            rewrite ^/(.*)$ /$1 break;
            proxy_pass http://jenkins;
          `,
        },
      ],
      tell: {
        command,
        broken: compares(conf`${slot('origin')}/manage vs. ${slot('scheme')}:`),
        fixed: passes,
      },
      jenkinsLog: '/manage vs\\. https:$',
    },
    'nginx/value-made-up': {
      ...nginxHost,
      cause: 'value-made-up',
      settings: { port: 8443 },
      changes: [
        {
          from: conf`proxy_set_header X-Forwarded-Port "";`,
          to: conf`proxy_set_header X-Forwarded-Port 443;`,
        },
      ],
      tell: {
        command,
        broken: compares(conf`https://${slot('host')}/manage vs. ${publicUrl}manage/`),
        fixed: passes,
      },
      jenkinsLog:
        'https://jenkins\\.example\\.com/manage vs\\. https://jenkins\\.example\\.com:8443/',
      received: '^X-Forwarded-Port: 443$',
    },
    'nginx/value-made-up/scheme': {
      ...nginxHost,
      shape: 'http-host',
      cause: 'value-made-up',
      changes: [
        {
          from: conf`proxy_set_header X-Forwarded-Proto $scheme;`,
          to: conf`proxy_set_header X-Forwarded-Proto https;`,
        },
      ],
      tell: {
        command,
        broken: compares(conf`https://${slot('host')}/manage vs. ${publicUrl}manage/`),
        fixed: passes,
      },
      jenkinsLog: 'https://jenkins\\.example\\.com/manage vs\\. http://jenkins\\.example\\.com/',
    },
    'nginx/context-path-missing-in-url': {
      ...nginxHost,
      shape: 'https-path',
      cause: 'context-path-missing-in-url',
      changes: [],
      jenkins: { jenkinsUrl: 'https://jenkins.example.com/' },
      tell: {
        command,
        broken: conf`
          HTTP/… 302
          …ocation: ${slot('origin')}/administrativeMonitor
          HTTP/… 404
        `,
        fixed: passes,
      },
    },
    'nginx/path-differs': {
      ...nginxHost,
      shape: 'https-path',
      cause: 'path-differs',
      changes: [
        {
          from: conf`location ^~ ${path}/ {`,
          to: conf`
            location ^~ ${path}/ {
                rewrite ^${path}/(.*)$ /$1 break;
          `,
        },
      ],
      jenkins: { contextPath: '' },
      jenkinsFixed: { contextPath: '/jenkins' },
      tell: {
        command,
        broken: compares(conf`${slot('origin')}/manage vs. ${slot('scheme')}:`),
        fixed: passes,
      },
      received: '^GET /login$',
      fails: ['context-path'],
    },
    'nginx/referer-removed': {
      ...nginxHost,
      cause: 'referer-removed',
      changes: [
        {
          from: conf`proxy_set_header Forwarded "";`,
          to: conf`
            proxy_set_header Forwarded "";
            proxy_set_header Referer "";
          `,
        },
      ],
      tell: {
        command,
        broken: compares(conf`${slot('origin')}/manage vs. NO-REFERER`),
        fixed: passes,
      },
      jenkinsLog: '/manage vs\\. NO-REFERER$',
      fails: ['reverse-proxy-check', 'request-headers'],
    },
  },
  reports: [
    {
      server: 'iis',
      cause: 'slash-decoded',
      changes: [
        {
          from: conf`<action type="Rewrite" url="http://127.0.0.1:8080/{R:1}" />`,
          to: conf`<action type="Rewrite" url="http://127.0.0.1:8080{UNENCODED_URL}" appendQueryString="false" />`,
        },
      ],
      source: 'https://serverfault.com/questions/882132/iis10-url-rewrite-2-1-double-encoding-issue',
    },
  ],
};

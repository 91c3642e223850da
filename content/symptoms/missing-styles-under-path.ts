import { conf, path, slot } from '#conf';
import * as apache from '../servers/apache/idioms.ts';
import * as caddy from '../servers/caddy/idioms.ts';
import * as haproxy from '../servers/haproxy/idioms.ts';
import * as nginx from '../servers/nginx/idioms.ts';
import type { SymptomBreaks } from './break.ts';
import { setUp } from './set-up.ts';
import { prefixAgreed, prefixRemoved } from './tells.ts';

const symptom = 'missing-styles-under-path';
const command = 'path/prefix';

const withoutPrefix = {
  jenkins: { contextPath: '' },
  jenkinsFixed: { contextPath: '/jenkins' },
} as const;

export const missingStylesUnderPath: SymptomBreaks = {
  causes: {
    'prefix-removed': {
      symptom,
      title: {
        fr: 'Le proxy retire le chemin, et Jenkins tourne sans préfixe',
        en: 'The proxy removes the path, and Jenkins runs without a prefix',
      },
    },
    'prefix-not-set': {
      symptom,
      title: {
        fr: 'Le proxy transmet le chemin, et Jenkins tourne sans préfixe',
        en: 'The proxy passes the path, and Jenkins runs without a prefix',
      },
    },
    'final-slashes-differ': {
      symptom,
      title: {
        fr: 'Une barre oblique finale d’un seul côté de ProxyPass',
        en: 'A final slash on one side of ProxyPass alone',
      },
    },
    'prefix-removed-by-ingress': {
      symptom,
      title: {
        fr: 'Un contrôleur Ingress retire le chemin',
        en: 'An ingress controller removes the path',
      },
    },
  },
  breaks: {
    'nginx/prefix-removed': {
      ...setUp('nginx', 'https-path'),
      cause: 'prefix-removed',
      changes: [nginx.pathRemoved],
      ...withoutPrefix,
      tell: { command, broken: prefixRemoved, fixed: prefixAgreed, side: 'server' },
      received: '^GET /login$',
    },
    'apache/prefix-removed': {
      ...setUp('apache', 'https-path'),
      cause: 'prefix-removed',
      changes: [apache.pathRemoved],
      ...withoutPrefix,
      tell: { command, broken: prefixRemoved, fixed: prefixAgreed, side: 'server' },
      received: '^GET /login$',
    },
    'haproxy/prefix-removed': {
      ...setUp('haproxy', 'https-path'),
      cause: 'prefix-removed',
      changes: [haproxy.pathRemoved],
      ...withoutPrefix,
      tell: { command, broken: prefixRemoved, fixed: prefixAgreed, side: 'server' },
      received: '^GET /login$',
    },
    'caddy/prefix-removed': {
      ...setUp('caddy', 'https-path'),
      cause: 'prefix-removed',
      changes: [caddy.pathRemoved],
      ...withoutPrefix,
      tell: { command, broken: prefixRemoved, fixed: prefixAgreed, side: 'server' },
      received: '^GET /login$',
    },
    'nginx/prefix-not-set': {
      ...setUp('nginx', 'https-path'),
      cause: 'prefix-not-set',
      changes: [],
      ...withoutPrefix,
      tell: {
        command,
        broken: conf`
          jenkins 403
          proxy 403
        `,
        fixed: prefixAgreed,
        side: 'server',
      },
      landing: conf`403 ${slot('public-url')}login`,
    },
    'apache/final-slashes-differ': {
      ...setUp('apache', 'https-path'),
      cause: 'final-slashes-differ',
      changes: [
        {
          from: apache.passUnderPath,
          to: apache.proxyPass(conf`${path}`, conf`${path}/`),
        },
      ],
      tell: { command, broken: prefixAgreed, fixed: prefixAgreed, side: 'server' },
      received: '^GET /jenkins//login$',
    },
  },
  reports: [
    {
      cause: 'prefix-removed-by-ingress',
      source: 'https://github.com/jenkinsci/helm-charts/issues/455',
    },
  ],
};

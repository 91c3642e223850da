import { conf, path, slot, upstreamHost, upstreamPort } from '#conf';
import type { SymptomBreaks } from './break.ts';

const symptom = 'missing-styles-under-path';
const command = 'path/prefix';

const common = (server: 'apache' | 'nginx' | 'haproxy' | 'caddy') =>
  ({ server, example: server, shape: 'https-path' }) as const;

const fixed = conf`
  jenkins 200
  proxy 200
  data-rooturl="${path}"
`;

/** What the command prints when Jenkins has no prefix and the proxy hides that. */
const removed = conf`
  jenkins 403
  proxy 200
  data-rooturl=""
`;

const withoutPrefix = {
  jenkins: { contextPath: '' },
  jenkinsFixed: { contextPath: '/jenkins' },
} as const;

const passPath = conf`
  ProxyPass "${path}" "http://${upstreamHost}:${upstreamPort}${path}" nocanon upgrade=websocket \
      responsefieldsize=32768 ttl=20 retry=0
`;

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
      ...common('nginx'),
      cause: 'prefix-removed',
      changes: [
        {
          from: conf`location ^~ ${path}/ {`,
          to: conf`
            location ^~ ${path}/ {
                rewrite ^${path}/(.*)$ /$1 break;
          `,
        },
      ],
      ...withoutPrefix,
      tell: { command, broken: removed, fixed, side: 'server' },
      received: '^GET /login$',
    },
    'apache/prefix-removed': {
      ...common('apache'),
      cause: 'prefix-removed',
      changes: [
        {
          from: passPath,
          to: conf`
            ProxyPass "${path}" "http://${upstreamHost}:${upstreamPort}" nocanon upgrade=websocket \
                responsefieldsize=32768 ttl=20 retry=0
          `,
        },
      ],
      ...withoutPrefix,
      tell: { command, broken: removed, fixed, side: 'server' },
      received: '^GET /login$',
    },
    'haproxy/prefix-removed': {
      ...common('haproxy'),
      cause: 'prefix-removed',
      changes: [
        {
          from: conf`http-request return status 404 unless { path ${path} } || { path_beg ${path}/ }`,
          to: conf`
            http-request return status 404 unless { path ${path} } || { path_beg ${path}/ }
            http-request replace-path ${path}/(.*) /\1
          `,
        },
      ],
      ...withoutPrefix,
      tell: { command, broken: removed, fixed, side: 'server' },
      received: '^GET /login$',
    },
    'caddy/prefix-removed': {
      ...common('caddy'),
      cause: 'prefix-removed',
      changes: [
        {
          from: conf`respond @outside 404`,
          to: conf`
            handle_path ${path}/* {
                reverse_proxy ${upstreamHost}:${upstreamPort}
            }
            respond @outside 404
          `,
        },
      ],
      ...withoutPrefix,
      tell: { command, broken: removed, fixed, side: 'server' },
      received: '^GET /login$',
    },
    'nginx/prefix-not-set': {
      ...common('nginx'),
      cause: 'prefix-not-set',
      changes: [],
      ...withoutPrefix,
      tell: {
        command,
        broken: conf`
          jenkins 403
          proxy 403
        `,
        fixed,
        side: 'server',
      },
      landing: conf`403 ${slot('public-url')}login`,
    },
    'apache/final-slashes-differ': {
      ...common('apache'),
      cause: 'final-slashes-differ',
      changes: [
        {
          from: passPath,
          to: conf`
            ProxyPass "${path}" "http://${upstreamHost}:${upstreamPort}${path}/" nocanon upgrade=websocket \
                responsefieldsize=32768 ttl=20 retry=0
          `,
        },
      ],
      tell: { command, broken: fixed, fixed, side: 'server' },
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

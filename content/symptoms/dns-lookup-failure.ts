import { conf, slot, upstreamHost, upstreamPort } from '#conf';
import type { SymptomBreaks } from './break.ts';

const symptom = 'dns-lookup-failure';

export const dnsLookupFailure: SymptomBreaks = {
  causes: {
    'final-slash-missing': {
      symptom,
      title: {
        fr: 'La barre oblique finale manque dans ProxyPass',
        en: 'The final slash is missing in ProxyPass',
      },
    },
  },
  breaks: {
    'apache/final-slash-missing': {
      server: 'apache',
      example: 'apache',
      shape: 'http-host',
      cause: 'final-slash-missing',
      changes: [
        {
          from: conf`
            ProxyPass "/" "http://${upstreamHost}:${upstreamPort}/" nocanon upgrade=websocket \
                responsefieldsize=32768 ttl=20 retry=0
          `,
          to: conf`
            ProxyPass "/" "http://${upstreamHost}:${upstreamPort}" nocanon upgrade=websocket \
                responsefieldsize=32768 ttl=20 retry=0
          `,
        },
      ],
      tell: {
        command: 'path/front-and-login',
        broken: conf`
          front page 403
          login 50…
        `,
        fixed: conf`
          front page 403
          login 200
        `,
      },
      landing: conf`50… ${slot('public-url')}login`,
      log: 'DNS lookup failure for: .*8080login',
    },
  },
  reports: [],
};

import { conf, slot } from '#conf';
import * as apache from '../servers/apache/idioms.ts';
import type { SymptomBreaks } from './break.ts';
import { setUp } from './set-up.ts';

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
      ...setUp('apache', 'http-host'),
      cause: 'final-slash-missing',
      changes: [
        {
          from: apache.pass,
          to: apache.proxyPass(conf`/`, conf``),
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

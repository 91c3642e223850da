import { conf, upstreamHost, upstreamPort, type Change, type Conf } from '#conf';
import type { SymptomBreaks } from './break.ts';

const symptom = 'apache-rewrite-403';

const rewritten = (flags: Conf): Change => ({
  from: conf`
    ProxyPass "/" "http://${upstreamHost}:${upstreamPort}/" nocanon upgrade=websocket \
        responsefieldsize=32768 ttl=20 retry=0
  `,
  to: conf`
    RewriteEngine On
    RewriteRule "^/(.*)$" "http://${upstreamHost}:${upstreamPort}/$1" ${flags}
  `,
});

export const apacheRewrite403: SymptomBreaks = {
  causes: {
    'space-rewritten': {
      symptom,
      title: {
        fr: 'Une règle de réécriture décode l’espace (%20)',
        en: 'A rewrite rule decodes the space (%20)',
      },
    },
    'question-mark-rewritten': {
      symptom,
      title: {
        fr: 'Une règle de réécriture décode le point d’interrogation (%3F)',
        en: 'A rewrite rule decodes the question mark (%3F)',
      },
    },
  },
  breaks: {},
  reports: [
    {
      server: 'apache',
      cause: 'space-rewritten',
      changes: [rewritten(conf`[P,L,NE]`)],
      source: 'https://github.com/jenkins-infra/jenkins.io/issues/5358',
    },
    {
      server: 'apache',
      cause: 'question-mark-rewritten',
      changes: [rewritten(conf`[P,L]`)],
      source: 'https://github.com/jenkins-infra/jenkins.io/issues/5872',
    },
  ],
};

import { conf, upstreamHost, upstreamPort, type Conf } from '#conf';
import * as apache from '../servers/apache/idioms.ts';
import type { Break, SymptomBreaks } from './break.ts';
import { setUp } from './set-up.ts';

const symptom = 'apache-rewrite-403';

const rewritten = (flags: Conf): Pick<Break, 'server' | 'example' | 'shape' | 'changes'> => ({
  ...setUp('apache'),
  changes: [
    {
      from: apache.pass,
      to: conf`
        RewriteEngine On
        RewriteRule "^/(.*)$" "http://${upstreamHost}:${upstreamPort}/$1" ${flags}
      `,
    },
  ],
});

const answers = (space: Conf, questionMark: Conf) => ({
  command: 'path/signs',
  broken: conf`
    space ${space}
    question mark ${questionMark}
  `,
  fixed: conf`
    space 404
    question mark 404
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
  breaks: {
    'apache/space-rewritten': {
      ...rewritten(conf`[P,L,NE]`),
      cause: 'space-rewritten',
      tell: answers(conf`403`, conf`403`),
      log: 'AH1041[15]',
    },
    'apache/question-mark-rewritten': {
      ...rewritten(conf`[P,L]`),
      cause: 'question-mark-rewritten',
      tell: answers(conf`404`, conf`403`),
      log: 'AH10508',
    },
  },
  reports: [],
};

import { findBreak } from '#symptoms';
import type { SymptomObservation } from '#evidence';
import { strings, writtenDate } from '#i18n';
import { servers } from '#servers';
import { observationOf } from '../proofs/fixes.ts';
import { block } from './block.ts';

const texts: Readonly<Record<string, (seen: SymptomObservation) => readonly string[]>> = {
  answer: ({ answer }) => (answer === null ? [] : [answer]),
  log: ({ log, refused }) => (log.length === 0 && refused !== null ? [refused] : log),
  backend: ({ received }) => received,
  'jenkins-log': ({ jenkinsLog }) => jenkinsLog,
};

/**
 * What was seen in a run with a wrong configuration, word for word: `break` is its id, `what` one of
 * `answer`, `log`, `backend`, `jenkins-log`. Nothing without a record of the run.
 */
export const observed = block(
  'Observed',
  { required: ['break', 'what'] },
  ({ break: id, what }, locale) => {
    const read = texts[what];
    if (read === undefined) {
      throw new Error(`<Observed what="${what}">: one of ${Object.keys(texts).join(', ')}.`);
    }
    const broken = findBreak(id);
    const seen = observationOf(id, broken);
    if (seen === null) return [];
    const lines = read(seen);
    if (lines.length === 0) {
      throw new Error(`<Observed break="${id}" what="${what}">: the run recorded no such text.`);
    }
    const { code, symptom } = strings(locale);
    const titles: Readonly<Record<string, string>> = code.observed;
    const title = titles[what] ?? what;
    const reproduced = symptom.reproduced(servers[broken.server].name, seen.version);
    return [
      {
        kind: 'code',
        role: 'output',
        content: { text: lines.join('\n') },
        language: what.endsWith('log') ? 'log' : 'text',
        title,
        detail: `${reproduced}, ${writtenDate(seen.date, locale)}`,
        name: title,
      },
    ];
  },
);

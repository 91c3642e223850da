import { vocabulary as content } from 'virtual:checker-vocabulary';
import { check } from '../../../checker/check.ts';
import type { Vocabulary } from '../../../checker/words.ts';
import { shown, type Answer, type Asked } from './shown.ts';

const vocabulary = content as Vocabulary;

/** Beside the page, so that no file freezes it. */
self.addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  const { id, ...question } = data;
  const answer: Answer = { id, shown: shown(check(question, vocabulary), vocabulary, data.locale) };
  postMessage(answer);
});

import { vocabulary } from './vocabulary.ts';

/** The module that bundles take the vocabulary from: content, worked out while they are built. */
export const vocabularyModule = 'virtual:checker-vocabulary';

const resolved = `\0${vocabularyModule}`;

/** As a module of JavaScript. */
const source = (): string =>
  `export const vocabulary = JSON.parse(${JSON.stringify(JSON.stringify(vocabulary()))});`;

/** For Vite: gives the vocabulary to the page's script. */
export const checkerVocabulary = {
  name: 'checker-vocabulary',
  resolveId: (id: string): string | undefined => (id === vocabularyModule ? resolved : undefined),
  load: (id: string): string | undefined => (id === resolved ? source() : undefined),
};

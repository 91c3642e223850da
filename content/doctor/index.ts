export * from './page-words.ts';
export * from './script.ts';
export * from './source.ts';
export * from './unseen.ts';
export * from './words.ts';

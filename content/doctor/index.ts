export * from './page-words.ts';
export * from './records.ts';
export * from './script.ts';
export * from './shown.ts';
export * from './source.ts';
export * from './unseen.ts';
export * from './words.ts';

export * from './letters.ts';
export * from './settings.ts';
export * from './shape.ts';
export * from './url.ts';

export * from './settings.ts';
export * from './shape.ts';

export * from './change.ts';
export * from './conf.ts';
export * from './example.ts';
export * from './personal.ts';
export * from './publish.ts';
export * from './slot.ts';
export * from './text.ts';
export * from './version.ts';

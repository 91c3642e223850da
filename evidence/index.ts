export * from './followed.ts';
export * from './record.ts';
export * from './records.ts';
export * from './symptoms.ts';
export * from './systems.ts';

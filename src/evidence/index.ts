export * from './record.ts';
export * from './records.ts';

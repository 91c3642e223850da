export * from './checks.ts';
export * from './hosting.ts';

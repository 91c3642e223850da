export * from './dates.ts';
export * from './locales.ts';
export * from './numbers.ts';
export * from './routes.ts';
export * from './strings.ts';

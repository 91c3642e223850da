import { readFileSync } from 'node:fs';

const budgets = JSON.parse(readFileSync('budget.json', 'utf8')) as Readonly<
  Record<string, number | undefined>
>;

const missed: string[] = [];

const verdict = (name: string, figure: number, isMet: (budget: number) => boolean): string => {
  const budget = budgets[name];
  if (budget === undefined) throw new Error(`budget.json has no “${name}”.`);
  if (isMet(budget)) return `${String(figure)} of ${String(budget)}, met`;
  missed.push(`${name}: ${String(figure)} of ${String(budget)}`);
  return `${String(figure)} of ${String(budget)}, MISSED`;
};

/** A figure beside its budget in `budget.json`, with whether it stays within it. */
export const atMost = (name: string, figure: number): string =>
  verdict(name, figure, (budget) => figure <= budget);

/** A figure beside its budget, which it has to reach. */
export const atLeast = (name: string, figure: number): string =>
  verdict(name, figure, (budget) => figure >= budget);

/** Says once more, after all tables, which budgets were missed. */
export const printMissed = (): void => {
  console.log(
    missed.length === 0
      ? 'Every budget of budget.json is met.'
      : `Missed:\n${missed.map((line) => `  ${line}`).join('\n')}`,
  );
};

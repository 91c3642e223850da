import type { Example } from './example.ts';

/** The numbers of a version such as `1.25.1`; what is no number counts as 0. */
const numbers = (version: string): number[] =>
  version.split('.').map((part) => Number.parseInt(part, 10) || 0);

/** Compares two versions by their numbers: negative when the first is lower, as `sort` wants it. */
export const compareVersions = (one: string, other: string): number => {
  const [first, second] = [numbers(one), numbers(other)];
  for (let place = 0; place < Math.max(first.length, second.length); place += 1) {
    const difference = (first[place] ?? 0) - (second[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};

export const isBefore = (version: string, limit: string): boolean =>
  compareVersions(version, limit) < 0;

/** Whether an example is the right one for a version of its server: neither too new nor outdated. */
export const isForVersion = ({ minimum, before }: Example, version: string): boolean =>
  !isBefore(version, minimum) && (before === undefined || isBefore(version, before.version));

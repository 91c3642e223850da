import { compareVersions } from '../core/conf/version.ts';
import { ageOf, levelAt } from './freshness.ts';
import type { CheckResult, Level, ServerRecord } from './model.ts';

/** A version of a server that was run with the files shown. */
export interface VersionRun {
  readonly version: string;
  readonly system: string;
  /** Day of the run, `YYYY-MM-DD`. */
  readonly date: string;
  /** Number of checks that it passed. */
  readonly passed: number;
}

/** What a badge may claim. */
export interface Evidence {
  readonly level: Level;
  readonly server: string;
  readonly version: string | null;
  readonly system: string;
  readonly jenkins: string;
  readonly date: string;
  /** Whole days between the run and `today`. */
  readonly age: number;
  readonly commands: readonly string[];
  readonly checks: readonly { readonly id: string; readonly result: CheckResult }[];
  /** Headers of a plain request as Jenkins received them in the first run; empty when not known. */
  readonly received: readonly string[];
  /** Every version that was run, the oldest first; empty when only the syntax was checked. */
  readonly runs: readonly VersionRun[];
}

/**
 * What the record of a server in one system proves about an example as it is shown now: nothing
 * (`null`) when something else was run, or when it was too long ago.
 *
 * @param hash What is shown now; see `exampleHash`.
 * @param today The day of the build.
 */
export const evidenceOf = (
  record: ServerRecord | undefined,
  id: string,
  hash: string,
  today: Date,
): Evidence | null => {
  const example = record?.examples[id];
  if (record === undefined || example?.hash !== hash) return null;
  const { server, system, jenkins } = record;
  const { version, date, commands, received = [] } = example;
  const age = ageOf(date, today);
  const level = levelAt(example.level, age);
  if (level === null) return null;
  const checks = Object.entries(example.checks).map(([check, result]) => ({ id: check, result }));
  const passed = checks.filter(({ result }) => result === 'passed').length;
  const runs = version === null ? [] : [{ version, system, date, passed }];
  return { level, server, version, system, jenkins, date, age, commands, checks, received, runs };
};

/** The result that holds for all runs: what one could not do, or had no occasion for, is no pass. */
const together = (results: readonly CheckResult[]): CheckResult =>
  results.find((result) => result === 'impossible') ??
  results.find((result) => result === 'not-applicable') ??
  'passed';

/**
 * What several systems prove together: the level and the day of the weakest, and each check as
 * passed where all have passed it. The first is the one that the others are added to.
 */
export const joinedEvidence = ([first, ...others]: readonly Evidence[]): Evidence | null => {
  if (first === undefined) return null;
  const all = [first, ...others];
  return {
    ...first,
    level: all.every(({ level }) => level === 'run') ? 'run' : 'syntax',
    date: all.map(({ date }) => date).reduce((one, other) => (one < other ? one : other)),
    age: Math.max(...all.map(({ age }) => age)),
    commands: [...new Set(all.flatMap(({ commands }) => commands))],
    checks: first.checks.map(({ id }) => ({
      id,
      result: together(
        all.flatMap(({ checks }) => checks.flatMap((one) => (one.id === id ? one.result : []))),
      ),
    })),
    received: all.find(({ received }) => received.length > 0)?.received ?? [],
    runs: all
      .flatMap(({ runs }) => runs)
      .sort((one, other) => compareVersions(one.version, other.version)),
  };
};

/** Checks that a badge counts: those that were held against the server and passed. */
export const passedChecks = ({ checks }: Evidence): number =>
  checks.filter(({ result }) => result === 'passed').length;

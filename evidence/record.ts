import { compareVersions } from '../core/conf/version.ts';

/** How one contract check ended for one shape of an example. */
export type CheckResult = 'passed' | 'impossible' | 'not-applicable';

/** What a run of the proxy tests showed for one shape of an example. */
export interface ExampleRecord {
  /** Hash of each published file that the run covers, by its address below `/examples/`, both languages. */
  readonly files: Readonly<Record<string, string>>;
  /** `syntax` when only the server's or our own syntax check was run. */
  readonly level: 'run' | 'syntax';
  /** Result by contract check, or by name of the syntax check. */
  readonly checks: Readonly<Record<string, CheckResult>>;
}

/** The record of a server, written to `content/evidence/<server>.json` by the proxy tests. */
export interface ServerRecord {
  readonly schema: 1;
  readonly server: string;
  /** Version as the server printed it; `null` when it was not run. */
  readonly version: string | null;
  /** `Debian 12`. */
  readonly system: string;
  /** What stood for Jenkins: a double of this version. */
  readonly jenkins: string;
  /** Day of the run, `YYYY-MM-DD`. */
  readonly date: string;
  /** The commands that checked and started the server. */
  readonly commands: readonly string[];
  readonly examples: Readonly<Record<string, ExampleRecord>>;
}

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
  readonly level: 'run' | 'syntax';
  readonly server: string;
  readonly version: string | null;
  readonly system: string;
  readonly jenkins: string;
  readonly date: string;
  /** Whole days between the run and `today`. */
  readonly age: number;
  readonly commands: readonly string[];
  readonly checks: readonly { readonly id: string; readonly result: CheckResult }[];
  /** Every version that was run, the oldest first; empty when only the syntax was checked. */
  readonly runs: readonly VersionRun[];
}

const day = 86_400_000;

/** Age beyond which the badge tells it, and beyond which the level falls by one (EVD-06), in days. */
export const staleAfter = 180;
export const expiredAfter = 400;

const lowered = (level: Evidence['level'], age: number): Evidence['level'] | null =>
  age <= expiredAfter ? level : level === 'run' ? 'syntax' : null;

/**
 * What the record of a server proves about files shown now: nothing (`null`) when a file has
 * another hash than the one that was run, or is unknown to the record.
 * `shown` holds the hash by address for every file displayed, `today` is the day of the build.
 */
export const evidenceOf = (
  record: ServerRecord | undefined,
  id: string,
  shown: Readonly<Record<string, string>>,
  today: Date,
): Evidence | null => {
  const example = record?.examples[id];
  if (record === undefined || example === undefined) return null;
  const proven = Object.entries(shown).every(([path, hash]) => example.files[path] === hash);
  if (!proven) return null;
  const age = Math.max(0, Math.floor((today.getTime() - Date.parse(record.date)) / day));
  const level = lowered(example.level, age);
  if (level === null) return null;
  const { server, version, system, jenkins, date, commands } = record;
  const results = Object.entries(example.checks).map(([check, result]) => ({ id: check, result }));
  const passed = results.filter(({ result }) => result === 'passed').length;
  const runs = version === null ? [] : [{ version, system, date, passed }];
  return { level, server, version, system, jenkins, date, age, commands, checks: results, runs };
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
    runs: all
      .flatMap(({ runs }) => runs)
      .sort((one, other) => compareVersions(one.version, other.version)),
  };
};

/** Checks that a badge counts: those that were held against the server and passed. */
export const passedChecks = ({ checks }: Evidence): number =>
  checks.filter(({ result }) => result === 'passed').length;

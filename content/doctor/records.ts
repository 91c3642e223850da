import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  exampleSettings,
  exampleShapeId,
  isForVersion,
  publishedFiles,
  sha256,
  type Example,
} from '#conf';
import { examples } from '#examples';
import { serverIds, servers, type ServerId } from '#servers';
import type { Shape } from '#settings';
import {
  breakSettings,
  breaks,
  brokenFiles,
  causes,
  findBreak,
  fixedFiles,
  type Break,
} from '#symptoms';
import { doctorSource } from './source.ts';

/**
 * What the doctor said of one set-up: the ids of rules and causes, as it printed them, for the wrong
 * file and for the right one.
 */
export interface DoctorRecord {
  /** Of the script without its words, and of the files and values that it was run against. */
  readonly hash: string;
  readonly date: string;
  readonly version: string;
  /** Rules that it called broken, and conditional ones, each with its causes. */
  readonly broken: Readonly<Record<string, readonly string[]>>;
  readonly notes: Readonly<Record<string, readonly string[]>>;
  /** Rules that it called broken after the cure; absent for an example. */
  readonly cured?: readonly string[];
  readonly requests: number;
  readonly seconds: number;
}

export const recordsFile = 'content/doctor/records.json';

/** The committed records, by the id of the broken set-up or of the example with its shape. */
export const doctorRecords = (): Readonly<Record<string, DoctorRecord>> => {
  const path = join(process.cwd(), recordsFile);
  return existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, DoctorRecord>)
    : {};
};

const hashOf = (value: unknown): string => sha256(JSON.stringify(value)).slice(0, 24);

/** What a record of a broken set-up is bound to, in the form of the file for a version. */
export const doctorBreakHash = (broken: Break, version?: string): string =>
  hashOf([
    doctorSource(),
    brokenFiles(broken, version),
    fixedFiles(broken, version),
    breakSettings(broken),
    broken.jenkins ?? null,
    broken.jenkinsFixed ?? null,
  ]);

/** What a record of an example is bound to. */
export const doctorExampleHash = (example: Example, shape: Shape): string =>
  hashOf([
    doctorSource(),
    publishedFiles(example, shape, 'en').map(({ install, text }) => [install, text]),
    exampleSettings(example, shape),
  ]);

/** How well the doctor told a broken set-up. */
export type Told =
  /** The cause comes first of all. */
  | 'first'
  /** The cause is among those that it names, or the rule that is broken. */
  | 'named'
  /** The symptom, by another cause. */
  | 'symptom'
  /** Something else alone. */
  | 'otherwise'
  | 'unseen';

/** Of a rule that is only of concern to who uses it, in every set-up that does not pass the port on. */
const isAlways = (rule: string, { cause, fails }: Break): boolean =>
  rule === 'agent-port' &&
  cause !== 'agent-port-not-forwarded' &&
  cause !== 'agent-port-disabled' &&
  fails?.includes('agent-port') !== true;

/** How well a record tells what is wrong with its set-up. */
export const told = (broken: Break, { broken: found, notes }: DoctorRecord): Told => {
  const wanted = [
    ...(broken.cause === undefined ? [] : [broken.cause]),
    ...(broken.alsoShows ?? []),
  ];
  const all = [
    ...Object.entries(found),
    ...Object.entries(notes).filter(([rule]) => !isAlways(rule, broken)),
  ];
  if (all.length === 0) return 'unseen';
  const named = all.flatMap(([, list]) => list);
  if (broken.cause === undefined) {
    // A wrong line without a page and without a rule of its own: what it breaks is named.
    if (broken.fails === undefined) return 'named';
    const rules = all.map(([rule]) => rule);
    if (broken.fails.some((rule) => rule === rules[0])) return 'first';
    return broken.fails.some((rule) => rules.includes(rule)) ? 'named' : 'otherwise';
  }
  if (wanted.includes(named[0] ?? '')) return 'first';
  if (named.some((cause) => wanted.includes(cause))) return 'named';
  const symptoms = new Set(wanted.map((cause) => causes[cause]?.symptom));
  return named.some((cause) => symptoms.has(causes[cause]?.symptom)) ? 'symptom' : 'otherwise';
};

/** The broken set-ups of which the doctor can be asked: the server starts, on files that are run. */
export const askedBreaks = (): string[] =>
  Object.entries(breaks)
    .filter(
      ([, { refused, server }]) => refused === undefined && servers[server].evidence === 'run',
    )
    .map(([id]) => id);

/** The published examples with their shapes that are run: all, or those for an installed version. */
export const askedExamples = (
  versionOf: (server: string) => string | null = () => null,
): { readonly id: string; readonly example: Example; readonly shape: Shape }[] =>
  examples
    .filter(({ server }) => servers[server as ServerId].evidence === 'run')
    .filter((example) => {
      const version = versionOf(example.server);
      return version === null || isForVersion(example, version);
    })
    .flatMap((example) =>
      example.shapes.map((shape) => ({ id: exampleShapeId(example, shape), example, shape })),
    );

/** Whether a record is of the script and of the files as they are now. */
export const isCurrent = (id: string, { hash, version }: DoctorRecord): boolean => {
  if (id in breaks) return hash === doctorBreakHash(findBreak(id), version);
  const asked = askedExamples().find((each) => each.id === id);
  return asked !== undefined && hash === doctorExampleHash(asked.example, asked.shape);
};

/** One line of the table: a server and what became of its broken set-ups. */
export interface DoctorFigures {
  readonly server: ServerId;
  readonly setUps: number;
  readonly named: number;
  readonly symptom: number;
  readonly otherwise: number;
  readonly unseen: number;
  /** Cures and examples that were asked about, and those of which something was called broken. */
  readonly right: number;
  readonly falseAlarms: number;
}

/** The figures, from the committed records of what is shown now. */
export const doctorFigures = (): DoctorFigures[] => {
  const records = Object.fromEntries(
    Object.entries(doctorRecords()).filter(([id, record]) => isCurrent(id, record)),
  );
  return serverIds
    .map((server) => {
      const setUps = askedBreaks().flatMap((id) => {
        const broken = findBreak(id);
        const record = records[id];
        return broken.server === server && record !== undefined
          ? [{ how: told(broken, record), cured: record.cured ?? [] }]
          : [];
      });
      const good = askedExamples().flatMap(({ id, example }) => {
        const record = records[id];
        return example.server === server && record !== undefined
          ? [undeclared(example, record)]
          : [];
      });
      const count = (...wanted: Told[]): number =>
        setUps.filter(({ how }) => wanted.includes(how)).length;
      const right = [...setUps.map(({ cured }) => cured), ...good];
      return {
        server,
        setUps: setUps.length,
        named: count('first', 'named'),
        symptom: count('symptom'),
        otherwise: count('otherwise'),
        unseen: count('unseen'),
        right: right.length,
        falseAlarms: right.filter((rules) => rules.length > 0).length,
      };
    })
    .filter(({ right }) => right > 0);
};

/** Those of some rules that the server of an example is not declared unable to keep. */
export const undeclaredRules = (example: Example, rules: readonly string[]): string[] => {
  const declared: Readonly<Record<string, unknown>> = {
    ...servers[example.server as ServerId].cannot,
    ...example.cannot,
  };
  return rules.filter((rule) => declared[rule] === undefined);
};

/** Rules that were called broken of an example although its server can keep them. */
export const undeclared = (example: Example, { broken }: DoctorRecord): string[] =>
  undeclaredRules(example, Object.keys(broken));

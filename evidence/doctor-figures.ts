import type { Example } from '#conf';
import { serverIds, servers, type ServerId } from '#servers';
import { brokenExample, causes, findBreak, type Break } from '#symptoms';
import { askedBreaks, askedExamples, doctorRecordOf } from './doctor.ts';
import type { DoctorRecord } from './model.ts';

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

/**
 * Whether a finding says nothing of this set-up, as it comes for a good one too: the port of agents
 * that is not passed on, and rules that the server cannot keep.
 */
const isAlways = (rule: string, broken: Break): boolean => {
  const { cause, fails = [] } = broken;
  if (fails.some((id) => id === rule)) return false;
  if (rule === 'agent-port')
    return cause !== 'agent-port-not-forwarded' && cause !== 'agent-port-disabled';
  return undeclaredRules(brokenExample(broken), [rule]).length === 0;
};

/** How well a record tells what is wrong with its set-up. */
export const told = (broken: Break, { broken: found, notes }: DoctorRecord): Told => {
  const wanted = [
    ...(broken.cause === undefined ? [] : [broken.cause]),
    ...(broken.alsoShows ?? []),
  ];
  const all = [...Object.entries(found), ...Object.entries(notes)].filter(
    ([rule]) => !isAlways(rule, broken),
  );
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

/** One line of the table: a server and what became of its broken set-ups. */
export interface DoctorFigures {
  readonly server: ServerId;
  readonly setUps: number;
  /** How many of them were told in each way. */
  readonly told: Readonly<Record<Told, number>>;
  /** Cures and examples that were asked about, and those of which something was called broken. */
  readonly right: number;
  readonly falseAlarms: number;
}

/** The figures, from the committed records of what is shown now. */
export const doctorFigures = (): DoctorFigures[] =>
  serverIds
    .map((server) => {
      const setUps = recordedBreaks().filter(({ broken }) => broken.server === server);
      const counts = { first: 0, named: 0, symptom: 0, otherwise: 0, unseen: 0 };
      for (const { broken, record } of setUps) counts[told(broken, record)] += 1;
      const wrongly = [
        ...setUps.map(({ record }) => record.cured ?? []),
        ...recordedExamples()
          .filter(({ example }) => example.server === server)
          .map(({ example, record }) => undeclared(example, record)),
      ];
      return {
        server,
        setUps: setUps.length,
        told: counts,
        right: wrongly.length,
        falseAlarms: wrongly.filter((rules) => rules.length > 0).length,
      };
    })
    .filter(({ right }) => right > 0);

/** The broken set-ups that have a record of today, with it. */
export const recordedBreaks = (): {
  readonly id: string;
  readonly broken: Break;
  readonly record: DoctorRecord;
}[] =>
  askedBreaks().flatMap((id) => {
    const record = doctorRecordOf(id);
    return record === null ? [] : [{ id, broken: findBreak(id), record }];
  });

/** The examples that have a record of today, with it. */
const recordedExamples = (): { readonly example: Example; readonly record: DoctorRecord }[] =>
  askedExamples().flatMap(({ id, example }) => {
    const record = doctorRecordOf(id);
    return record === null ? [] : [{ example, record }];
  });

/** The most that a run took, in requests and in seconds, without `--long` and with it. */
export const doctorSpent = (): {
  readonly requests: number;
  readonly seconds: number;
  readonly longSeconds: number;
} => {
  const records = [...recordedBreaks(), ...recordedExamples()].map(({ record }) => record);
  const seconds = (isLong: boolean): number =>
    Math.max(0, ...records.filter(({ long }) => long === isLong).map((each) => each.seconds));
  return {
    requests: Math.max(0, ...records.map(({ requests }) => requests)),
    seconds: seconds(false),
    longSeconds: seconds(true),
  };
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

/** What the records hold against the doctor: what it does not name rightly, and its false alarms. */
export const doctorReport = (): string[] => [
  ...recordedBreaks().flatMap(({ id, broken, record }) => {
    const how = told(broken, record);
    const findings = JSON.stringify({ ...record.broken, ...record.notes });
    return [
      ...(how === 'first' || how === 'named' ? [] : [`${how}: ${id} ${findings}`]),
      ...(record.cured ?? []).map((rule) => `false alarm after the cure: ${id} ${rule}`),
    ];
  }),
  ...recordedExamples().flatMap(({ example, record }) =>
    undeclared(example, record).map((rule) => `false alarm: ${example.id} ${rule}`),
  ),
];

import { isDeepStrictEqual } from 'node:util';
import type { ExampleRecord, HostingRecord, SymptomObservation } from './model.ts';

/**
 * What a run came to that its record does not say, in words; none when the record is about something
 * else, since it then holds for nothing (`lacking`). The day may differ, and so may a version, which
 * an update of Debian changes; see `otherVersion`.
 */
const inWords = (what: string, committed: unknown, ran: unknown): string[] =>
  isDeepStrictEqual(committed, ran)
    ? []
    : [`${what}: recorded ${JSON.stringify(committed)}, now ${JSON.stringify(ran)}`];

/** Results of rules by id: of an example, of which the record may be of a run on another system. */
export const differentChecks = (
  committed: ExampleRecord | undefined,
  ran: ExampleRecord,
): string[] => {
  if (committed?.hash !== ran.hash) return [];
  if (committed.level === 'run' && ran.level === 'syntax') return [];
  const names = new Set([...Object.keys(committed.checks), ...Object.keys(ran.checks)]);
  return [
    ...inWords('level', committed.level, ran.level),
    ...inWords('commands', committed.commands, ran.commands),
    ...[...names]
      .sort()
      .flatMap((name) => inWords(name, committed.checks[name] ?? null, ran.checks[name] ?? null)),
  ];
};

/** Checks of how a server serves this site. */
export const differentHosting = (
  committed: HostingRecord | undefined | null,
  ran: HostingRecord,
): string[] => {
  if (committed?.hash !== ran.hash) return [];
  return [
    ...inWords('level', committed.level, ran.level),
    ...inWords('checks', committed.checks, ran.checks),
    ...inWords('impossible', committed.impossible, ran.impossible),
  ];
};

/**
 * What a broken set-up showed. Words hold times and ports, and the run has held them against what the
 * pages say; so it counts where there were any.
 */
export const differentSigns = (
  committed: SymptomObservation | undefined,
  ran: SymptomObservation,
): string[] => {
  if (committed?.hash !== ran.hash) return [];
  const shows = ({ answer, log, jenkinsLog, received, refused }: SymptomObservation): object => ({
    answer: answer !== null,
    log: log.length > 0,
    jenkinsLog: jenkinsLog.length > 0,
    received: received.length > 0,
    refused: refused !== null,
  });
  return inWords('signs', shows(committed), shows(ran));
};

/** Another version of the server than the recorded one, for a notice: it is no mistake. */
export const otherVersion = (
  committed: { readonly version: string | null } | undefined | null,
  ran: { readonly version: string | null },
): string | null =>
  committed === undefined || committed === null || committed.version === ran.version
    ? null
    : `recorded with ${String(committed.version)}, run with ${String(ran.version)}`;

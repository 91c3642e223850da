import { expect, test } from 'playwright/test';
import { checks, type CheckId } from '#contract';
import {
  exampleShapeId,
  isBefore,
  isForVersion,
  publishedFiles,
  toText,
  type Example,
  type Impossible,
} from '#conf';
import { examples } from '#examples';
import { locales } from '#i18n';
import { servers, type ServerId } from '#servers';
import type { Shape } from '#settings';
import {
  evidenceFor,
  exampleHash,
  isAsked,
  lacksExample,
  leaveFragment,
  today,
  type CheckResult,
} from '#evidence';
import { drivers } from '../servers/index.ts';
import { installedVersion, runsPackage } from '../servers/installed-version.ts';
import { labRoot } from '../systems/lab-root.ts';
import { systemOf, titleOf, type Suite } from '../systems/root.ts';
import { exampleJob } from './example-job.ts';
import type { Outcome } from '../contract/index.ts';
import { matchesOutput } from './expected-output.ts';
import { runPhases } from '../lab/run.ts';
import type { LabResult } from '../lab/job.ts';

const serverOf = (example: Example) => servers[example.server as ServerId];

/** What a version of the server is declared unable to do; every version when it is not named. */
const cannotOf = (example: Example, version?: string): Partial<Record<CheckId, Impossible>> =>
  Object.fromEntries(
    Object.entries<Impossible>({ ...serverOf(example).cannot, ...example.cannot }).filter(
      ([, { before }]) =>
        before === undefined || version === undefined || isBefore(version, before),
    ),
  );

/** Whether a line is not one that the driver expects in every run. */
const isToldOf =
  ({ server }: Example) =>
  (line: string): boolean =>
    !(drivers[server]?.expected ?? []).some(({ line: known }) => known.test(line));

/**
 * A rule that fails must be declared impossible, and one that is declared must fail: a declaration
 * that is no longer true is a mistake too.
 */
const judge = (
  example: Example,
  version: string,
  outcomes: readonly Outcome[],
): Record<string, CheckResult> => {
  const cannot = cannotOf(example, version);
  return Object.fromEntries(
    outcomes.map(({ id, result, message }): [string, CheckResult] => {
      if (cannot[id] !== undefined) {
        expect
          .soft(result, `“${id}” is declared impossible for ${example.id}, yet it passed`)
          .not.toBe('passed');
        return [id, result === 'not-applicable' ? result : 'impossible'];
      }
      expect.soft(result, `${id}: ${message ?? ''}`).not.toBe('failed');
      return [id, result === 'failed' ? 'impossible' : result];
    }),
  );
};

/** What each rule comes to for several kinds of clients: one that fails for any of them fails. */
const together = (all: readonly (readonly Outcome[])[]): Outcome[] => {
  const found = new Map<CheckId, Outcome>();
  const rank = { 'not-applicable': 0, passed: 1, failed: 2 } as const;
  for (const outcome of all.flat()) {
    const known = found.get(outcome.id);
    if (known === undefined || rank[outcome.result] > rank[known.result])
      found.set(outcome.id, outcome);
  }
  return Object.keys(checks).flatMap((id) => found.get(id as CheckId) ?? []);
};

/** The published file in a lab for each kind of client that the server tells apart, all at once. */
const runFor = async (example: Example, shape: Shape, root?: string): Promise<LabResult> => {
  const job = { ...exampleJob(example, shape), turn: test.info().parallelIndex };
  const french = { ...exampleJob(example, shape, 'fr'), syntaxOnly: true };
  const kinds = Object.keys(drivers[job.server]?.clients ?? {});
  const runs = await Promise.all(
    (kinds.length === 0 ? [{}] : kinds.map((client) => ({ client }))).map(async (kind) => {
      const [checked, result] = await runPhases([french, { ...job, ...kind }], root);
      if (checked === undefined || result === undefined) throw new Error('The lab gave no result.');
      expect(checked.failure ?? '').toBe('');
      expect(checked.trouble).toEqual([]);
      expect(result.failure ?? '').toBe('');
      expect(result.trouble).toEqual([]);
      return result;
    }),
  );
  for (const [index, { outcomes }] of runs.entries()) {
    const count = (wanted: Outcome['result']): number =>
      outcomes.filter(({ result }) => result === wanted).length;
    if (kinds.length > 0) {
      console.log(
        `${exampleShapeId(example, shape)}, ${kinds[index]}: ${count('passed')} passed, ${count('failed')} failed, ${count('not-applicable')} not applicable`,
      );
    }
  }
  const [first] = runs;
  if (first === undefined) throw new Error('No client was run.');
  return { ...first, outcomes: together(runs.map(({ outcomes }) => outcomes)) };
};

/** The examples that are for the installed versions, in each of their shapes. */
const runnable = (root?: string): { example: Example; shape: Shape; id: string }[] =>
  examples
    .filter((example) => serverOf(example).evidence === 'run')
    .filter((example) => {
      const isOfDebian =
        serverOf(example).packages.length > 0 || (root !== undefined && runsPackage(example));
      // What Debian has no package of is run on this machine only.
      if (!isOfDebian) return root === undefined;
      const version = installedVersion(example.server, root);
      return version === null || isForVersion(example, version);
    })
    .flatMap((example) =>
      example.shapes.map((shape) => ({ example, shape, id: exampleShapeId(example, shape) })),
    );

/**
 * Tests that every example keeps the contract as it is published, with the servers of this machine
 * or of another release of Debian. Files for another version than the installed one are left to the
 * systems that have it.
 */
export const testConformity = (suite?: Suite): void => {
  const root = suite === undefined ? undefined : labRoot(suite);
  const system = systemOf(suite);
  for (const { example, shape, id } of runnable(root)) {
    if (!isAsked(() => lacksExample(example, shape, system))) continue;
    const why = drivers[example.server]?.notMade?.() ?? null;
    if (why !== null) {
      test(`${id} has a record of the files that are published`, () => {
        console.log(`${why} The committed record was verified in place of a run.`);
        const record = evidenceFor(example, shape);
        expect(record?.level, why).toBe('run');
        const failed = record?.checks.filter(
          ({ id: check, result }) =>
            (result === 'impossible') !== (cannotOf(example)[check as CheckId] !== undefined),
        );
        expect(failed).toEqual([]);
        expect(new Set(record?.checks.map((check) => check.id))).toEqual(
          new Set(Object.keys(checks)),
        );
      });
      continue;
    }

    test(`${titleOf(suite)}${id} keeps the contract as published`, async () => {
      // Of what is about to be run: somebody may change it meanwhile.
      const hash = exampleHash(example, shape);
      const job = exampleJob(example, shape);
      const result = await runFor(example, shape, root);
      expect(isForVersion(example, result.version), `${result.version} is not for ${id}`).toBe(
        true,
      );
      const { validate } = serverOf(example).commands as Record<
        string,
        { output?: Parameters<typeof toText>[0] }
      >;
      if (validate?.output !== undefined && result.validate !== null) {
        const printed = `${result.validate.stdout}${result.validate.stderr}`;
        matchesOutput(
          printed.split('\n').filter(isToldOf(example)).join('\n'),
          toText(validate.output, job.settings, 'en'),
        );
      }
      expect(new Set(result.outcomes.map((outcome) => outcome.id))).toEqual(
        new Set(Object.keys(checks)),
      );
      const results = judge(example, result.version, result.outcomes);
      if (test.info().errors.length > 0) return;
      leaveFragment(
        'examples',
        id,
        {
          id,
          server: example.server,
          system: result.system,
          record: {
            hash,
            date: today(),
            level: 'run',
            version: result.version,
            commands: [...job.enable, ...(job.validate === null ? [] : [job.validate])],
            files: Object.fromEntries(
              locales
                .flatMap((locale) => publishedFiles(example, shape, locale))
                .map((file) => [file.path, file.sha256]),
            ),
            checks: results,
            ...(result.plain === undefined
              ? {}
              : { received: result.plain.map(([name, value]) => `${name}: ${value}`) }),
          },
        },
        system,
      );
    });
  }
};

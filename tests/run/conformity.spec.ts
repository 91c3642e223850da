import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { checks, type CheckId } from '#contract';
import { exampleShapeId, publishedFiles, type Example, type Impossible } from '#conf';
import { examples } from '#examples';
import { locales } from '#i18n';
import { servers, type ServerId } from '#servers';
import type { Shape } from '#settings';
import { evidenceFor, type CheckResult } from '#evidence';
import { drivers } from '../servers/index.ts';
import { exampleJob } from './example-job.ts';
import type { Outcome } from '../contract/index.ts';
import { matchesOutput } from './expected-output.ts';
import { runPhases } from '../lab/run.ts';
import type { LabResult } from '../lab/job.ts';
import { toText } from '#conf';

/** Where each run leaves its part of the record; `tools/record/record-evidence.ts` joins them. */
const fragments = 'test-results/evidence';

const serverOf = (example: Example) => servers[example.server as ServerId];

const cannotOf = (example: Example): Partial<Record<CheckId, Impossible>> => ({
  ...serverOf(example).cannot,
  ...example.cannot,
});

/**
 * A rule that fails must be declared impossible, and one that is declared must fail: a declaration
 * that is no longer true is a mistake too.
 */
const judge = (example: Example, outcomes: readonly Outcome[]): Record<string, CheckResult> => {
  const cannot = cannotOf(example);
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

const writeFragment = (example: Example, shape: Shape, fragment: object): void => {
  mkdirSync(fragments, { recursive: true });
  const name = exampleShapeId(example, shape).replaceAll('/', '__');
  writeFileSync(join(fragments, `${name}.json`), JSON.stringify(fragment, null, 2));
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
const runFor = async (example: Example, shape: Shape): Promise<LabResult> => {
  const job = { ...exampleJob(example, shape), turn: test.info().parallelIndex };
  const french = { ...exampleJob(example, shape, 'fr'), syntaxOnly: true };
  const kinds = Object.keys(drivers[job.server]?.clients ?? {});
  const runs = await Promise.all(
    (kinds.length === 0 ? [{}] : kinds.map((client) => ({ client }))).map(async (kind) => {
      const [checked, result] = await runPhases([french, { ...job, ...kind }]);
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

for (const example of examples.filter((candidate) => serverOf(candidate).evidence === 'run')) {
  for (const shape of example.shapes) {
    const id = exampleShapeId(example, shape);

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

    test(`${id} keeps the contract as published`, async () => {
      const job = exampleJob(example, shape);
      const result = await runFor(example, shape);
      const { validate } = serverOf(example).commands as Record<
        string,
        { output?: Parameters<typeof toText>[0] }
      >;
      if (validate?.output !== undefined && result.validate !== null) {
        matchesOutput(
          result.validate.stdout + result.validate.stderr,
          toText(validate.output, job.settings, 'en'),
        );
      }
      expect(new Set(result.outcomes.map((outcome) => outcome.id))).toEqual(
        new Set(Object.keys(checks)),
      );
      const results = judge(example, result.outcomes);
      if (test.info().errors.length > 0) return;
      writeFragment(example, shape, {
        server: example.server,
        version: result.version,
        system: result.system,
        level: 'run',
        commands: [...job.enable, ...(job.validate === null ? [] : [job.validate])],
        id,
        files: Object.fromEntries(
          locales
            .flatMap((locale) => publishedFiles(example, shape, locale))
            .map((file) => [file.path, file.sha256]),
        ),
        checks: results,
      });
    });
  }
}

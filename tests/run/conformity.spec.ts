import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { checks, type CheckId } from '#contract';
import { exampleShapeId, publishedFiles, type Example, type Impossible } from '#conf';
import { examples } from '#examples';
import { locales } from '#i18n';
import { servers, type ServerId } from '#servers';
import type { Shape } from '#settings';
import type { CheckResult } from '#evidence';
import { exampleJob } from './example-job.ts';
import type { Outcome } from '../contract/index.ts';
import { matchesOutput } from './expected-output.ts';
import { runPhases } from '../lab/run.ts';
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

for (const example of examples.filter((candidate) => serverOf(candidate).evidence === 'run')) {
  for (const shape of example.shapes) {
    const id = exampleShapeId(example, shape);

    test(`${id} keeps the contract as published`, async () => {
      const job = { ...exampleJob(example, shape), turn: test.info().parallelIndex };
      const french = { ...exampleJob(example, shape, 'fr'), syntaxOnly: true };
      const [checked, result] = await runPhases([french, job]);
      if (checked === undefined || result === undefined) throw new Error('The lab gave no result.');
      expect(checked.failure ?? '').toBe('');
      expect(checked.trouble).toEqual([]);
      expect(result.failure ?? '').toBe('');
      expect(result.trouble).toEqual([]);
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

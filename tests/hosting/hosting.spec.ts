import { expect, test } from 'playwright/test';
import { places, type Place } from '../../content/hosting/index.ts';
import { isAsked, lacksHosting } from '#evidence';
import { findHosting, serverIds, type ServerId } from '#servers';
import type { Job, LabResult } from '../lab/job.ts';
import { runPhases } from '../lab/run.ts';
import { checkIds, everyAsked, failuresIn } from './checks.ts';
import { leaveHosting } from './fragment.ts';
import { hostingJob } from './hosting-job.ts';

/** Lines that tell of an address that is not there, which is asked for on purpose. */
const ofARequest =
  /\(2: No such file or directory\)|directory index of .* is forbidden|AH01276: |AH10244: /;

/** Runs the files of a place: the French ones as far as their check, the English ones whole. */
const run = async (id: ServerId, place: Place): Promise<LabResult> => {
  const french: Job = { ...hostingJob(id, place, 'fr', []), syntaxOnly: true };
  const [checked, result] = await runPhases([
    french,
    hostingJob(id, place, 'en', everyAsked(place)),
  ]);
  expect(checked?.failure ?? '').toBe('');
  expect(result?.failure ?? '', Object.values(result?.logs ?? {}).join('\n')).toBe('');
  if (result === undefined) throw new Error('The lab gave no result.');
  expect(result.trouble.filter((line) => !ofARequest.test(line))).toEqual([]);
  return result;
};

for (const id of serverIds.filter((each) => findHosting(each).hosting.notRun === undefined)) {
  for (const place of places) {
    if (!isAsked(() => lacksHosting(id, place))) continue;
    test(`${id} serves the built site as published, ${place}`, async () => {
      const result = await run(id, place);
      const failures = failuresIn(result.commands, place);
      const impossible = checkIds.filter(
        (check) => findHosting(id).hosting.cannot?.[check] !== undefined,
      );
      // What is declared impossible must fail: a declaration that no longer holds is a mistake.
      expect(Object.keys(failures), JSON.stringify(failures, null, 2)).toEqual(impossible);
      leaveHosting(id, place, {
        level: 'run',
        version: result.version,
        system: result.system,
        checks: checkIds.filter((check) => !impossible.includes(check)),
        impossible,
      });
    });
  }
}

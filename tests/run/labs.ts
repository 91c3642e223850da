import { test as base } from 'playwright/test';
import type { Job, LabResult } from '../lab/job.ts';
import { openLab, placeOf, type Lab } from '../lab/run.ts';

/** Runs jobs for one server, one after the other; see `Lab`. */
export type RunPhases = (jobs: readonly Job[], root?: string) => Promise<LabResult[]>;

/** Whether jobs set something in the kernel, where no folder holds it and nothing tidies it away. */
const setsKernel = (jobs: readonly Job[]): boolean =>
  jobs.some(
    ({ server, enable }) =>
      server === 'iptables' || enable.some((step) => /^(?:iptables|sysctl) /m.test(step)),
  );

/**
 * `runPhases` keeps the lab of each server open for the next tests of a worker, since opening one
 * costs more than most runs. One whose kernel was set, such as for a redirection of ports, ends.
 */
export const test = base.extend<object, { runPhases: RunPhases }>({
  runPhases: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of fixtures from a pattern.
    async ({}, use) => {
      const labs = new Map<string, Lab>();
      const end = async (place: string): Promise<void> => {
        const lab = labs.get(place);
        labs.delete(place);
        await lab?.close();
      };
      await use(async (jobs, root) => {
        const wanted = placeOf(jobs, root);
        const place = JSON.stringify(wanted);
        const lab = labs.get(place) ?? openLab(wanted);
        labs.set(place, lab);
        try {
          const results = await lab.run(jobs);
          if (setsKernel(jobs)) await end(place);
          return results;
        } catch (error) {
          await end(place);
          throw error;
        }
      });
      for (const place of [...labs.keys()]) await end(place);
    },
    { scope: 'worker' },
  ],
});

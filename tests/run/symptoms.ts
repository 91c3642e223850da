import { expect } from 'playwright/test';
import { breakSettings, findBreak, type Break } from '#symptoms';
import { findCommand } from '#commands';
import { isBefore, toText } from '#conf';
import { breakJob, landing } from './break-job.ts';
import { matchesOutput } from './expected-output.ts';
import type { LabResult } from '../lab/job.ts';
import {
  breakHash,
  isAsked,
  lacksSymptom,
  leaveFragment,
  symptomObservations,
  today,
} from '#evidence';
import { drivers } from '../servers/index.ts';
import { servers } from '#servers';
import { installedVersion } from '../servers/installed-version.ts';
import { labRoot } from '../systems/lab-root.ts';
import { systemOf, titleOf, type Suite } from '../systems/root.ts';
import { test } from './labs.ts';
import { breaksInOrder, waits } from './waiting-breaks.ts';

const matching = (pattern: string | undefined, lines: readonly string[]): string[] =>
  pattern === undefined ? [] : lines.filter((line) => new RegExp(pattern).test(line));

const logLines = ({ logs }: LabResult): string[] =>
  Object.values(logs).flatMap((text) => text.split('\n'));

const receivedLines = ({ received }: LabResult): string[] =>
  received.flatMap(({ method, target, headers }) => [
    `${method} ${target}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ]);

const observe = ({ log, jenkinsLog, received }: Break, result: LabResult) => ({
  log: matching(log, logLines(result)),
  jenkinsLog: matching(jenkinsLog, result.jenkinsLog),
  received: matching(received, receivedLines(result)),
});

/**
 * Tests that every broken set-up shows its symptom and that its fix removes it, with the servers of
 * this machine or of another release of Debian.
 */
export const testSymptoms = (suite?: Suite): void => {
  const root = suite === undefined ? undefined : labRoot(suite);
  const system = systemOf(suite);
  for (const { id, mostlyWaits } of breaksInOrder) {
    if (!isAsked(() => lacksSymptom(id, system))) continue;
    const { server, before } = findBreak(id);
    if (suite !== undefined && servers[server].packages.length === 0) continue;
    const installed = installedVersion(server, root) ?? '0';
    if (before !== undefined && !isBefore(installed, before)) continue;
    const notMade = drivers[server]?.notMade?.() ?? null;
    const isShown =
      notMade === null
        ? 'shows its symptom, and the fix removes it'
        : 'has a record of its symptom, with these files';
    const title = `${titleOf(suite)}${id} ${isShown}`;
    test(title, { tag: mostlyWaits ? waits : [] }, async ({ runPhases }) => {
      const broken = findBreak(id);
      const version = installedVersion(broken.server, root) ?? undefined;
      if (notMade !== null) {
        console.log(`${notMade} The committed observation was verified in place of a run.`);
        if (broken.cause === undefined) return;
        expect(symptomObservations(system)[id]?.hash, notMade).toBe(breakHash(broken));
        return;
      }
      // Of what is about to be run: somebody may change it meanwhile.
      const hash = breakHash(broken);
      const [bad, good] = await runPhases(
        [breakJob(broken, false, version), breakJob(broken, true, version)],
        root,
      );
      if (bad === undefined || good === undefined) throw new Error('The lab gave no result.');
      const settings = breakSettings(broken);
      const seen = observe(broken, bad);
      if (broken.refused !== undefined) {
        expect(bad.started).toBe(false);
        expect(`${bad.failure ?? ''}\n${logLines(bad).join('\n')}`).toMatch(
          new RegExp(broken.refused),
        );
      } else {
        expect(bad.failure ?? '').toBe('');
        for (const { id: check, result } of bad.outcomes) {
          expect.soft(result, `${check} ought to fail with the broken file`).toBe('failed');
        }
      }
      const answer = broken.tell === undefined ? undefined : bad.commands[0];
      if (broken.tell !== undefined)
        matchesOutput(answer?.stdout ?? '', toText(broken.tell.broken, settings, 'en'));
      if (broken.landing !== undefined) {
        matchesOutput(bad.commands.at(-1)?.stdout ?? '', toText(broken.landing, settings, 'en'));
      }
      for (const what of ['log', 'jenkinsLog', 'received'] as const) {
        if (broken[what] !== undefined) {
          expect(
            seen[what],
            `${what} holds /${broken[what]}/; it was:\n${[...logLines(bad), ...bad.jenkinsLog].join('\n')}`,
          ).not.toEqual([]);
        }
      }

      expect(good.failure ?? '').toBe('');
      for (const { id: check, result, message } of good.outcomes) {
        expect.soft(result, `${check} with the fix: ${message ?? ''}`).toBe('passed');
      }
      if (broken.tell !== undefined) {
        matchesOutput(good.commands[0]?.stdout ?? '', toText(broken.tell.fixed, settings, 'en'));
      }
      const landed = findCommand(landing).output;
      if (broken.landing !== undefined && landed !== undefined) {
        matchesOutput(good.commands.at(-1)?.stdout ?? '', toText(landed, settings, 'en'));
      }
      const after = observe(broken, good);
      for (const what of ['log', 'jenkinsLog', 'received'] as const) {
        expect(after[what], `${what} after the fix`).toEqual([]);
      }
      // Without a cause it stands on no page, so no page needs what was seen.
      if (test.info().errors.length > 0 || broken.cause === undefined) return;
      leaveFragment(
        'symptoms',
        id,
        {
          id,
          record: {
            server: broken.server,
            version: bad.version,
            system: bad.system,
            date: today(),
            hash,
            answer: answer?.stdout.replaceAll('\r', '').trimEnd() ?? null,
            log: seen.log.slice(0, 3),
            jenkinsLog: seen.jenkinsLog.slice(0, 3),
            received: [...new Set(seen.received)].slice(0, 3),
            refused: broken.refused === undefined ? null : (bad.failure ?? null),
          },
        },
        system,
      );
    });
  }
};

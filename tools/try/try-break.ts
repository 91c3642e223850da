import { findBreak } from '#symptoms';
import { breakJob } from '../../tests/run/break-job.ts';
import type { LabResult } from '../../tests/lab/job.ts';
import { runPhases } from '../../tests/lab/run.ts';
import { installedVersion } from '../../tests/servers/installed-version.ts';
import { commandLine, refuse } from '../command-line.ts';

/**
 * Runs breaks in the real server, broken and fixed, and prints what each showed:
 * `node tools/try/try-break.ts nginx/host-not-passed …`. `CHECKS=1` runs their contract checks too,
 * `VERBOSE=1` prints the headers that reached Jenkins.
 */
const show = ({ started, failure, ...seen }: LabResult): void => {
  if (!started || failure !== undefined) console.log('failure:', failure);
  for (const { stdout, stderr } of seen.commands) console.log(`${stdout}${stderr}`);
  for (const [path, text] of Object.entries(seen.logs)) if (text !== '') console.log(path, text);
  for (const line of seen.jenkinsLog) console.log('Jenkins:', line);
  for (const { method, target, headers } of seen.received) {
    console.log('received:', method, target);
    if (process.env['VERBOSE'] !== undefined) console.log(headers.map((pair) => pair.join(': ')));
  }
  for (const { id, result, message } of seen.outcomes) console.log(result, id, message ?? '');
};

const usage =
  'node tools/try/try-break.ts nginx/host-not-passed …, with CHECKS=1 and VERBOSE=1 in the environment';
const { positionals: ids } = commandLine(usage, { most: Infinity });
if (ids.length === 0) refuse('Which broken set-up?', usage);

for (const id of ids) {
  const broken = findBreak(id);
  const version = installedVersion(broken.server) ?? undefined;
  const jobs = [false, true].map((good) => breakJob(broken, good, version));
  const results = await runPhases(
    process.env['CHECKS'] === undefined ? jobs.map((job) => ({ ...job, checks: [] })) : jobs,
  );
  results.forEach((result, index) => {
    console.log(`──── ${id} ${index === 0 ? 'broken' : 'fixed'}`);
    show(result);
  });
}

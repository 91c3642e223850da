import { findBreak } from '#breaks';
import { breakJob } from '../tests/proxies/break-job.ts';
import { runInLab } from '../tests/proxies/lab/run.ts';

/**
 * Runs one break in the real server, broken and fixed, and prints what each showed:
 * `node scripts/try-break.ts nginx/host-not-passed`. `CHECKS=1` runs its contract checks too.
 */
const [id = ''] = process.argv.slice(2);
const broken = findBreak(id);
for (const good of [false, true]) {
  const job = breakJob(broken, good);
  const withChecks = process.env['CHECKS'] !== undefined;
  const result = await runInLab(withChecks ? job : { ...job, checks: [] });
  const { started, failure, commands, logs, jenkinsLog, received, outcomes } = result;
  console.log(good ? '──── fixed' : '──── broken');
  if (!started || failure !== undefined) console.log('failure:', failure);
  for (const { stdout, stderr } of commands) console.log(`${stdout}${stderr}`);
  for (const [path, text] of Object.entries(logs))
    if (text !== '') console.log(`${path}:\n${text}`);
  console.log('Jenkins log:', jenkinsLog);
  for (const { method, target, headers } of received) {
    console.log(method, target);
    if (process.env['VERBOSE'] !== undefined) console.log(headers.map((pair) => pair.join(': ')));
  }
  for (const { id: check, result: outcome, message } of outcomes) {
    console.log(outcome, check, message ?? '');
  }
}

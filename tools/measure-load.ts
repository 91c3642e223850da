import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  linesHash,
  loadPath,
  measured,
  measuredShape,
  recordedLoads,
  today,
  type LoadRecord,
} from '#evidence';
import { findExample, formForVersion } from '#examples';
import { runInLab } from '../tests/lab/run.ts';
import type { Job } from '../tests/lab/job.ts';
import { headLimits, withoutLines } from '../tests/load/head-limits.ts';
import { exampleJob } from '../tests/run/example-job.ts';
import { installedVersion } from '../tests/servers/installed-version.ts';
import { commandLine, refuse } from './command-line.ts';

/**
 * `npm run measure:load`: what each server holds of slow clients, heads that never end, oversized
 * heads and HTTP/2 floods, in figures, and how long a head may take without the lines of the file that
 * limit it. It waits two minutes for the heads of all, then takes half a minute for each server, and
 * leaves `content/evidence/loads.json`. Run it on a machine that does nothing else.
 */
const usage = 'npm run measure:load [-- nginx …]';
const { positionals } = commandLine(usage, { most: Infinity });
const unknown = positionals.find((name) => !measured.some((id) => id === name));
if (unknown !== undefined) refuse(`“${unknown}” is not measured.`, usage);
const wanted = measured.filter((id) => positionals.length === 0 || positionals.includes(id));

const program = join(import.meta.dirname, '../tests/load/client.ts');

interface Measured<Figures> {
  readonly figures: Figures;
  readonly version: string;
  readonly system: string;
}

/** @throws with what the lab said when the server did not start, or gave no figures. */
const measure = async <Figures>(part: 'head' | 'crowd', job: Job): Promise<Measured<Figures>> => {
  const { server, settings, form } = job;
  const given = Buffer.from(JSON.stringify({ server, settings, form })).toString('base64');
  const run = `'${process.execPath}' '${program}' ${part} ${given}`;
  const { commands, failure, version, system } = await runInLab({
    ...job,
    checks: [],
    commands: [{ side: 'client', run, milliseconds: 200_000 }],
  });
  const [measuring] = commands;
  if (measuring === undefined || measuring.exit !== 0) {
    throw new Error(`${server} was not measured: ${failure ?? measuring?.stderr ?? ''}`);
  }
  return { figures: JSON.parse(measuring.stdout) as Figures, version, system };
};

const record = (load: LoadRecord): void => {
  const others = recordedLoads().filter(({ server }) => server !== load.server);
  const all = [...others, load].sort((a, b) => (a.server < b.server ? -1 : 1));
  writeFileSync(loadPath, `${JSON.stringify(all, null, 2)}\n`);
};

const headOf = async (job: Job): Promise<number | null> =>
  (await measure<number | null>('head', job)).figures;

/** How long a head may take with each server, as published and without its limits. */
const heads = await Promise.all(
  wanted.map(async (server) => {
    const version = installedVersion(server);
    const main = findExample(server);
    const example = version === null ? main : formForVersion(main, version);
    const job = exampleJob(example, measuredShape);
    const lines = headLimits[server];
    const [headCutAfter, without] = await Promise.all([
      headOf(job),
      lines === undefined ? undefined : headOf(withoutLines(job, lines)),
    ]);
    return {
      server,
      example: example.id,
      job,
      headCutAfter,
      ...(lines === undefined || without === undefined
        ? {}
        : { without: { lines, headCutAfter: without } }),
    };
  }),
);

for (const { job, ...head } of heads) {
  const { server, example } = head;
  const crowd = await measure<LoadRecord['figures']>('crowd', job);
  record({ ...head, date: today(), hash: linesHash(example, measuredShape), ...crowd });
  console.log(`${server} ${crowd.version}`, JSON.stringify({ ...head, ...crowd.figures }));
}

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
import { findExample } from '#examples';
import type { ServerId } from '#servers';
import { runInLab } from '../tests/lab/run.ts';
import type { Job } from '../tests/lab/job.ts';
import { headLimits, withoutLines } from '../tests/load/head-limits.ts';
import { exampleJob } from '../tests/run/example-job.ts';
import { commandLine, refuse } from './command-line.ts';

/**
 * `npm run measure:load`: what each server holds of slow clients, heads that never end, oversized
 * heads and HTTP/2 floods, in figures, with the published file and without the lines of it that limit
 * the time of a head. It takes two to five minutes for each server, for most of which it waits, and
 * leaves `content/evidence/loads.json`. Run it on a machine that does nothing else.
 */
const usage = 'npm run measure:load [-- nginx …]';
const { positionals } = commandLine(usage, { most: Infinity });
const unknown = positionals.find((name) => !measured.some((id) => id === name));
if (unknown !== undefined) refuse(`“${unknown}” is not measured.`, usage);
const wanted = measured.filter((id) => positionals.length === 0 || positionals.includes(id));

const program = join(import.meta.dirname, '../tests/load/client.ts');

/** @throws with what the lab said when the server did not start, or gave no figures. */
const measure = async (
  job: Job,
): Promise<{ figures: LoadRecord['figures']; version: string; system: string }> => {
  const { server, settings, form } = job;
  const given = Buffer.from(JSON.stringify({ server, settings, form })).toString('base64');
  const run = `'${process.execPath}' '${program}' ${given}`;
  const { commands, failure, version, system } = await runInLab({
    ...job,
    checks: [],
    commands: [{ side: 'client', run, milliseconds: 400_000 }],
  });
  const [measuring] = commands;
  if (measuring === undefined || measuring.exit !== 0) {
    throw new Error(`${server} was not measured: ${failure ?? measuring?.stderr ?? ''}`);
  }
  return { figures: JSON.parse(measuring.stdout) as LoadRecord['figures'], version, system };
};

const record = (load: LoadRecord): void => {
  const others = recordedLoads().filter(({ server }) => server !== load.server);
  const all = [...others, load].sort((a, b) => (a.server < b.server ? -1 : 1));
  writeFileSync(loadPath, `${JSON.stringify(all, null, 2)}\n`);
};

const measureServer = async (server: ServerId): Promise<void> => {
  const job = exampleJob(findExample(server), measuredShape);
  const lines = headLimits[server];
  const { figures, version, system } = await measure(job);
  const without =
    lines === undefined
      ? undefined
      : { lines, figures: (await measure(withoutLines(job, lines))).figures };
  record({
    server,
    version,
    system,
    date: today(),
    hash: linesHash(server, measuredShape),
    figures,
    ...(without === undefined ? {} : { without }),
  });
  console.log(`${server} ${version}`, JSON.stringify(figures));
  if (without !== undefined) console.log(`  without its limits`, JSON.stringify(without.figures));
};

for (const server of wanted) await measureServer(server);

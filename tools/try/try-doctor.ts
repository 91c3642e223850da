import { askedExamples } from '#evidence';
import { breaks, findBreak } from '#symptoms';
import {
  doctorBreakJob,
  doctorExampleJob,
  verdictOf,
  type Finding,
} from '../../tests/run/doctor-job.ts';
import { runPhases } from '../../tests/lab/run.ts';
import { installedVersion } from '../../tests/servers/installed-version.ts';
import { commandLine, refuse } from '../command-line.ts';

/** Asks the doctor of broken set-ups, broken and fixed, and of examples. */
const usage = 'node tools/try/try-doctor.ts nginx/host-not-passed nginx/https-host …';
const { positionals: ids } = commandLine(usage, { most: Infinity });
if (ids.length === 0) refuse('Which set-up?', usage);

const inLine = ({ rule, seen, causes }: Finding): string =>
  `    ${rule}: ${seen} <- ${causes.map(({ cause }) => cause).join(' ')}`;

for (const id of ids) {
  const asked = askedExamples().find((each) => each.id === id);
  const jobs =
    id in breaks || asked === undefined
      ? [false, true].map((good) =>
          doctorBreakJob(findBreak(id), good, installedVersion(findBreak(id).server) ?? undefined),
        )
      : [doctorExampleJob(asked.example, asked.shape)];
  const results = await runPhases(jobs);
  for (const [index, { commands, failure }] of results.entries()) {
    const said = commands[0];
    console.log(`──── ${id} ${jobs.length === 1 ? '' : index === 0 ? 'broken' : 'fixed'}`);
    if (said === undefined) {
      console.log('failure:', failure);
      continue;
    }
    try {
      const { broken, notes, kept, notSeen, requests, seconds } = verdictOf(said);
      console.log(
        `  exit ${said.exit}, ${requests} requests, ${seconds} s, ${kept.length} kept, first: ${broken[0]?.causes[0]?.cause ?? '-'} ${said.stderr}`,
      );
      for (const finding of broken) console.log(inLine(finding));
      for (const finding of notes) console.log(`   note${inLine(finding)}`);
      if (process.env['VERBOSE'] !== undefined)
        console.log(notSeen.map(({ rule, why }) => `${rule}:${why}`).join(' '));
    } catch (error) {
      console.log(String(error));
    }
  }
}

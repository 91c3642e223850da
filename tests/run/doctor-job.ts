import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { doctorScript, labSite } from '#doctor';
import { locales } from '#i18n';
import { publicUrl, type Shape } from '#settings';
import type { Example } from '#conf';
import type { Break } from '#symptoms';
import { admin } from '../double/index.ts';
import { proxyAccount } from '../lab/placeholders.ts';
import type { CommandResult, Job, LabCommand } from '../lab/job.ts';
import { breakJob } from './break-job.ts';
import { exampleJob } from './example-job.ts';

/** What `--json` prints. */
export interface Verdict {
  readonly url: string;
  readonly requests: number;
  readonly seconds: number;
  readonly broken: readonly Finding[];
  readonly notes: readonly Finding[];
  readonly kept: readonly string[];
  readonly notSeen: readonly { readonly rule: string; readonly why: string }[];
  readonly first: string | null;
}

export interface Finding {
  readonly rule: string;
  readonly seen: string;
  readonly causes: readonly {
    readonly symptom: string;
    readonly cause: string;
    readonly url: string;
  }[];
}

let script: string | undefined;

/** The script as a file that the lab can read. */
const scriptFile = (): string => {
  if (script === undefined) {
    script = join(mkdtempSync(join(tmpdir(), 'doctor-')), 'doctor.sh');
    writeFileSync(script, doctorScript(labSite));
  }
  return script;
};

/** Runs the doctor with `sh`, which is dash in Debian, and gives it an account, `NAME:SECRET`. */
const command = (
  url: string,
  words: readonly string[],
  side: LabCommand['side'],
  account: string,
): LabCommand => {
  const [name = '', secret = ''] = account.split(':');
  return {
    side,
    // By the environment, as the page advises.
    run: `JENKINS_USER_ID=${name} JENKINS_API_TOKEN=${secret} sh ${scriptFile()} --json ${words.join(' ')} '${url}'`,
    milliseconds: 60_000,
  };
};

const ofJenkins = `${admin.name}:${admin.apiToken}`;

/** Rules that `--long` adds, and what breaks them. */
const silent: ReadonlySet<string> = new Set([
  'answer-takes-too-long',
  'websocket-idle-limit',
  'http-cli-stays-open',
  'websocket-cli-stays-open',
  'websocket-agent-stays-open',
]);

/** How the doctor is asked of one broken set-up. */
const asked = (broken: Break, job: Job): LabCommand => {
  const url = publicUrl(job.settings);
  // What the machine of the proxy alone shows.
  const local = broken.cause?.includes('rule') === true || broken.cause === 'public-address-only';
  const onProxy = local || broken.jenkins?.stopped === true || broken.cause === 'wrong-address';
  const words = [
    ...(onProxy ? ['--upstream', `'${job.upstream}'`] : []),
    ...([broken.cause ?? '', ...(broken.fails ?? [])].some((id) => silent.has(id))
      ? ['--long']
      : []),
  ];
  const ofProxy =
    broken.cause === 'authorization-forwarded' || broken.tell?.command === 'sign-in/realm';
  const side = onProxy && job.outerHop !== true ? 'server' : 'client';
  return {
    ...command(url, words, side, ofProxy ? proxyAccount : ofJenkins),
    milliseconds: 120_000,
  };
};

/** The job that asks the doctor of a broken set-up, or of its cure when `good`. */
export const doctorBreakJob = (broken: Break, good: boolean, version?: string): Job => {
  const job = breakJob(broken, good, version);
  return { ...job, checks: [], commands: [asked(broken, job)] };
};

/** The job that asks the doctor of a published example. */
export const doctorExampleJob = (example: Example, shape: Shape): Job => {
  const job = exampleJob(example, shape);
  return {
    ...job,
    checks: [],
    commands: [command(publicUrl(job.settings), [], 'client', ofJenkins)],
  };
};

/**
 * What the doctor said.
 * @throws when it printed no JSON, with all that it printed, or when a busy machine took its time.
 */
export const verdictOf = ({ run, stdout, stderr, exit }: CommandResult): Verdict => {
  let verdict: Verdict;
  try {
    verdict = JSON.parse(stdout) as Verdict;
  } catch {
    throw new Error(`The doctor ended with ${exit}: ${stdout}${stderr}`);
  }
  if (verdict.seconds > 24 && !run.includes('--long'))
    throw new Error(`The machine was too busy: the doctor took ${verdict.seconds} s.`);
  return verdict;
};

/** The job that captures what the page shows: the doctor without an account, in both languages. */
export const shownJob = (broken: Break, version?: string): Job => {
  const job = breakJob(broken, false, version);
  return {
    ...job,
    checks: [],
    commands: locales.map((locale) => ({
      side: 'client',
      run: `sh ${scriptFile()} --lang ${locale} '${publicUrl(job.settings)}'`,
      milliseconds: 60_000,
    })),
  };
};

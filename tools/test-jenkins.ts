import { mkdirSync, writeFileSync } from 'node:fs';
import { publicUrl, sampleSettings } from '#settings';
import { compare, type Comparison } from '../tests/jenkins/compare.ts';
import { contextPaths, mounts, type Mount } from '../tests/jenkins/recorded-answers.ts';
import { askCommand, askedCommands } from '../tests/real/healthy-commands.ts';
import { differs } from '../tests/real/printed.ts';
import { runInFront, type InFront } from '../tests/real/in-front.ts';
import { namedJenkins } from '../tests/real/named.ts';
import { javaProblem, startWar, warProblem, type RealJenkins } from '../tests/real/war.ts';
import { installMissing } from './debian-packages.ts';
import { lab, serversNeeded } from './lab-packages.ts';

/**
 * Holds a real Jenkins against what the double was held against, and the pages against it:
 * `JENKINS_WAR=…` starts one at the root and one under a path, `JENKINS_URL=…` uses one that runs.
 * Differences are printed and written to `test-results/jenkins.json`; any makes the exit code 1, and
 * whatever keeps the comparison from being made 2. `EXAMPLES=nginx,…` limits the examples.
 */

interface Seen {
  version: string;
  answers: Comparison;
  commands: { id: string; wrong: string }[];
  /** Null when they were not run, with the reason in `left`. */
  inFront: InFront[] | null;
  /** What was not run, and why. */
  left: string[];
}

const examplesUrl = (place: Mount): string =>
  publicUrl(sampleSettings(place === 'at-root' ? 'https-host' : 'https-path'));

const placeOf = ({ contextPath }: RealJenkins): Mount =>
  contextPath === '' ? 'at-root' : 'under-jenkins';

const examine = async (jenkins: RealJenkins, jenkinsUrl: string): Promise<Seen> => {
  const place = placeOf(jenkins);
  const left: string[] = [];
  const answers = await compare(place, {
    ...jenkins,
    publicHost: new URL(jenkinsUrl).host,
    patience: 1_000,
  });
  const healthy = {
    ...jenkins,
    agentPort: null,
    page: 'login',
    download: 'jnlpJars/agent.jar',
    extras: false,
    ownUrl: false,
  };
  const wrong: Seen['commands'] = [];
  for (const id of askedCommands(healthy)) {
    const { printed, expected } = await askCommand(id, healthy);
    const difference = differs(printed, expected);
    if (difference !== null) wrong.push({ id, wrong: difference });
  }
  const noJava = javaProblem();
  if (noJava !== null) left.push(`jenkins-cli.jar and agent.jar: ${noJava}`);
  if (noJava === null && jenkins.agent === null) {
    left.push('agent.jar: only a Jenkins started from JENKINS_WAR has an agent set up');
  }
  let inFront: InFront[] | null = null;
  const noServers =
    jenkinsUrl === examplesUrl(place)
      ? installMissing([...lab, ...serversNeeded])
      : `the Jenkins URL is ${jenkinsUrl}, not ${examplesUrl(place)}`;
  if (noServers === null) {
    const only = process.env['EXAMPLES']?.split(',');
    inFront = await runInFront(jenkins, {
      ...(only === undefined ? {} : { only }),
      withJava: noJava === null && process.env['WITHOUT_PROGRAMS'] === undefined,
    });
  } else {
    left.push(`the examples in front: ${noServers}`);
  }
  return { version: jenkins.version, answers, commands: wrong, inFront, left };
};

const print = ({ version, answers, commands, inFront, left }: Seen): number => {
  const { place, asked, different } = answers;
  console.log(
    `Jenkins ${version}, ${place}: ${asked - different.length} of ${asked} answers alike`,
  );
  for (const { name, lines } of different) {
    console.log(`  ${name}`);
    for (const line of lines) console.log(`    ${line}`);
  }
  console.log(`Commands of the pages that find fault with it: ${commands.length}`);
  for (const { id, wrong } of commands) console.log(`  ${id}: ${wrong}`);
  const faults = (inFront ?? []).flatMap(({ example, shape, checks }) => {
    const bad = checks.filter(({ wrong }) => wrong !== null);
    console.log(
      `${example}/${shape} in front: ${checks.length - bad.length} of ${checks.length} right`,
    );
    for (const { name, wrong } of bad) console.log(`  ${name}: ${wrong ?? ''}`);
    return bad;
  });
  for (const reason of left) console.log(`Not run: ${reason}`);
  return different.length + commands.length + faults.length;
};

const run = async (): Promise<Seen[]> => {
  const { JENKINS_WAR: war, JENKINS_URL: url } = process.env;
  if ((war === undefined) === (url === undefined)) {
    throw new Error(
      'Set either JENKINS_WAR to a war file, or JENKINS_URL to the address of a Jenkins that runs (with JENKINS_USER and JENKINS_TOKEN).',
    );
  }
  if (war === undefined) {
    const { jenkins, jenkinsUrl } = await namedJenkins(process.env);
    return [await examine(jenkins, jenkinsUrl)];
  }
  const problem = warProblem(war);
  if (problem !== null) throw new Error(problem);
  const seen: Seen[] = [];
  for (const place of mounts) {
    const jenkins = await startWar(war, contextPaths[place], examplesUrl(place));
    try {
      seen.push(await examine(jenkins, examplesUrl(place)));
    } finally {
      await jenkins.stop();
    }
  }
  return seen;
};

try {
  const seen = await run();
  const differences = seen.map(print).reduce((sum, count) => sum + count, 0);
  mkdirSync('test-results', { recursive: true });
  const record = { date: new Date().toISOString().slice(0, 10), differences, seen };
  writeFileSync('test-results/jenkins.json', `${JSON.stringify(record, null, 2)}\n`);
  console.log(`${differences} differences; the record is test-results/jenkins.json`);
  process.exitCode = differences === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}

/**
 * The site's examples in front of a Jenkins outside of the lab: the commands of the pages on the
 * client's side, and the command line and the agent that this Jenkins gives out.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands } from '#commands';
import { isForVersion, toText, type Conf, type Example } from '#conf';
import { examples } from '#examples';
import { servers, type ServerId } from '#servers';
import { publicUrl, type Settings, type Shape } from '#settings';
import { shellText } from '../lab/shell-text.ts';
import { relay } from '../lab/relay.ts';
import { runPhases } from '../lab/run.ts';
import type { CommandResult, Job } from '../lab/job.ts';
import { installedVersion } from '../servers/installed-version.ts';
import { exampleJob } from '../run/example-job.ts';
import { differs } from './printed.ts';
import { java, type RealJenkins } from './war.ts';

export interface InFront {
  example: string;
  shape: Shape;
  /** What was run, and what came of it; null when it was right. */
  checks: { name: string; wrong: string | null }[];
}

interface Check {
  readonly name: string;
  readonly run: string;
  readonly milliseconds: number;
  /** Says what is wrong with what came; null when nothing is. */
  readonly judge: (result: CommandResult) => string | null;
}

/** Commands of the pages that need no account, or that of an administrator, and no plugin. */
const ofPages = [
  'troubleshooting/landing',
  'check/websocket',
  'check/agent-endpoint',
  'check/monitor',
  'banner/verdict',
  'scheme/addresses',
  'sign-in/machines',
  'handshake/agent',
  'cli/handshake',
  'cli/http-mode',
  'cache/same-crumb',
  'upload/size',
] as const;

const pageCheck = (id: string, settings: Settings, { user, token }: RealJenkins): Check => {
  const { run, output } = commands[id] as { run: Conf; output: Conf };
  return {
    name: id,
    run: shellText(run, settings).replaceAll('USER:APITOKEN', `${user}:${token}`),
    milliseconds: 60_000,
    judge: ({ stdout }) => differs(stdout, toText(output, settings, 'en')),
  };
};

/** The real programs, fetched through the proxy; Java has to trust the lab's authority. */
const programChecks = (settings: Settings, jenkins: RealJenkins): Check[] => {
  const url = publicUrl(settings);
  const prepare = `cd "$(mktemp -d)" && keytool -importcert -noprompt -alias lab -file "$CURL_CA_BUNDLE" -keystore trust -storepass changeit >/dev/null 2>&1`;
  const trust = '-Djavax.net.ssl.trustStore=trust -Djavax.net.ssl.trustStorePassword=changeit';
  const client = (mode: string, words: string) =>
    `${prepare} && curl -sS -O ${url}jnlpJars/jenkins-cli.jar && '${java}' ${trust} -jar jenkins-cli.jar -s ${url} -auth ${jenkins.user}:${jenkins.token} ${mode} ${words} 2>&1`;
  const names = (wanted: string) => (result: CommandResult) =>
    result.stdout.includes(wanted)
      ? null
      : `exit ${result.exit ?? 'none in time'}, printed ${JSON.stringify(result.stdout + result.stderr)}`;
  return [
    ...['-webSocket', '-http'].flatMap((mode): Check[] => [
      {
        name: `jenkins-cli.jar ${mode} who-am-i`,
        run: client(mode, 'who-am-i'),
        milliseconds: 60_000,
        judge: names(`Authenticated as: ${jenkins.user}`),
      },
      {
        name: `jenkins-cli.jar ${mode} build -s`,
        run: client(mode, `build ${jenkins.job} -s`),
        milliseconds: 120_000,
        judge: names('SUCCESS'),
      },
    ]),
    ...(jenkins.agent === null
      ? []
      : [
          {
            name: 'agent.jar -webSocket, 75 s of silence',
            run: `${prepare} && curl -sS -O ${url}jnlpJars/agent.jar && timeout 75 '${java}' ${trust} -jar agent.jar -url ${url} -name ${jenkins.agent.name} -secret ${jenkins.agent.secret} -webSocket -workDir . 2>&1`,
            milliseconds: 120_000,
            judge: (result: CommandResult) =>
              names('INFO: Connected')(result) ??
              (/Terminated|Handshake error/.test(result.stdout)
                ? `it was lost: ${JSON.stringify(result.stdout)}`
                : null),
          },
        ]),
  ];
};

/**
 * Examples that can stand in front: the main one of each server that Debian has, in the form for the
 * installed version, of the shape that fits; Jenkins itself speaks plain HTTP.
 */
const examplesFor = (shape: Shape): Example[] =>
  examples.filter((example) => {
    const { id, server, shapes } = example;
    const { evidence, packages = [] } = servers[server as ServerId];
    if (evidence !== 'run' || packages.length === 0) return false;
    const version = installedVersion(server);
    return (
      (id === server || id.startsWith(`${server}/before-`)) &&
      shapes.includes(shape) &&
      version !== null &&
      isForVersion(example, version) &&
      exampleJob(example, shape).upstream.startsWith('http:')
    );
  });

/**
 * Runs each example in front of `jenkins`, whose Jenkins URL is that of the examples.
 *
 * @param only Ids of the examples; all that fit when absent.
 * @throws Error when none is left, since nothing would be run
 * @param withJava Whether the real command line and agent are run as well.
 */
export const runInFront = async (
  jenkins: RealJenkins,
  { only, withJava }: { only?: readonly string[]; withJava: boolean },
): Promise<InFront[]> => {
  const shape: Shape = jenkins.contextPath === '' ? 'https-host' : 'https-path';
  const fitting = examplesFor(shape);
  const chosen = fitting.filter(({ id }) => only === undefined || only.includes(id));
  if (chosen.length === 0) {
    const known = fitting.map(({ id }) => id).join(', ');
    throw new Error(`No example of the shape ${shape} was chosen; those that fit here: ${known}.`);
  }
  const folder = mkdtempSync(join(tmpdir(), 'jenkins-outside-'));
  const socket = join(folder, 'jenkins.sock');
  const way = await relay({ path: socket }, { host: jenkins.host, port: jenkins.port });
  const seen: InFront[] = [];
  try {
    for (const example of chosen) {
      const job: Job = exampleJob(example, shape);
      const { settings } = job;
      const checks = [
        ...ofPages.map((id) => pageCheck(id, settings, jenkins)),
        ...(withJava ? programChecks(settings, jenkins) : []),
      ];
      const [result] = await runPhases([
        {
          ...job,
          outsideJenkins: socket,
          checks: [],
          commands: checks.map(({ run, milliseconds }) => ({ side: 'client', run, milliseconds })),
        },
      ]);
      seen.push({
        example: example.id,
        shape,
        checks:
          result?.started === true
            ? checks.map(({ name, judge }, index) => {
                const answer = result.commands[index];
                return { name, wrong: answer === undefined ? 'was not run' : judge(answer) };
              })
            : [{ name: 'start', wrong: result?.failure ?? 'the lab gave no result' }],
      });
    }
  } finally {
    await way.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return seen;
};

/**
 * The commands of the pages, run against a Jenkins that is in order, with no proxy in between: none
 * may print what a page calls a fault.
 */

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { toText, type Conf } from '#conf';
import { commands } from '#commands';
import { servers, type Command } from '#servers';
import { publicUrl, sampleSettings, type Settings } from '#settings';
import { shellText } from '../lab/shell-text.ts';

/** The Jenkins asked, and what stands there for the reader's own. */
export interface Healthy {
  host: string;
  port: number;
  agentPort: number | null;
  contextPath: string;
  user: string;
  token: string;
  password: string;
  /** Path below the Jenkins URL of a page, and of a download. */
  page: string;
  download: string;
  /** Whether its Jenkins URL is the address asked, and not a public one. */
  ownUrl: boolean;
  /** Whether it has what only some have: the plugins of webhooks and events, jobs of certain names. */
  extras: boolean;
}

/** Commands that have nothing to say about such a Jenkins, and why. */
export const notAsked: Readonly<Record<string, string>> = {
  'check/redirect': 'the redirect from http to https is made by the proxy',
  'check/login': 'shows the answer over https',
  'check/port-closed': 'asks the machine of the proxy from outside',
  'jenkins/listen-container': 'changes the system',
  'compose/start': 'starts containers',
  'name/leads-to': 'asks the name servers for a public name',
  'name/own-addresses': 'shows the addresses of the machine of the proxy',
  'ports/reach': 'asks for ports of the proxy',
  'certificate/served': 'shows the certificate of the proxy',
  'certificate/chain': 'reads a certificate of the proxy',
  'local-port/ways-in': 'asks for port 80 of each address of the machine',
  'forged/headers': 'shows what the proxy keeps from Jenkins',
  'forged/other-host': 'shows what the proxy refuses',
  'guards/authority':
    'makes an authority on the machine of the proxy; tests/run/guards.spec.ts does',
  'guards/certificate': 'needs that authority',
  'guards/with-certificate': 'needs a certificate of that authority',
  'guards/sign-in-attempts': 'shows what the proxy refuses',
  'names/another': 'shows what the proxy refuses',
  'trust/chain': 'shows the certificates of the proxy',
  'trust/java': 'asks for the certificates of the proxy; tests/run/java-trust.spec.ts does',
  'trust/java-store': 'writes a trust store; tests/run/java-trust.spec.ts does',
};

/** Commands about what not every Jenkins has. */
const extras = new Set([
  'events/first',
  'path/signs',
  'path/encoded-slash',
  'webhook/delivery',
  'agents/tcp-port',
  'agents/tcp-silence',
  'download/size',
  'sign-in/form',
  'crumb/round-trip',
  'agents/silence',
]);

/** Commands that the Jenkins URL has to agree with. */
const aboutTheUrl = new Set([
  'banner/verdict',
  'check/monitor',
  'check/websocket',
  'cli/handshake',
  'handshake/agent',
  'scheme/addresses',
]);

/** What is right where the page shows another case. */
const right: Readonly<Record<string, string>> = {
  'agents/silence': '101, open for 21.… s',
  'agents/tcp-silence': 'open for 2… s',
  'check/jenkins-url': '…eporting-…ndpoints: content-security-policy: …',
};

/**
 * What a command does to the machine, were it run outside a laboratory: with `sudo` it changes it, and
 * what no test may run is not run here either.
 */
const touchesTheMachine = (id: string): boolean => {
  const { run, notRun } = commands[id] as Command;
  return notRun === true || /\bsudo\b/.test(toText(run, sampleSettings('http-host'), 'en'));
};

/** Ids of the commands to run. */
export const askedCommands = ({
  extras: all,
  ownUrl,
}: Pick<Healthy, 'extras' | 'ownUrl'>): string[] =>
  Object.keys(commands).filter(
    (id) =>
      !((id.split('/', 1)[0] ?? '') in servers) &&
      !(id in notAsked) &&
      !touchesTheMachine(id) &&
      // Files to save, shown as commands.
      !id.startsWith('compose/') &&
      (all || !extras.has(id)) &&
      (ownUrl || !aboutTheUrl.has(id)),
  );

const settingsFor = ({ host, port, agentPort, contextPath }: Healthy): Settings => ({
  ...sampleSettings('http-host'),
  host,
  port,
  path: contextPath,
  upstreamHost: host,
  upstreamPort: port,
  agentPort: agentPort ?? 50_000,
});

/** The address with the port of this Jenkins, where a page has the one of http. */
const atItsPort = (text: string, settings: Settings): string =>
  text.replaceAll(`http://${settings.host}${settings.path}/`, publicUrl(settings));

/**
 * Runs one command of the pages.
 *
 * @returns what it printed, and what it has to print; `…` stands for any text within a line
 */
export const askCommand = async (
  id: string,
  healthy: Healthy,
): Promise<{ printed: string; expected: string }> => {
  const settings = settingsFor(healthy);
  const { run, output } = commands[id] as { run: Conf; output?: Conf };
  const account = `${healthy.user}:${healthy.token}`;
  // Some silence is enough: the first limit of Jenkins itself is one of ten seconds.
  const script = atItsPort(shellText(run, settings), settings)
    .replaceAll('USER:APITOKEN', account)
    .replaceAll('USER:PASSWORD', `${healthy.user}:${healthy.password}`)
    .replaceAll('NAME:SECRET', account)
    .replaceAll('SLOW_PAGE', `'${healthy.page}'`)
    .replaceAll('job/NAME/lastSuccessfulBuild/artifact/BIG.zip', `'${healthy.download}'`)
    .replaceAll('--max-time 50', '--max-time 21')
    .replaceAll('timeout 50', 'timeout 21');
  const { stdout } = await promisify(execFile)('bash', ['-c', script], {
    timeout: 50_000,
    env: { ...process.env, LC_ALL: 'C', no_proxy: '*' },
  }).catch((error: unknown) => error as { stdout: string });
  const shown = output === undefined ? '' : toText(output, settings, 'en');
  return { printed: stdout, expected: right[id] ?? atItsPort(shown, settings) };
};

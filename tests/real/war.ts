/** Starting a Jenkins from its war file, set up for the comparison without a click. */

import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** A Jenkins that can be asked. */
export interface RealJenkins {
  host: string;
  port: number;
  contextPath: string;
  user: string;
  token: string;
  password: string;
  job: string;
  /** An inbound agent and its secret; null where none was set up. */
  agent: { name: string; secret: string } | null;
  /** `X-Jenkins`. */
  version: string;
  stop(): Promise<void>;
}

/** Says why a war cannot be started; null when nothing is known against it. */
export const warProblem = (war: string): string | null => {
  const start = Buffer.alloc(2);
  try {
    const file = openSync(war, 'r');
    readSync(file, start, 0, 2, 0);
    closeSync(file);
  } catch (error) {
    return `JENKINS_WAR names ${war}, which cannot be read: ${(error as Error).message}`;
  }
  if (start.toString('latin1') !== 'PK') {
    return `JENKINS_WAR names ${war}, which is no war file: it does not begin as an archive does.`;
  }
  return javaProblem();
};

/** The Java that runs Jenkins, its command line and its agent. */
export const java = process.env['JAVA_HOME']
  ? join(process.env['JAVA_HOME'], 'bin', 'java')
  : 'java';

/** Says that there is no Java; null when there is. */
export const javaProblem = (): string | null =>
  spawnSync(java, ['-version'], { stdio: 'ignore' }).status === 0
    ? null
    : `No Java: \u201C${java} -version\u201D does not run. Install one that this Jenkins supports, or set JAVA_HOME.`;

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

const job = `<?xml version='1.1' encoding='UTF-8'?>
<project><builders><hudson.tasks.Shell><command>sleep 30</command></hudson.tasks.Shell></builders></project>
`;

/** Groovy that Jenkins runs at its start (`jenkins/util/groovy/GroovyHookScript.java`). */
const setUp = (url: string, password: string, token: string, secretFile: string): string => `
import hudson.model.*; import hudson.security.*; import hudson.slaves.*; import jenkins.model.*
def jenkins = Jenkins.get()
def realm = new HudsonPrivateSecurityRealm(false, false, null)
def admin = realm.createAccount('admin', '${password}')
admin.getProperty(jenkins.security.ApiTokenProperty).addFixedNewToken('comparison', '${token}')
admin.save()
jenkins.setSecurityRealm(realm)
def strategy = new FullControlOnceLoggedInAuthorizationStrategy(); strategy.setAllowAnonymousRead(false)
jenkins.setAuthorizationStrategy(strategy)
jenkins.setSlaveAgentPort(-1)
def location = JenkinsLocationConfiguration.get(); location.setUrl('${url}'); location.save()
if (jenkins.getItem('hello') == null) {
  jenkins.createProjectFromXML('hello', new ByteArrayInputStream('''${job}'''.getBytes('UTF-8')))
}
def agent = new DumbSlave('compared', '/tmp', new JNLPLauncher(true)); jenkins.addNode(agent)
new File('${secretFile}').text = jenkins.getComputer('compared').getJnlpMac()
jenkins.save()
`;

/**
 * Starts a war with a home of its own and waits until it is ready.
 *
 * @param url The Jenkins URL that it believes to have, with a final slash.
 * @throws Error with the end of its log when it does not get ready within five minutes
 */
export const startWar = async (
  war: string,
  contextPath: string,
  url: string,
): Promise<RealJenkins> => {
  const home = mkdtempSync(join(tmpdir(), 'jenkins-compared-'));
  const port = await freePort();
  const token = `11${randomBytes(16).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  const secretFile = join(home, 'agent-secret');
  mkdirSync(join(home, 'init.groovy.d'));
  writeFileSync(
    join(home, 'init.groovy.d', 'set-up.groovy'),
    setUp(url, password, token, secretFile),
  );
  const child = spawn(
    java,
    [
      '-Djenkins.install.runSetupWizard=false',
      '-jar',
      war,
      '--httpListenAddress=127.0.0.1',
      `--httpPort=${port}`,
      ...(contextPath === '' ? [] : [`--prefix=${contextPath}`]),
    ],
    { env: { ...process.env, JENKINS_HOME: home }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let text = '';
  const keep = (data: Buffer) => (text = (text + data.toString('utf8')).slice(-4_000));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = once(child, 'close').catch(() => undefined);
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
    await ended;
    clearTimeout(late);
    rmSync(home, { recursive: true, force: true });
  };
  const login = `http://127.0.0.1:${port}${contextPath}/login`;
  for (const deadline = Date.now() + 300_000; Date.now() < deadline;) {
    if (child.exitCode !== null) break;
    const answer = await fetch(login).catch(() => null);
    const version = answer?.headers.get('x-jenkins');
    if (answer?.status === 200 && version) {
      const secret = readFileSync(secretFile, 'utf8').trim();
      const agent = { name: 'compared', secret };
      return {
        host: '127.0.0.1',
        port,
        contextPath,
        user: 'admin',
        token,
        password,
        job: 'hello',
        agent,
        version,
        stop,
      };
    }
    await wait(1_000);
  }
  await stop();
  throw new Error(`Jenkins from ${war} did not get ready; its last words:\n${text}`);
};

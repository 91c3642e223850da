import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { admin, startDouble } from '../../double/index.ts';

const root = join(import.meta.dirname, '../../..');

/** Runs `npm run test:jenkins` with some variables. */
const run = async (variables: Record<string, string>) => {
  const names = [
    'JENKINS_WAR',
    'JENKINS_URL',
    'JENKINS_USER',
    'JENKINS_TOKEN',
    'JENKINS_JOB',
    'JAVA_HOME',
  ];
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !names.includes(name)),
  );
  const child = spawn(process.execPath, ['tools/test-jenkins.ts'], {
    cwd: root,
    env: { ...env, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  child.stdout.on('data', (data: Buffer) => (text += data.toString('utf8')));
  child.stderr.on('data', (data: Buffer) => (text += data.toString('utf8')));
  const [exit] = (await once(child, 'close')) as [number | null];
  return { exit, text };
};

const scratch = (name: string, content: string): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'jenkins-war-')), name);
  writeFileSync(path, content);
  return path;
};

test.describe('what keeps the comparison from being made is said, with exit code 2', () => {
  const account = { JENKINS_USER: 'admin', JENKINS_TOKEN: 'token' };
  const cases: [name: string, variables: () => Record<string, string>, says: RegExp][] = [
    ['no variable', () => ({}), /Set either JENKINS_WAR .* or JENKINS_URL/],
    ['both', () => ({ JENKINS_WAR: 'a', JENKINS_URL: 'http://a' }), /Set either/],
    ['no file', () => ({ JENKINS_WAR: '/nowhere/jenkins.war' }), /cannot be read: ENOENT/],
    [
      'no war',
      () => ({ JENKINS_WAR: scratch('jenkins.war', '<html>') }),
      /does not begin as an archive/,
    ],
    [
      'no Java',
      () => ({ JENKINS_WAR: scratch('jenkins.war', 'PK'), JAVA_HOME: '/nowhere' }),
      /No Java: .*\/nowhere\/bin\/java -version.* does not run/,
    ],
    ['no URL', () => ({ JENKINS_URL: 'jenkins' }), /JENKINS_URL is .jenkins., which is no URL/],
    ['a proxy in between', () => ({ JENKINS_URL: 'https://a/' }), /has to begin with http:\/\//],
    [
      'another path',
      () => ({ JENKINS_URL: 'http://a/ci/' }),
      /recorded at the root and under \/jenkins/,
    ],
    [
      'no account',
      () => ({ JENKINS_URL: 'http://127.0.0.1:1/' }),
      /JENKINS_USER and JENKINS_TOKEN/,
    ],
    [
      'nobody there',
      () => ({ JENKINS_URL: 'http://127.0.0.1:1/', ...account }),
      /Nothing answers at http:\/\/127\.0\.0\.1:1/,
    ],
  ];
  for (const [name, variables, says] of cases) {
    test(name, async () => {
      const { exit, text } = await run(variables());
      expect(text).toMatch(says);
      expect(exit).toBe(2);
    });
  }

  test('a wrong token, a missing job, a Jenkins URL without https', async () => {
    const double = await startDouble({ listen: { host: '127.0.0.1', port: 0 }, agentPort: null });
    const named = { JENKINS_URL: `http://127.0.0.1:${double.port}/`, JENKINS_USER: admin.name };
    try {
      const refused = await run({ ...named, JENKINS_TOKEN: 'wrong' });
      expect(refused.text).toMatch(/answers 401/);
      const right = { ...named, JENKINS_TOKEN: admin.apiToken };
      expect((await run(right)).text).toMatch(/no job .hello./);
      expect((await run({ ...right, JENKINS_JOB: 'demo' })).text).toMatch(/has to be https:\/\//);
    } finally {
      await double.close();
    }
  });
});

test('a Jenkins that runs is compared, and what differs is named', async () => {
  // 135 requests, some of which wait for the end of an idle connection: half a minute on a machine
  // with nothing else to do, more than one where the real servers run as well.
  test.setTimeout(180_000);
  const double = await startDouble({
    listen: { host: '127.0.0.1', port: 0 },
    agentPort: null,
    // Not the URL of the examples: the real servers are run by the tests of the lab.
    jenkinsUrl: 'https://ci.example.org/',
  });
  try {
    const { exit, text } = await run({
      JENKINS_URL: `http://127.0.0.1:${double.port}/`,
      JENKINS_USER: admin.name,
      JENKINS_TOKEN: admin.apiToken,
      JENKINS_JOB: 'demo',
    });
    expect(text).toContain('Jenkins 2.568.2, at-root: 133 of 135 answers alike');
    expect(text).toMatch(/path plus\n +status: recorded 404, came 200/);
    expect(text).toContain('Commands of the pages that find fault with it: 0');
    expect(text).toMatch(
      /Not run: the examples in front: the Jenkins URL is https:\/\/ci\.example\.org/,
    );
    expect(text).toContain('2 differences; the record is test-results/jenkins.json');
    expect(exit).toBe(1);
  } finally {
    await double.close();
  }
});

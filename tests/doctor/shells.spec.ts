import { spawnSync } from 'node:child_process';
import { expect, test } from 'playwright/test';
import { compareVersions } from '../../core/conf/version.ts';
import { doctorScript, doctorSource, labSite } from '#doctor';
import { admin, startDouble } from '../double/index.ts';
import { curlOptions, forbidden, oldestCurl } from './constructs.ts';
import { runDoctor, shells } from './run-doctor.ts';

/** The code: no comments, whose words may be anything. */
const code = doctorSource().replaceAll(/^\s*#.*$/gm, '');

test('the script has nothing that macOS or BusyBox lack, as far as expressions tell', () => {
  for (const { what, why, sample } of forbidden) {
    expect(sample, `the expression of “${why}” finds its sample`).toMatch(what);
    const lines = code.split('\n').filter((line) => what.test(line));
    expect(lines, why).toEqual([]);
  }
});

test('the script that is published has no tab or control character but in its own code', () => {
  const words = doctorScript(labSite).slice(doctorScript(labSite).indexOf('title() {'));
  expect(words).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f]/);
});

test('every option of curl is known to the curl of macOS 10.15', () => {
  // The words of each command or function that end as those of curl do.
  const calls =
    code.replaceAll('\\\n', ' ').match(/^.*\b(?:curl|ask|stay|upgrade|insecure)\b.*$/gm) ?? [];
  const options = new Set(
    calls
      .flatMap((line) =>
        line.slice(line.search(/\b(?:curl|ask|stay|upgrade|insecure)\b/)).split(/\s+/),
      )
      .flatMap((word) => {
        const bare = word.replaceAll(/^\w+=|^["']|["'}]+$/g, '');
        if (/^--[a-z][a-z0-9.-]+$/.test(bare)) return [bare];
        // `-sS` are two; a `-` alone is standard input.
        return /^-[a-zA-Z0-9]{1,3}$/.test(bare) ? [...bare.slice(1)].map((one) => `-${one}`) : [];
      }),
  );
  // Words of `[`, `grep`, `head` and `sed` on the same lines.
  const ofOthers = new Set(['-z', '-n', '-q', '-f', '-l', '-t', '-a', '-r', '-u']);
  const unknown = [...options].filter((one) => !(one in curlOptions) && !ofOthers.has(one));
  expect(unknown).toEqual([]);
  const tooNew = Object.entries(curlOptions).filter(
    ([, version]) => compareVersions(version, oldestCurl) > 0,
  );
  expect(tooNew).toEqual([]);
  const unused = Object.keys(curlOptions).filter((one) => !options.has(one));
  expect(unused).toEqual([]);
});

/** What a Jenkins without any proxy does not keep: it believes every header and knows no name. */
const brokenWithoutProxy: readonly string[] = [
  'bad-forwarded-values',
  'forged-forwarded',
  'forged-proxy-auth-cert',
  'forged-proxy-ssl-id',
  'forged-x-forwarded-for',
  'forged-x-forwarded-host',
  'forged-x-forwarded-port',
  'forged-x-forwarded-proto',
  'forged-x-forwarded-server',
  'forged-x-proxied-https',
  'identity-headers',
  'other-host',
  'path-whole-segment',
];

test.describe('every shell comes to the same', () => {
  // The script stops asking after 27 s, which a loaded machine may need for less.
  test.describe.configure({ mode: 'parallel', retries: 2 });

  for (const shell of shells) {
    test(`${shell.join(' ')} examines a Jenkins as dash does`, async () => {
      const [command = ''] = shell;
      const { status } = spawnSync('sh', ['-c', `command -v ${command}`]);
      test.skip(status !== 0, `${command} is not installed.`);
      const double = await startDouble({
        contextPath: '/jenkins',
        listen: { host: '127.0.0.1', port: 0 },
        agentPort: null,
      });
      try {
        const url = `http://127.0.0.1:${double.port}/jenkins/`;
        double.configure({ jenkinsUrl: url });
        const account = { JENKINS_USER_ID: admin.name, JENKINS_API_TOKEN: admin.apiToken };
        const [asJson, inFrench] = await Promise.all([
          runDoctor(['--json', url], account, shell),
          runDoctor(['--lang', 'fr', url], {}, shell),
        ]);
        expect(asJson.stderr + inFrench.stderr).toBe('');
        const { kept, broken, notSeen } = JSON.parse(asJson.stdout) as {
          readonly kept: readonly string[];
          readonly broken: readonly { readonly rule: string }[];
          readonly notSeen: readonly object[];
        };
        // What waits for seconds is held against real servers alone (`tests/run/doctor.spec.ts`).
        expect(
          broken
            .map(({ rule }) => rule)
            .filter((rule) => !rule.startsWith('http-cli'))
            .sort(),
        ).toEqual(brokenWithoutProxy);
        expect(kept).toEqual(
          expect.arrayContaining(['query-string', 'crumb-accepted', 'uri-encoding']),
        );
        expect(kept.length + broken.length + notSeen.length).toBeGreaterThan(100);
        const french = Buffer.from(inFrench.stdout, 'latin1').toString('utf8');
        expect(french).toMatch(/\nÀ regarder d’abord|\nÀ faire d’abord/);
      } finally {
        await double.close();
      }
    });
  }
});

import { expect, test } from 'playwright/test';
import { findBreak } from '#symptoms';
import { isForVersion, toText, type Example } from '#conf';
import { examples } from '#examples';
import { servers, type ServerId } from '#servers';
import { sampleSettings, type Settings, type Shape } from '#settings';
import { drawSettings, randomSource } from '../drawn/settings.ts';
import { breakJob } from './break-job.ts';
import { personalJob } from './example-job.ts';
import { matchesOutput } from './expected-output.ts';
import type { Job } from '../lab/job.ts';
import { runPhases } from '../lab/run.ts';
import { drivers } from '../servers/index.ts';
import { installedVersion } from '../servers/installed-version.ts';

const draws = 3;

/** Characters of a host name, up to which nginx needs no more room than it takes by itself. */
const longestName = 46;

/** What the page on nginx says of longer ones. */
const longNames = {
  install: '/etc/nginx/conf.d/long-names.conf',
  mode: '644',
  text: 'server_names_hash_bucket_size 128;\n',
} as const;

/** The job of a reader with such values. */
const jobWith = (example: Example, shape: Shape, settings: Settings): Job => {
  const job = personalJob(example, shape, settings);
  const isLong = example.server === 'nginx' && settings.host.length > longestName;
  return isLong ? { ...job, files: [...job.files, longNames] } : job;
};

for (const [index, example] of examples
  .filter(({ server }) => servers[server as ServerId].evidence === 'run')
  .filter((example) => {
    const hasPackage = servers[example.server as ServerId].packages.length > 0;
    const version = hasPackage ? installedVersion(example.server) : null;
    return version === null || isForVersion(example, version);
  })
  .entries()) {
  test(`${example.id} passes the syntax check with any URL, and serves Jenkins at one`, async () => {
    const why = drivers[example.server]?.notMade?.() ?? null;
    test.skip(why !== null, why ?? '');
    const random = randomSource(index + 1);
    const drawn = example.shapes.flatMap((shape) =>
      Array.from({ length: draws }, () => ({
        shape,
        settings: drawSettings(random, shape, example.ports?.only),
      })),
    );
    const sample = drawn.at(-1);
    if (sample === undefined) throw new Error(`${example.id} has no shape.`);
    const jobs = drawn.map(({ shape, settings }) => ({
      ...jobWith(example, shape, settings),
      syntaxOnly: true,
    }));
    const [client] = Object.keys(drivers[example.server]?.clients ?? {});
    const served: Job = {
      ...(client === undefined ? {} : { client }),
      ...jobWith(example, sample.shape, sample.settings),
      checks: ['login-page', 'root-url', 'reverse-proxy-check', 'websocket-cli'],
    };
    const results = await runPhases([...jobs, served]);
    results.slice(0, -1).forEach(({ failure }, draw) => {
      expect(failure ?? '', JSON.stringify(drawn[draw])).toBe('');
    });
    const last = results.at(-1);
    expect(last?.failure ?? '', JSON.stringify(sample)).toBe('');
    expect(last?.outcomes.filter(({ result }) => result !== 'passed')).toEqual([]);
  });
}

/** The documented ways to pass the agents' port on, and the command that shows it. */
const forwarding = ['haproxy/agent-port-not-forwarded', 'haproxy/contract/agent-port-as-http'];

test("HAProxy passes any port of agents on, and the page's command shows it", async () => {
  const random = randomSource(50_000);
  const runs = forwarding.map((id) => {
    const found = findBreak(id);
    // HAProxy listens by the name of the URL here, and the lab resolves the sample name only.
    const { host } = sampleSettings(found.shape);
    return { ...found, settings: { ...drawSettings(random, found.shape), host } };
  });
  const results = await runPhases(runs.map((broken) => breakJob(broken, true)));
  expect(results).toHaveLength(runs.length);
  for (const [index, { settings, tell, fails = [] }] of runs.entries()) {
    const result = results[index];
    expect(result?.failure ?? '', JSON.stringify(settings)).toBe('');
    expect(result?.outcomes.map(({ id, result: outcome }) => [id, outcome])).toEqual(
      fails.map((id) => [id, 'passed']),
    );
    if (tell === undefined) continue;
    const wanted = toText(tell.fixed, settings, 'en');
    expect(wanted).toContain(`port ${String(settings.agentPort)}: 200`);
    matchesOutput(result?.commands[0]?.stdout ?? '', wanted);
  }
});

test('nginx takes a name of 46 characters by itself, and a longer one with the line of its page', async () => {
  const [example] = examples.filter(
    (one) => one.server === 'nginx' && isForVersion(one, installedVersion('nginx') ?? '0'),
  );
  if (example === undefined) throw new Error('No example for this nginx.');
  const named = (length: number): Settings => ({
    ...sampleSettings('https-host'),
    host: `${'n'.repeat(length - '.example.com'.length)}.example.com`,
  });
  const syntaxOf = (settings: Settings): Job => ({
    ...personalJob(example, 'https-host', settings),
    syntaxOnly: true,
  });
  const long = syntaxOf(named(longestName + 1));
  const results = await runPhases([
    syntaxOf(named(longestName)),
    long,
    { ...long, files: [...long.files, longNames] },
  ]);
  expect(
    results.map(({ failure }) => failure?.includes('server_names_hash_bucket_size') ?? false),
  ).toEqual([false, true, false]);
  expect(results[2]?.failure ?? '').toBe('');
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { appliesTo, checkIds, rules, type CheckId } from '#contract';
import { formOf, publicUrl, sampleSettings, type Shape } from '#settings';
import { serveControl } from '../double/control.ts';
import { startDouble } from '../double/index.ts';
import { connectDouble } from '../double/remote.ts';
import { makeCertificates, type Certificates } from '../wire/certificates.ts';
import { faults, type Fault } from './faults.ts';
import { runContract, type Outcome, type Subject } from './index.ts';
import { hasIpv6, startReferenceProxy } from './reference-proxy.ts';

/** Slow rules that wait for a limit in time: a second and a half stands for half a minute or more. */
const hastened: readonly CheckId[] = [
  'idle-upstream-connections',
  'idle-connection-race',
  'unfinished-head',
];

const folder = mkdtempSync(join(tmpdir(), 'contract-'));
let made: Certificates | undefined;
const certificates = (): Certificates =>
  (made ??= makeCertificates(folder, [sampleSettings('https-host').host]));

test.afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Holds the reference proxy, in front of a double, against some rules. */
const hold = async (
  shape: Shape,
  ids: readonly CheckId[],
  fault: Omit<Fault, 'says'> = {},
): Promise<Outcome[]> => {
  const settings = sampleSettings(shape);
  const idleTimeout = ids.some((id) => hastened.includes(id)) ? 1_500 : 30_000;
  const somewhere = { host: '127.0.0.1', port: 0 };
  const double = await startDouble({
    listen: somewhere,
    agentPort: somewhere,
    contextPath: settings.path,
    idleTimeout,
  });
  const control = await serveControl(double, somewhere);
  const certificate = settings.scheme === 'https' ? certificates() : undefined;
  const proxy = await startReferenceProxy({
    settings,
    upstreamPort: double.port,
    keptFor: idleTimeout / 2,
    ...(ids.includes('unfinished-head') ? { headTime: idleTimeout / 2 } : {}),
    ...(certificate === undefined ? {} : { certificate }),
    ...(fault.proxy === undefined ? {} : { fault: fault.proxy }),
  });
  const actual = { ...settings, port: proxy.port };
  double.configure({ jenkinsUrl: publicUrl(actual), ...fault.double });
  const subject: Subject = {
    settings: actual,
    form: formOf(shape),
    address: '127.0.0.1',
    ...(hasIpv6() ? { address6: '::1' } : {}),
    ...(proxy.plainPort === null ? {} : { plainPort: proxy.plainPort }),
    ...(double.agentPort === null ? {} : { agentPort: double.agentPort }),
    ca: certificate?.authority ?? '',
    clientAddress: '127.0.0.1',
    double: connectDouble(control.url),
    jenkinsTls: false,
    idleTimeout,
    ...(ids.includes('unfinished-head') ? { headLimit: idleTimeout } : {}),
  };
  try {
    return await runContract({ ...subject, ...fault.subject?.(subject) }, ids);
  } finally {
    await proxy.close();
    await control.close();
    await double.close();
  }
};

/** These move many megabytes or wait for streams; two shapes are enough for them. */
const lengthy: readonly CheckId[] = [
  'big-download',
  'compressed-streaming',
  'request-streaming',
  'response-streaming',
  'server-sent-events',
  'slow-clients',
  'upload-chunked',
  'upload-sized',
];

const isFast = (id: CheckId): boolean => rules[id].speed !== 'slow';

const expected = (id: CheckId, shape: Shape): Outcome['result'] =>
  appliesTo(id, formOf(shape)) && (id !== 'ipv6' || hasIpv6()) ? 'passed' : 'not-applicable';

for (const [shape, leftOut] of [
  ['http-host', []],
  ['http-path', lengthy],
  ['https-host', lengthy],
  ['https-path', []],
] as const) {
  test(`A right proxy keeps every fast rule of the contract (${shape})`, async () => {
    test.setTimeout(180_000);
    const ids = checkIds.filter(
      (id) => isFast(id) && !(leftOut as readonly CheckId[]).includes(id),
    );
    const outcomes = await hold(shape, ids);
    expect(outcomes.map(({ id, result, message }) => [id, result, message])).toEqual(
      ids.map((id) => [
        id,
        expected(id, shape),
        expected(id, shape) === 'passed' ? undefined : outcomes.find((o) => o.id === id)?.message,
      ]),
    );
  });
}

test('A right proxy closes idle connections before Jenkins does, and heads that never end', async () => {
  const outcomes = [
    ...(await hold('http-path', hastened.slice(0, 2))),
    ...(await hold('http-path', hastened.slice(2))),
  ];
  expect(outcomes).toEqual(hastened.map((id) => expect.objectContaining({ id, result: 'passed' })));
});

for (const id of checkIds) {
  test(`A proxy that breaks the rule ${id} is found out`, async () => {
    const { says, shape = 'http-path', ...fault } = faults[id];
    test.skip(id === 'ipv6' && !hasIpv6(), 'This machine has no IPv6.');
    const [outcome] = await hold(shape, [id], fault);
    expect(outcome?.result).toBe('failed');
    expect(outcome?.message).toMatch(says);
  });
}

test('Every rule has a title of its own in both languages', () => {
  for (const locale of ['fr', 'en'] as const) {
    const titles = checkIds.map((id) => rules[id].title[locale]);
    expect(new Set(titles).size).toBe(titles.length);
    for (const title of titles) expect(title).toMatch(/^\p{Lu}.*[^.]$/u);
  }
});

test('Rules that have no meaning for a shape are told apart from those that are kept', async () => {
  const outcomes = await hold('http-host', ['hsts', 'path-whole-segment', 'health']);
  expect(outcomes.map(({ id, result }) => `${id} ${result}`)).toEqual([
    'hsts not-applicable',
    'path-whole-segment not-applicable',
    'health passed',
  ]);
});

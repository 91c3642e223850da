import { expect, test } from 'playwright/test';
import { checkIds } from '#contract';
import { conf, type Example } from '#conf';
import { breakHash, exampleHash } from '#evidence';
import { findExample } from '#examples';
import { breaks, findBreak } from '#symptoms';
import { rulesCode, runModules } from '../../evidence/run-hash.ts';

const shape = 'https-host';
const nginx = findExample('nginx');

/** An example that gives something else to its run. */
const rendering = (changed: object): Example => ({
  ...nginx,
  render: (form) => ({ ...nginx.render(form), ...changed }),
});

test('the same is the same', () => {
  expect(exampleHash({ ...nginx }, shape)).toBe(exampleHash(nginx, shape));
  const broken = findBreak('nginx/host-not-passed');
  expect(breakHash({ ...broken })).toBe(breakHash(broken));
});

for (const [what, example] of [
  ['a step', rendering({ enable: [conf`true`] })],
  ['where Jenkins listens', rendering({ upstream: conf`http://127.0.0.1:9090/` })],
  ['a value of the reader', { ...nginx, settings: { agentPort: 50_001 } }],
  [
    'a rule declared impossible',
    { ...nginx, cannot: { ipv6: { reason: { fr: '', en: '' }, source: '' } } },
  ],
] as const satisfies readonly (readonly [string, Example])[]) {
  test(`${what} undoes the badge`, () => {
    expect(exampleHash(example, shape)).not.toBe(exampleHash(nginx, shape));
  });
}

test('the reason of something impossible does not undo the badge', () => {
  const because = (en: string): Example => ({
    ...nginx,
    cannot: { ipv6: { reason: { fr: en, en }, source: 'https://nginx.org/' } },
  });
  expect(exampleHash(because('One.'), shape)).toBe(exampleHash(because('Another.'), shape));
});

test('the state of Jenkins, its cure, a preparation, a sign and a value undo “reproduced”', () => {
  const broken = findBreak('nginx/host-not-passed');
  const changed = [
    { ...broken, jenkins: { contextPath: '/other' } },
    { ...broken, jenkinsFixed: { jenkinsUrl: null } },
    { ...broken, prepare: conf`touch /etc/nginx/password` },
    { ...broken, log: 'something else' },
    { ...broken, settings: { port: 8443 } },
    { ...broken, changes: [] },
  ];
  const hashes = [broken, ...changed].map((one) => breakHash(one));
  expect(new Set(hashes).size).toBe(hashes.length);
});

test('breaks that change no line still have each their hash', () => {
  const unchanged = Object.values(breaks).filter(({ changes }) => changes.length === 0);
  expect(unchanged.length).toBeGreaterThan(1);
  expect(new Set(unchanged.map((broken) => breakHash(broken))).size).toBe(unchanged.length);
});

test('the code of the double, the lab, the client and the own driver is in the hash, no other driver', () => {
  const modules = runModules('nginx', 'tests/run/conformity.ts');
  for (const path of [
    'tests/double/index.ts',
    'tests/double/crumb.ts',
    'tests/lab/inside.ts',
    'tests/lab/phase.ts',
    'tests/lab/client.ts',
    'tests/run/conformity.ts',
    'tests/run/example-job.ts',
    'tests/servers/nginx/driver.ts',
  ]) {
    expect(modules).toContain(path);
  }
  expect(modules).not.toContain('tests/servers/apache/driver.ts');
  expect(modules.filter((path) => !path.startsWith('tests/') || path.endsWith('.spec.ts'))).toEqual(
    [],
  );
});

test('every rule has its code, and another theme another one', () => {
  for (const id of checkIds) expect(rulesCode([id])).toMatch(/^[0-9a-f]{64}$/);
  expect(rulesCode(['login-page'])).not.toBe(rulesCode(['backend-down']));
});

import { expect } from 'playwright/test';
import { breaks, breakSettings, findBreak } from '#symptoms';
import { publicUrl } from '#settings';
import { drivers } from '../servers/index.ts';
import { installedVersion } from '../servers/installed-version.ts';
import { breakJob } from './break-job.ts';
import { test } from './labs.ts';

/** Cures that let some through where others are asked for a password or refused. */
const exempting = [
  'authorization-forwarded',
  'machines-not-exempt',
  'webhook-behind-password',
  'webhook-address-refused',
];

const ids = Object.keys(breaks).filter((id) => exempting.includes(findBreak(id).cause ?? ''));

const other = 'other.example.org';

/** What a stranger would try under another name, with the password and without. */
const paths = ['', 'login', 'github-webhook/', 'cli'];

test('there are cures that exempt some requests, in four servers at least', () => {
  expect(new Set(ids.map((id) => findBreak(id).server)).size).toBeGreaterThan(3);
});

for (const id of ids) {
  test(`the cure of ${id} lets no other name in`, async ({ runPhases }) => {
    const broken = findBreak(id);
    const why = drivers[broken.server]?.notMade?.() ?? null;
    test.skip(why !== null, why ?? '');
    const settings = breakSettings(broken);
    const ask = (path: string, header: string): string =>
      `curl -s -o /dev/null -w '%{http_code} ' --user alice:secret --header 'Host: ${header}' '${publicUrl(settings)}${path}' || true`;
    const [result] = await runPhases([
      {
        ...breakJob(broken, true, installedVersion(broken.server) ?? undefined),
        checks: [],
        commands: [
          { side: 'client', run: paths.map((path) => ask(path, other)).join('\n') },
          { side: 'client', run: paths.map((path) => ask(path, settings.host)).join('\n') },
        ],
      },
    ]);
    expect(result?.failure ?? '').toBe('');
    const hosts = (result?.received ?? []).flatMap(({ headers }) =>
      headers.filter(([name]) => name.toLowerCase() === 'host').map(([, value]) => value),
    );
    const answers = result?.commands.map(({ stdout }) => stdout.trim()).join(' / ');
    expect(
      hosts.filter((host) => host.includes(other)),
      answers,
    ).toEqual([]);
    expect(hosts, answers).not.toEqual([]);
  });
}

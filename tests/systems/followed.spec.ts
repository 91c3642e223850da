import { mkdtempSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { expect, test } from 'playwright/test';
import { exampleSettings, type Example } from '#conf';
import { followedHash, givenBy, isAsked, lacksFollowed, leaveFragment, today } from '#evidence';
import { examples, findExample } from '#examples';
import { servers, type ServerId } from '#servers';
import { defaultShape, sampleSettings, type Shape } from '#settings';
import { addresses } from '../lab/network.ts';
import { makeCertificates } from '../wire/certificates.ts';
import { blocksOf } from './built-page.ts';
import {
  answersOf,
  commandsOf,
  concerns,
  filesOf,
  followOn,
  putCertificate,
  untilJenkinsAnswers,
  type Command,
} from './follow.ts';
import { followedRoot } from './followed-root.ts';
import { bootMachine } from './machine.ts';
import { suites, systemOf, type Suite } from './root.ts';
import { followedServers, followedSuites, walksOf, type Walk } from './walks.ts';

/**
 * Follows the built pages to the letter on whole systems of Debian that systemd has booted: what
 * the page says to type there, in its order, as printed; then a restart, a Jenkins that is late, the
 * package installed anew, and the way back.
 */

const readRelease = (root: string): string =>
  /^VERSION_ID="(\d+)/m.exec(readFileSync(join(root, 'etc/os-release'), 'utf8'))?.[1] ?? '';

const begin = async (page: ServerId, suite: Suite, walk: Walk) => {
  const root = followedRoot(suite);
  expect(`Debian ${readRelease(root)}`, 'the system is what its name says').toBe(suites[suite]);
  const { example, shape } = walk;
  const settings = exampleSettings(example, shape);
  const behind = example.id.endsWith('/second-hop');
  const folder = mkdtempSync(join(tmpdir(), 'jenkins-proxy-pem-'));
  const pem = makeCertificates(folder, [settings.host]);
  const machine = await bootMachine(root, pem, behind ? addresses.outerHop : addresses.server);
  if (behind) {
    const script = join(import.meta.dirname, 'outer-hop.ts');
    const hop = machine.startElsewhere(process.execPath, script, JSON.stringify({ settings, pem }));
    if (hop.stdout !== null) await once(hop.stdout, 'data');
  }
  const follower = followOn(machine, settings);
  const blocks = blocksOf('en', page, settings);
  const section = (id: string, subsection: string | null = null) =>
    commandsOf(blocks, settings, id, subsection);
  const check = async (when: string): Promise<void> => {
    const known = follower.differences().length;
    await follower.type(section('check'), ['elsewhere']);
    if (follower.differences().length > known) follower.note(`— the above was ${when}`);
  };
  /** After a restart of the machine everything answers as before, and no service has failed. */
  const restart = async (): Promise<void> => {
    await machine.restart();
    await untilJenkinsAnswers(machine, 60);
    await check('after a restart of the machine');
    const { shown } = await machine.type('root', 'systemctl --failed --plain --no-legend');
    if (shown.trim() !== '') follower.note(`Failed after a restart:\n${shown}`);
  };
  putCertificate(machine, settings, pem);
  return { machine, follower, blocks, section, settings, check, restart };
};

type Begun = Awaited<ReturnType<typeof begin>>;

/** A service that was just started may need a moment to listen. */
const settle = async ({ machine }: Begun): Promise<void> => {
  await machine.type('root', 'systemctl is-system-running --wait || true; sleep 2', 60);
};

/** Follows the page up to its section “Check that it works”, and that as well. */
const arrive = async (begun: Begun, walk: Walk) => {
  const { follower, blocks, section, machine, check } = begun;
  const before = await answersOf(machine);
  const [install, ...rest] = section('install');
  if (install === undefined) throw new Error('The page has no command to install it on Debian.');
  if (walk.kind !== 'no-redirection') await follower.type([install]);
  await settle(begun);
  const installed = await answersOf(machine);
  if (walk.kind === 'file') {
    const files = filesOf(blocks, walk.example.id, walk.shape);
    expect(files, 'the page shows the file').not.toEqual([]);
    follower.save(files);
    await follower.type(rest);
    if (walk.subsection !== null) await follower.type(section('variants', walk.subsection));
    await follower.type(section('validate'));
  }
  await follower.type(section('jenkins'));
  if (walk.kind !== 'file') await follower.type(section('variants', walk.subsection));
  await follower.enterJenkinsUrl();
  await check('the first time');
  const sits = section('check').filter(({ id }) => id !== 'check/port-closed');
  await follower.type(sits, ['machine']);
  return { before, installed };
};

/** Jenkins is two minutes late, and somebody asks for it meanwhile. */
const late = async ({ machine, follower }: Begun): Promise<void> => {
  const url = 'https://jenkins.example.com/login';
  machine.put('/var/lib/jenkins/start-delay', '120', { owner: 'jenkins' });
  await machine.restart(true);
  let waiting = true;
  const asking = (async () => {
    while (waiting) {
      await machine.type('elsewhere', `curl -sk -m 5 -o /dev/null ${url} || true`);
      await after(4000);
    }
  })();
  await untilJenkinsAnswers(machine, 240);
  waiting = false;
  // What waits for Jenkins comes up after it.
  await machine.type('root', 'systemctl is-system-running --wait || true', 60);
  const asked = `curl -sS -o /dev/null -w '%{http_code}' ${url}`;
  const { shown } = await machine.type('elsewhere', asked);
  if (shown !== '200') follower.note(`The first request to a Jenkins that was late: ${shown}`);
  await asking;
  machine.put('/var/lib/jenkins/start-delay', '0', { owner: 'jenkins' });
};

/** Installs all packages of the server anew: dpkg runs what it runs at an upgrade. */
const renew = async (begun: Begun, page: ServerId): Promise<void> => {
  const { machine, follower, check } = begun;
  const { exit, shown } = await machine.type(
    'root',
    `DEBIAN_FRONTEND=noninteractive apt-get install --reinstall ${servers[page].packages.join(' ')}`,
  );
  if (exit !== 0) follower.note(`The packages could not be installed anew:\n${shown}`);
  await settle(begun);
  await check('after the package was installed anew');
};

/** Undoes what the page did: first the settings, then the package. */
const undo = async (
  begun: Begun,
  { before, installed }: { readonly before: string; readonly installed: string },
): Promise<void> => {
  const { machine, follower, section } = begun;
  const commands = section('undo');
  if (commands.length === 0) follower.note('The page does not say how to undo what it did.');
  await follower.type(commands.slice(0, -1));
  await settle(begun);
  const back = await answersOf(machine);
  if (back !== installed) follower.note(`Undone, it answers\n${back}in place of\n${installed}`);
  await follower.type(commands.slice(-1));
  const gone = await answersOf(machine);
  if (gone !== before) follower.note(`Removed, it answers\n${gone}in place of\n${before}`);
};

/** Sections of “Variants” that have commands and no file of their own, to be typed on the way. */
const besides = ({ blocks, settings }: Begun, page: ServerId): Command[] =>
  blocks.filter(
    (block): block is Command =>
      block.kind === 'command' &&
      block.section === 'variants' &&
      page !== 'iptables' &&
      concerns(block, settings) &&
      !blocks.some((file) => file.kind === 'file' && file.subsection === block.subsection),
  );

for (const suite of followedSuites) {
  for (const page of followedServers) {
    if (!isAsked(() => lacksFollowed(page, suites[suite]))) continue;
    for (const walk of walksOf(page, suite)) {
      test(`${page} on ${suites[suite]}: ${walk.name}`, async () => {
        const hash = followedHash(page);
        const begun = await begin(page, suite, walk);
        const { machine, follower, restart, check } = begun;
        try {
          const answers = await arrive(begun, walk);
          await restart();
          if (walk.isMain) {
            await late(begun);
            await renew(begun, page);
            const more = besides(begun, page);
            await follower.type(more);
            if (more.length > 0) await check('after the variants');
            await undo(begun, answers);
          }
          expect(follower.differences().join('\n\n')).toBe('');
          leaveFragment(
            'followed',
            `${page}/${suite}/${walk.name}`,
            {
              page,
              hash,
              date: today(),
              system: suites[suite],
              walk: walk.name,
              commands: follower.typed(),
            },
            systemOf(suite),
          );
        } finally {
          await machine.end();
        }
      });
    }
  }
}

for (const page of followedServers) {
  test(`${page}: the built page gives what its text says, in both languages`, () => {
    const settings = sampleSettings(defaultShape);
    const commandsGiven = givenBy(page).flatMap((given) =>
      'command' in given ? [{ id: given.command, text: given.text, output: given.output }] : [],
    );
    for (const locale of ['en', 'fr'] as const) {
      const built = blocksOf(locale, page, settings).flatMap((block) =>
        block.kind === 'command' &&
        (concerns(block, { ...settings, scheme: 'https' }) ||
          concerns(block, { ...settings, scheme: 'http' }))
          ? [{ id: block.id, text: block.text, output: block.output ?? '' }]
          : [],
      );
      expect(built).toEqual(commandsGiven);
    }
  });
}

test('each example of a followed server is followed', () => {
  const walked = followedServers.flatMap((page) =>
    followedSuites.flatMap((suite) => walksOf(page, suite).map(({ example }) => example.id)),
  );
  const shown = examples
    .filter(({ server }) => followedServers.some((page) => page === server))
    .map(({ id }: Example) => id);
  expect(new Set(walked)).toEqual(new Set(shown));
  expect(findExample('nginx').shapes satisfies readonly Shape[]).toContain(defaultShape);
});

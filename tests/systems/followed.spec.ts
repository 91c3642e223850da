import { setTimeout as after } from 'node:timers/promises';
import { expect, test } from 'playwright/test';
import type { Example } from '#conf';
import { followedHash, givenBy, isAsked, lacksFollowed, leaveFragment, today } from '#evidence';
import { examples, findExample } from '#examples';
import { servers, type ServerId } from '#servers';
import { defaultShape, sampleSettings, type Shape } from '#settings';
import { arrive, begin, settle, type Begun } from './begin.ts';
import { blocksOf } from './built-page.ts';
import { answersOf, concerns, isForDebian, untilJenkinsAnswers, type Command } from './follow.ts';
import { suites, systemOf } from './root.ts';
import { followedServers, followedSuites, walksOf, type Walk } from './walks.ts';

/**
 * Follows the built pages to the letter on whole systems of Debian that systemd has booted: what
 * the page says to type there, in its order, as printed; then a restart, a Jenkins that is late, the
 * package installed anew, and the way back.
 */

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
  // What waits for Jenkins comes up after it. lighttpd asks again after a second at the earliest.
  await machine.type('root', 'systemctl is-system-running --wait || true; sleep 2', 60);
  const asked = `curl -sS -o /dev/null -w '%{http_code}' ${url}`;
  const { shown } = await machine.type('elsewhere', asked);
  if (shown !== '200') follower.note(`The first request to a Jenkins that was late: ${shown}`);
  await asking;
  machine.put('/var/lib/jenkins/start-delay', '0', { owner: 'jenkins' });
};

/**
 * Installs the server anew: all its packages, whose scripts dpkg runs as at an upgrade, or the program
 * where its makers have no package, as the page does.
 */
const renew = async (begun: Begun, page: ServerId): Promise<void> => {
  const { machine, follower, section, check } = begun;
  const program = section('install').filter(({ id }) => id.endsWith('/install-binary'));
  if (program.length > 0) {
    await follower.type([
      ...program,
      ...section('validate').filter(({ id }) => id === `${page}/reload`),
    ]);
  } else {
    const packages = servers[page].packages.length === 0 ? [page] : servers[page].packages;
    const { exit, shown } = await machine.type(
      'root',
      `DEBIAN_FRONTEND=noninteractive apt-get install --reinstall ${packages.join(' ')}`,
    );
    if (exit !== 0) follower.note(`The packages could not be installed anew:\n${shown}`);
  }
  await settle(begun);
  await check('after the package was installed anew');
};

const isJenkins = ({ id }: Command): boolean => id === 'jenkins/undo';

/**
 * Undoes what the page did in the reverse order: the files, then what Jenkins was told before they were
 * there, then the package.
 */
const undo = async (
  begun: Begun,
  { before, installed }: { readonly before: string; readonly installed: string },
): Promise<void> => {
  const { machine, follower, section } = begun;
  const commands = section('undo');
  if (commands.length === 0) follower.note('The page does not say how to undo what it did.');
  const first = section('listen').length === 0 ? -1 : commands.findIndex(isJenkins);
  await follower.type(commands.slice(0, first));
  await settle(begun);
  const back = await answersOf(machine);
  if (back !== installed) follower.note(`Undone, it answers\n${back}in place of\n${installed}`);
  await follower.type(commands.slice(first));
  const gone = await answersOf(machine);
  if (gone !== before) follower.note(`Removed, it answers\n${gone}in place of\n${before}`);
};

/** Types what leads back from a variant with a way of its own; nothing of it must stay. */
const leadBack = async ({ machine, follower, section }: Begun, walk: Walk): Promise<void> => {
  await follower.type(section('variants', walk.subsection).slice(-1));
  await machine.restart();
  const { shown } = await machine.type('root', 'nft list tables');
  if (shown.trim() !== '') follower.note(`Undone, these tables are left:\n${shown}`);
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
          if (walk.kind === 'own-way') await leadBack(begun, walk);
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
        block.kind === 'command' && isForDebian(block)
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

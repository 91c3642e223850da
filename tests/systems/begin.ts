import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import { exampleSettings } from '#conf';
import type { ServerId } from '#servers';
import type { Settings } from '#settings';
import { addresses } from '../lab/network.ts';
import { authenticateName, providerName } from '../servers/pomerium/provider.ts';
import { makeCertificates } from '../wire/certificates.ts';
import { blocksOf } from './built-page.ts';
import {
  answersOf,
  commandsOf,
  filesOf,
  followOn,
  putCertificate,
  untilJenkinsAnswers,
} from './follow.ts';
import { followedRoot } from './followed-root.ts';
import { bootMachine, type Surroundings } from './machine.ts';
import { givenByMakers, type Given } from './makers/index.ts';
import { pomeriumRepository, repositoryInside } from './pomerium/repository.ts';
import { suites, type Suite } from './root.ts';
import type { Walk } from './walks.ts';

const readRelease = (root: string): string =>
  /^VERSION_ID="(\d+)/m.exec(readFileSync(join(root, 'etc/os-release'), 'utf8'))?.[1] ?? '';

/**
 * What a page takes for granted beside Jenkins: the makers from whom it fetches a program, and for
 * Pomerium names and a provider as well.
 */
const surroundings = (page: ServerId, settings: Settings, given: Given): Surroundings => ({
  names: {
    ...(page === 'pomerium' && {
      [authenticateName(settings)]: addresses.server,
      [providerName(settings)]: addresses.companion,
      'dl.cloudsmith.io': addresses.outerHop,
    }),
    ...Object.fromEntries(
      Object.keys(given).map((url) => [new URL(url).hostname, addresses.companion]),
    ),
  },
  folders: page === 'pomerium' ? { [pomeriumRepository()]: repositoryInside } : {},
});

/** Boots a fresh system for a walk, with the certificate where the page says that it must be. */
export const begin = async (page: ServerId, suite: Suite, walk: Walk) => {
  const root = followedRoot(suite);
  expect(`Debian ${readRelease(root)}`, 'the system is what its name says').toBe(suites[suite]);
  const { example, shape } = walk;
  const settings = exampleSettings(example, shape);
  const behind = example.id.endsWith('/second-hop');
  const folder = mkdtempSync(join(tmpdir(), 'jenkins-proxy-pem-'));
  const given = givenByMakers(page, root);
  const around = surroundings(page, settings, given);
  const pem = makeCertificates(folder, [settings.host, ...Object.keys(around.names)]);
  const publicAddress = behind ? addresses.outerHop : addresses.server;
  const machine = await bootMachine(root, pem, publicAddress, around);
  const others = [
    ...(behind ? ['outer-hop.ts'] : []),
    ...(page === 'pomerium' ? ['pomerium/around.ts'] : []),
    ...(Object.keys(given).length === 0 ? [] : ['makers/serve.ts']),
  ];
  for (const other of others) {
    const script = join(import.meta.dirname, other);
    const run = machine.startElsewhere(
      process.execPath,
      script,
      JSON.stringify({ settings, pem, given }),
    );
    if (run.stdout !== null) await once(run.stdout, 'data');
  }
  const follower = followOn(machine, settings);
  const blocks = blocksOf('en', page, settings);
  const section = (id: string, subsection: string | null = null) =>
    commandsOf(blocks, settings, id, subsection).filter(
      (command) => !walk.leavesOut.includes(command.id),
    );
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
    // Units of systemd itself that fail under load, upon an overlay, are no concern of a page.
    const { shown } = await machine.type(
      'root',
      `systemctl --failed --plain --no-legend | grep -v '^systemd-' || true`,
    );
    if (shown.trim() !== '') follower.note(`Failed after a restart:\n${shown}`);
  };
  putCertificate(machine, settings, pem);
  return { machine, follower, blocks, section, settings, check, restart };
};

export type Begun = Awaited<ReturnType<typeof begin>>;

/** A service that was just started may need a moment to listen. */
export const settle = async ({ machine }: Begun): Promise<void> => {
  await machine.type('root', 'systemctl is-system-running --wait || true; sleep 2', 60);
};

/** Follows the page up to its section “Check that it works”, and that as well. */
export const arrive = async (begun: Begun, walk: Walk) => {
  const { follower, blocks, section, machine, check } = begun;
  const before = await answersOf(machine);
  // Before the proxy goes live, Jenkins is closed to others.
  await follower.type(section('listen'));
  const [install, ...rest] = section('install');
  if (install === undefined) throw new Error('The page has no command to install it on Debian.');
  if (walk.kind === 'file' || walk.kind === 'add-to-rules') await follower.type([install]);
  await settle(begun);
  const installed = await answersOf(machine);
  if (walk.kind === 'file' || walk.kind === 'own-way') {
    const files = filesOf(blocks, walk.example.id, walk.shape);
    expect(files, 'the page shows the file').not.toEqual([]);
    follower.save(files);
  }
  if (walk.kind === 'file') {
    await follower.type(rest);
    if (walk.subsection !== null) await follower.type(section('variants', walk.subsection));
    await follower.type(section('validate'));
  }
  if (walk.kind === 'own-way') {
    await follower.type(section('variants', walk.subsection).slice(0, -1));
  }
  await follower.type(section('jenkins'));
  if (walk.kind !== 'file' && walk.kind !== 'own-way')
    await follower.type(section('variants', walk.subsection));
  await follower.enterJenkinsUrl();
  // Nobody types as fast as a server reloads.
  await settle(begun);
  await check('the first time');
  const sits = section('check').filter(({ id }) => id !== 'check/port-closed');
  await follower.type(sits, ['machine']);
  return { before, installed };
};

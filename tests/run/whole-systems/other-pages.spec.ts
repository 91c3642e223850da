import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { isBefore, toText } from '#conf';
import { findCommand } from '#commands';
import { servers, type ServerId } from '#servers';
import { publicUrl } from '#settings';
import {
  breaks,
  breakSettings,
  causes,
  serversOf,
  symptomIds,
  type Break,
  type SymptomId,
} from '#symptoms';
import { defaults, type Behaviour } from '../../double/options.ts';
import { arrive, begin, type Begun } from '../../systems/begin.ts';
import { blocksOf } from '../../systems/built-page.ts';
import { concerns, type Command } from '../../systems/follow.ts';
import { differenceFrom } from '../../systems/printed.ts';
import { suites, type Suite } from '../../systems/root.ts';
import { followedServers, followedSuites, versionOf, walksOf } from '../../systems/walks.ts';
import { breakJob } from '../break-job.ts';
import { breaksInOrder } from '../waiting-breaks.ts';

/**
 * What the pages of symptoms and concepts tell to type, on a system where the page of a server was
 * followed to its end: in order first, where each command shows what its page shows; then with the
 * wrong lines that a page names in the place of the right ones, where the command tells the cause
 * and the log that the server's page names has the line; and cured again.
 */

const pagesIn = (folder: string): string[] =>
  readdirSync(join('content/docs/en', folder)).map((name) =>
    join(folder, name.replace(/(?:index)?\.mdx$/, '')).replace(/\/$/, ''),
  );

/** It leads to the page of a server, and is followed before it (`tests/systems/certificate.spec.ts`). */
const before = 'concepts/certificate';

/** Such as `troubleshooting/upload-413` and, for its index, `troubleshooting`. */
const pages = [...pagesIn('concepts'), ...pagesIn('troubleshooting')].filter(
  (page) => page !== before,
);

const slugOf = (page: string): SymptomId | undefined =>
  symptomIds.find((id) => page === `troubleshooting/${id}`);

/** A redirection of ports leads to Jenkins itself: only what is about ports is about it. */
const concernsServer = (page: string, server: ServerId): boolean => {
  if (server !== 'iptables') return true;
  const slug = slugOf(page);
  return slug !== undefined && serversOf(slug).includes(server);
};

/** The commands of a page for Debian, as it prints them. */
const commandsOn = (page: string, { settings }: Begun): Command[] =>
  blocksOf('en', page, settings).filter(
    (block): block is Command => block.kind === 'command' && concerns(block, settings),
  );

const change = (command: Command): boolean => /(?:^|[( ])sudo /m.test(command.text);

/** Types what every page tells: first what changes the machine, then the others side by side. */
const typeHealthy = async (begun: Begun, server: ServerId): Promise<void> => {
  const { follower } = begun;
  const given = pages
    .filter((page) => concernsServer(page, server))
    .map((page) => ({ page, commands: commandsOn(page, begun) }));
  for (const { commands } of given) await follower.type(commands.filter(change), ['elsewhere']);
  const queue = given.map(({ commands }) => commands.filter((each) => !change(each)));
  const lane = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      await follower.type(next, ['elsewhere']);
    }
  };
  await Promise.all(Array.from({ length: 4 }, lane));
};

/** Options of the double that some set-up changes, as they are in all others. */
const asUsual: Partial<Behaviour> = Object.fromEntries(
  Object.values(breaks)
    .flatMap(({ jenkins, jenkinsFixed }) => [jenkins, jenkinsFixed])
    .flatMap((state) => Object.keys(state?.options ?? {}))
    .map((name) => [name, defaults[name as keyof Behaviour]]),
);

const waiting = new Set(breaksInOrder.filter(({ mostlyWaits }) => mostlyWaits).map(({ id }) => id));

/**
 * A set-up of a server for each symptom: the first that can be typed here. Those that wait for
 * minutes, and those before a Jenkins with TLS of its own, are shown in the lab alone, and so are
 * all further ones.
 */
const brokenSetUps = (server: ServerId, version: string): (readonly [string, Break])[] => {
  const shown = new Set<string | undefined>();
  return Object.entries(breaks).filter(([id, broken]) => {
    const { cause = '', before, jenkins, tell } = broken;
    const symptom = causes[cause]?.symptom;
    if (
      broken.server !== server ||
      symptom === undefined ||
      tell === undefined ||
      jenkins?.options?.['sni'] !== undefined ||
      // The port of agents is fixed while the double runs, and no other proxy stands before this one.
      id.includes('agent-port') ||
      broken.example.endsWith('/second-hop') ||
      waiting.has(id) ||
      (before !== undefined && !isBefore(version, before)) ||
      shown.has(symptom)
    )
      return false;
    shown.add(symptom);
    return true;
  });
};

const typed = (id: string, begun: Begun): string =>
  toText(findCommand(id).run, begun.settings, 'en');

/** Puts a set-up in place as its page tells, asks as it tells, and compares. */
const show = async (
  begun: Begun,
  id: string,
  broken: Break,
  good: boolean,
  version: string,
): Promise<void> => {
  const { machine, follower } = begun;
  const when = `${id}, ${good ? 'cured' : 'broken'}`;
  const settings = breakSettings(broken);
  const job = breakJob(broken, good, version);
  if (broken.prepare !== undefined)
    await machine.type('root', toText(broken.prepare, settings, 'en'));
  for (const { install, mode, text } of job.files) machine.put(install, text, { mode });
  await machine.type('machine', typed(`${broken.server}/reload`, begun));
  const state = {
    ...asUsual,
    jenkinsUrl: publicUrl(settings),
    contextPath: settings.path,
    ...job.double,
  };
  // systemd refuses the sixth start within five minutes.
  await machine.type('root', 'systemctl reset-failed jenkins; systemctl start jenkins');
  await machine.type(
    'root',
    `curl -sS -d '${JSON.stringify(state)}' http://127.0.0.1:9080/configure; sleep 0.5`,
  );
  if (job.jenkinsStopped === true) await machine.type('root', 'systemctl stop jenkins');
  const [command] = job.commands ?? [];
  const { tell } = broken;
  if (command === undefined || tell === undefined) throw new Error(`${id} asks nothing.`);
  const seat = command.side === 'server' ? 'root' : 'elsewhere';
  const { shown } = await machine.type(seat, `set +e\n${command.run}`);
  const expected = toText(good ? tell.fixed : tell.broken, settings, 'en')
    // In the lab that port is open to the machine itself alone.
    .replace(/^(port \d+: )000, exit 7$/m, '$1200, exit 0');
  // A page shows what a command prints; curl's own words about a failure stand beside it.
  const difference = differenceFrom(expected, shown, good ? '' : 'curl: (…');
  if (difference !== null) follower.note(`${when}: ${difference}`);
  if (broken.log === undefined || good) return;
  const log = await machine.type('machine', typed(`${broken.server}/log-errors`, begun));
  if (!new RegExp(broken.log).test(log.shown)) {
    follower.note(`${when}: no line of the log has /${broken.log}/:\n${log.shown}`);
  }
};

const followWith = (suite: Suite, server: ServerId): void => {
  test(`symptoms and concepts with ${server} on ${suites[suite]}`, async () => {
    const shape = server === 'iptables' ? 'http-host' : 'https-host';
    const walk = walksOf(server, suite).find(
      (each) => each.kind === 'file' && each.subsection === null && each.shape === shape,
    );
    if (walk === undefined) throw new Error(`No way through the page on ${server}.`);
    const begun = await begin(server, suite, walk);
    const { machine, follower } = begun;
    try {
      machine.put('/var/lib/jenkins/agent-port', String(begun.settings.agentPort));
      await machine.type('root', 'systemctl restart jenkins');
      await arrive(begun, walk);
      expect(follower.differences().join('\n\n'), `the page on ${server}`).toBe('');
      await typeHealthy(begun, server);
      const version = versionOf(server, suite);
      for (const [id, broken] of brokenSetUps(server, version)) {
        await show(begun, id, broken, false, version);
        await show(begun, id, broken, true, version);
      }
      expect(follower.differences().join('\n\n')).toBe('');
    } finally {
      await machine.end();
    }
  });
};

/** Before Pomerium nothing of this can be asked without a sign-in in a browser. */
const asked = followedServers.filter((id) => servers[id].packages.length > 0);

for (const suite of followedSuites) {
  for (const server of asked) followWith(suite, server);
}

/** Their set-ups wait for minutes, or take another proxy in front, or a Jenkins with TLS. */
const onlyInTheLab: readonly SymptomId[] = [
  'agents-drop-when-idle',
  'timeout-504',
  'mixed-content',
  'events-arrive-late',
  'too-many-redirects',
  'ambiguous-uri',
  'invalid-sni',
];

test('most symptoms are asked about in a broken state here, the others in the lab', () => {
  const broken = new Set(
    asked.flatMap((server) =>
      brokenSetUps(server, versionOf(server, 'bookworm')).map(
        ([, { cause = '' }]) => causes[cause]?.symptom,
      ),
    ),
  );
  const notHere = symptomIds.filter((id) => !broken.has(id));
  expect(notHere).toEqual(onlyInTheLab);
});

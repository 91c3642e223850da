import { expect, test } from 'playwright/test';
import { isBefore, toText, type Example, type ExampleFile } from '#conf';
import { findCommand } from '#commands';
import {
  followedHash,
  givenBy,
  isAsked,
  lacksFollowed,
  leaveFragment,
  today,
  typedPages,
} from '#evidence';
import type { ServerId } from '#servers';
import { defaultShape, formOf, publicUrl, sampleSettings } from '#settings';
import { breaks, breakSettings, causes, symptomIds, type Break, type SymptomId } from '#symptoms';
import {
  guardedFiles,
  guards,
  guardShape,
  type GuardId,
} from '../../../content/servers/guards/index.ts';
import { defaults, type Behaviour } from '../../double/options.ts';
import { arrive, begin, type Begun } from '../../systems/begin.ts';
import { blocksOf } from '../../systems/built-page.ts';
import { concerns, isForDebian, type Command } from '../../systems/follow.ts';
import { differenceFrom } from '../../systems/printed.ts';
import { suites, systemOf, type Suite } from '../../systems/root.ts';
import { concernsServer, typingServers } from '../../systems/typed-pages.ts';
import { followedSuites, versionOf, walksOf } from '../../systems/walks.ts';
import { breakJob } from '../break-job.ts';
import { breaksInOrder } from '../waiting-breaks.ts';

/**
 * What the pages of symptoms and concepts tell to type, on a system where the page of a server was
 * followed to its end: in order first, where each command shows what its page shows; then with the
 * wrong lines that a page names in the place of the right ones, where the command tells the cause
 * and the log that the server's page names has the line; and cured again.
 */

const pages = typedPages();

/** Typed with a Java in the lab (`java-trust.spec.ts`): these systems have none. */
const withJava = new Set(['trust/java', 'trust/java-store']);

/** The commands of a page for Debian, as it prints them. */
const commandsOn = (page: string, { settings }: Begun): Command[] =>
  blocksOf('en', page, settings).filter(
    (block): block is Command =>
      block.kind === 'command' &&
      concerns(block, settings) &&
      findCommand(block.id).notRun !== true &&
      !withJava.has(block.id),
  );

const change = (command: Command): boolean => /(?:^|[( ])sudo /m.test(command.text);

const typed = (id: string, begun: Begun): string =>
  toText(findCommand(id).run, begun.settings, 'en');

/** Lets a server read its files again, as its page tells. */
const reload = async (begun: Begun, server: string): Promise<void> => {
  const { machine, follower } = begun;
  // systemd refuses a start soon after several others, of the server as of Jenkins. Squid gives its
  // clients half a minute to leave, for which this does not wait each time.
  await machine.type('root', 'systemctl reset-failed; pkill -INT -x squid && sleep 1');
  const { exit, shown } = await machine.type('machine', typed(`${server}/reload`, begun));
  if (exit !== 0) follower.note(`${server}/reload ended with ${exit}:\n${shown}`);
};

/** The page whose commands need its lines in the file of the server. */
const guarded = 'concepts/open-internet';

/** How many commands of each page were typed. */
type Counts = Map<string, number>;

const add = (counts: Counts, page: string, count: number): void => {
  counts.set(page, (counts.get(page) ?? 0) + count);
};

/** Types what every page tells: first what changes the machine, then the others side by side. */
const typeHealthy = async (begun: Begun, server: ServerId, counts: Counts): Promise<void> => {
  const { machine, follower } = begun;
  const given = pages
    .filter((page) => page !== guarded && concernsServer(page, server))
    .map((page) => ({ page, commands: commandsOn(page, begun) }));
  for (const { page, commands } of given) {
    // A reader restarts Jenkins for one page, not for all of them within minutes, which the limit of
    // the packaged unit forbids (`StartLimitBurst`).
    await machine.type('root', 'systemctl reset-failed jenkins || true');
    add(counts, page, await follower.type(commands.filter(change), ['elsewhere']));
  }
  const queue = given.map(({ page, commands }) => ({
    page,
    commands: commands.filter((each) => !change(each)),
  }));
  const lane = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      add(counts, next.page, await follower.type(next.commands, ['elsewhere']));
    }
  };
  await Promise.all(Array.from({ length: 4 }, lane));
};

/** What stands in the file of the server when the command is typed. */
const guardOf: Readonly<Record<string, GuardId>> = {
  'guards/with-certificate': 'client-certificates',
  'guards/sign-in-attempts': 'sign-in-limit',
};

/** Types the page on the open Internet, with its lines in the file of the server where it has them. */
const typeGuarded = async (
  begun: Begun,
  server: ServerId,
  example: Example,
  counts: Counts,
): Promise<void> => {
  if (!concernsServer(guarded, server)) return;
  const { machine, follower, settings } = begun;
  const putFiles = async (files: readonly ExampleFile[]): Promise<void> => {
    for (const { install, mode, content } of files) {
      machine.put(install, toText(content, settings, 'en'), { mode });
    }
    await reload(begun, server);
    // It may need a moment to listen, and the process before it to leave.
    await machine.type('root', 'sleep 2');
  };
  for (const command of commandsOn(guarded, begun)) {
    const id = guardOf[command.id];
    if (id === undefined) {
      add(counts, guarded, await follower.type([command]));
      continue;
    }
    const guard = guards[id][server];
    if (guard === undefined) continue;
    await putFiles(guardedFiles(example, guard));
    // The certificate lies where it was made.
    const seat = id === 'client-certificates' ? 'machine' : 'elsewhere';
    add(counts, guarded, await follower.type([command], [seat]));
  }
  await putFiles(example.render(formOf(guardShape)).files);
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
  await reload(begun, broken.server);
  const state = {
    ...asUsual,
    jenkinsUrl: publicUrl(settings),
    contextPath: settings.path,
    ...job.double,
  };
  await machine.type('root', 'systemctl start jenkins');
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
  const own = pages.filter((page) => concernsServer(page, server));
  if (!isAsked(() => own.some((page) => lacksFollowed(page, suites[suite])))) return;
  test(`symptoms and concepts with ${server} on ${suites[suite]}`, async () => {
    const shape = server === 'iptables' ? 'http-host' : 'https-host';
    const walk = walksOf(server, suite).find(
      (each) => each.kind === 'file' && each.subsection === null && each.shape === shape,
    );
    if (walk === undefined) throw new Error(`No way through the page on ${server}.`);
    // Of what is about to be typed: somebody may change it meanwhile.
    const hashes = new Map(own.map((page) => [page, followedHash(page)]));
    const counts: Counts = new Map();
    const begun = await begin(server, suite, walk);
    const { machine, follower } = begun;
    try {
      machine.put('/var/lib/jenkins/agent-port', String(begun.settings.agentPort));
      await machine.type('root', 'systemctl restart jenkins');
      await arrive(begun, walk);
      expect(follower.differences().join('\n\n'), `the page on ${server}`).toBe('');
      await typeHealthy(begun, server, counts);
      await typeGuarded(begun, server, walk.example, counts);
      const version = versionOf(server, suite);
      for (const [id, broken] of brokenSetUps(server, version)) {
        await show(begun, id, broken, false, version);
        await show(begun, id, broken, true, version);
      }
      expect(follower.differences().join('\n\n')).toBe('');
      for (const [page, hash] of hashes) {
        leaveFragment(
          'followed',
          `${page}/${suite}/${server}`,
          {
            page,
            hash,
            date: today(),
            system: suites[suite],
            walk: server,
            commands: counts.get(page) ?? 0,
          },
          systemOf(suite),
        );
      }
    } finally {
      await machine.end();
    }
  });
};

for (const suite of followedSuites) {
  for (const server of typingServers) followWith(suite, server);
}

/** Their set-ups wait for minutes, or take another proxy in front, a Jenkins with TLS, or the Internet. */
const onlyInTheLab: readonly SymptomId[] = [
  'agents-drop-when-idle',
  'timeout-504',
  'mixed-content',
  'events-arrive-late',
  'too-many-redirects',
  'ambiguous-uri',
  'invalid-sni',
  'jenkins-does-not-start',
  'waits-for-the-internet',
];

test('most symptoms are asked about in a broken state here, the others in the lab', () => {
  const broken = new Set(
    typingServers.flatMap((server) =>
      brokenSetUps(server, versionOf(server, 'bookworm')).map(
        ([, { cause = '' }]) => causes[cause]?.symptom,
      ),
    ),
  );
  const notHere = symptomIds.filter((id) => !broken.has(id));
  expect(notHere).toEqual(onlyInTheLab);
});

for (const page of pages) {
  test(`${page}: the built page gives what its text says, in both languages`, () => {
    const settings = sampleSettings(defaultShape);
    // Lines of a file that a page shows are saved, not typed.
    const given = givenBy(page).flatMap((each) =>
      'command' in each && findCommand(each.command).file === undefined ? [each.command] : [],
    );
    for (const locale of ['en', 'fr'] as const) {
      const built = blocksOf(locale, page, settings).flatMap((block) =>
        block.kind === 'command' && isForDebian(block) ? [block.id] : [],
      );
      expect(new Set(built)).toEqual(new Set(given));
    }
  });
}

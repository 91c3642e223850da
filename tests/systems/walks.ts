import { isForVersion, type Example } from '#conf';
import { versionIn } from '#evidence';
import { examples, findExample, formForVersion, olderForm } from '#examples';
import { canBeFollowed, serverIds, servers, type ServerId } from '#servers';
import { defaultShape, type Shape } from '#settings';
import { suites, systemOf, type Suite } from './root.ts';

/** One way through a page. */
export interface Walk {
  /** What a test calls it. */
  readonly name: string;
  /**
   * `file` puts a file in place; the others are ways of the page on iptables that have none, or all of
   * their commands in their own section, the last of which leads back.
   */
  readonly kind: 'file' | 'add-to-rules' | 'no-redirection' | 'own-way';
  readonly example: Example;
  readonly shape: Shape;
  /** Section of “Variants” that the way goes through. */
  readonly subsection: string | null;
  /** The way that also leads back. */
  readonly isMain: boolean;
  /** Commands of the page that install it in another way than this one. */
  readonly leavesOut: readonly string[];
}

/** All but those that no test can run. */
export const followedServers: readonly ServerId[] = serverIds.filter((id) =>
  canBeFollowed(servers[id]),
);

export const followedSuites = ['bookworm', 'trixie'] as const satisfies readonly Suite[];

/**
 * The id of the heading above an example: `nginx/other-port` stands under `other-port`. A form for
 * older versions is told with the example that it stands for.
 */
const subsectionOf = ({ id, server, before }: Example): string | null => {
  const whole = before?.newer ?? id;
  return whole === server ? null : whole.slice(server.length + 1).replaceAll('.', '-');
};

/**
 * The version of a server in a release, from its record.
 * @throws when there is none: `npm run record -- --systems` writes them.
 */
export const versionOf = (page: ServerId, suite: Suite): string => {
  // What Debian does not package is the same on each release.
  const system = servers[page].packages.length === 0 ? 'here' : systemOf(suite);
  const found = versionIn(page, system);
  if (found !== undefined) return found;
  throw new Error(`No record says which ${page} ${suites[suite]} has.`);
};

const fileWalk = (example: Example, shape: Shape, name: string, isMain = false): Walk => ({
  name,
  kind: 'file',
  example,
  shape,
  subsection: subsectionOf(example),
  isMain,
  leavesOut: [],
});

const wholeWay = 'followed, restarted, late, renewed, undone';

/** The main example, under a path, then the variants. */
const fileWalks = (
  page: ServerId,
  main: Example,
  isRight: (example: Example) => boolean,
): Walk[] => [
  fileWalk(main, defaultShape, wholeWay, true),
  fileWalk(main, 'https-path', 'under a path'),
  ...examples
    .filter((example) => example.server === page && example.id !== main.id && isRight(example))
    .map((example): Walk => ({
      ...fileWalk(example, defaultShape, example.id),
      // What is checked by a command of its own is installed and loaded by its own as well.
      kind: example.checkedBy === undefined ? 'file' : 'own-way',
    })),
];

/**
 * A server whose current version comes from its makers is followed twice: with theirs, and with the
 * older one of Debian, on the forms for it.
 */
const twoInstallations = (page: ServerId): Walk[] => {
  const [debian, makers] = [`${page}/package-debian`, `${page}/package-repository`];
  const main = findExample(page);
  const older = olderForm(main);
  if (older === undefined) throw new Error(`“${page}” has no form for Debian's older package.`);
  return [
    ...fileWalks(page, main, ({ before }) => before === undefined).map((walk) => ({
      ...walk,
      leavesOut: [debian],
    })),
    ...fileWalks(page, older, ({ before }) => before !== undefined).map((walk) => ({
      ...walk,
      name: `${walk.name}, Debian package`,
      leavesOut: [makers],
    })),
  ];
};

/** Every way through the page of a server on a release. */
export const walksOf = (page: ServerId, suite: Suite): Walk[] => {
  if (servers[page].olderPackage !== undefined) return twoInstallations(page);
  const version = versionOf(page, suite);
  const main = formForVersion(findExample(page), version);
  const extra = (kind: Walk['kind'], subsection: string, name: string): Walk => ({
    ...fileWalk(main, defaultShape, name),
    kind,
    subsection,
  });
  return [
    ...fileWalks(page, main, (example) => isForVersion(example, version)),
    ...(page === 'iptables'
      ? [
          fileWalk(main, 'http-host', 'without TLS'),
          extra('add-to-rules', 'existing-rules', 'added to other rules'),
          extra('no-redirection', 'bind-capability', 'without any redirection'),
        ]
      : []),
  ];
};

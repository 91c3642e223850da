import { isForVersion, type Example } from '#conf';
import { versionIn } from '#evidence';
import { examples, findExample, formForVersion } from '#examples';
import { serverIds, servers, type ServerId } from '#servers';
import { defaultShape, type Shape } from '#settings';
import { suites, systemOf, type Suite } from './root.ts';

/** One way through a page. */
export interface Walk {
  /** What a test calls it. */
  readonly name: string;
  /** `file` puts a file in place; the others are ways of the page on iptables that have none. */
  readonly kind: 'file' | 'add-to-rules' | 'no-redirection';
  readonly example: Example;
  readonly shape: Shape;
  /** Section of “Variants” that the way goes through. */
  readonly subsection: string | null;
  /** The way that also leads back. */
  readonly isMain: boolean;
}

/** All but those that no test can run, or not install as their page says. */
export const followedServers: readonly ServerId[] = serverIds.filter((id) => {
  const { evidence, commands } = servers[id];
  return evidence === 'run' && !Object.values(commands).some(({ notRun }) => notRun === true);
});

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
});

/** Every way through the page of a server on a release. */
export const walksOf = (page: ServerId, suite: Suite): Walk[] => {
  const version = versionOf(page, suite);
  const main = formForVersion(findExample(page), version);
  const variants = examples.filter(
    (example) =>
      example.server === page && example.id !== main.id && isForVersion(example, version),
  );
  const extra = (kind: Walk['kind'], subsection: string, name: string): Walk => ({
    ...fileWalk(main, defaultShape, name),
    kind,
    subsection,
  });
  return [
    fileWalk(main, defaultShape, 'followed, restarted, late, renewed, undone', true),
    fileWalk(main, 'https-path', 'under a path'),
    ...variants.map((example) => fileWalk(example, defaultShape, example.id)),
    ...(page === 'iptables'
      ? [
          fileWalk(main, 'http-host', 'without TLS'),
          extra('add-to-rules', 'existing-rules', 'added to other rules'),
          extra('no-redirection', 'bind-capability', 'without any redirection'),
        ]
      : []),
  ];
};

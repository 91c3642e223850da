import { mostPlaces } from '../limits.ts';
import type { PublicUrl } from '../report.ts';
import type { Problem, SourceFile, Statement } from '../statement.ts';
import { parseHaproxy } from './parse.ts';

/** A way through HAProxy to Jenkins over HTTP; `listen` is both its ends. */
export interface Proxied {
  readonly front: Statement;
  readonly back: Statement;
  /** Lines of both, in the order in which requests meet them. */
  readonly lines: readonly Statement[];
  readonly tls: boolean;
  readonly ports: readonly number[];
}

export interface HaproxyModel {
  readonly problems: readonly Problem[];
  readonly sections: readonly Statement[];
  readonly proxied: readonly Proxied[];
  /** Sections that relay the TCP port of agents. */
  readonly agents: readonly Statement[];
  readonly url: PublicUrl | undefined;
}

const linesOf = (section: Statement): readonly Statement[] => section.children ?? [];

/** The lines of the `defaults` section that holds for a section: the one before it. */
const defaultsOf = (sections: readonly Statement[], section: Statement): readonly Statement[] => {
  const named = section.args[section.args.indexOf('from') + 1];
  const earlier = sections.slice(0, sections.indexOf(section));
  const chosen = section.args.includes('from')
    ? sections.find(({ name, args }) => name === 'defaults' && args[0] === named)
    : earlier.findLast(({ name }) => name === 'defaults');
  return chosen === undefined ? [] : linesOf(chosen);
};

/** The last line of a section that begins with some words, or that of its defaults. */
export const setting = (
  { sections }: Pick<HaproxyModel, 'sections'>,
  section: Statement,
  ...words: readonly string[]
): Statement | undefined => {
  const isIt = ({ name, args }: Statement): boolean =>
    words.every((wanted, index) => [name, ...args][index] === wanted);
  return linesOf(section).findLast(isIt) ?? defaultsOf(sections, section).findLast(isIt);
};

/** Without any `defaults` the file is a part of one that has them, which mostly say `http`. */
const modeOf = (sections: readonly Statement[], section: Statement): string =>
  setting({ sections }, section, 'mode')?.args[0] ??
  (sections.some(({ name }) => name === 'defaults') ? 'tcp' : 'http');

const portsOf = (bind: Statement): number[] =>
  (bind.args[0] ?? '').split(',').flatMap((one) => {
    const port = /:(\d+)$/.exec(one)?.[1];
    return port === undefined ? [] : [Number(port)];
  });

export const bindsOf = (front: Statement): readonly Statement[] =>
  linesOf(front).filter(({ name }) => name === 'bind');

const isTls = ({ args }: Statement): boolean => args.includes('ssl');

const isJenkins = /jenkins|hudson|\bci\b/i;

const textOf = (section: Statement): string =>
  [section, ...linesOf(section)].map(({ name, args }) => [name, ...args].join(' ')).join('\n');

const isAgents = (section: Statement): boolean => {
  const binds = bindsOf(section).flatMap(portsOf);
  return /agent|jnlp|slave|50000/i.test(section.args[0] ?? '') || binds.includes(50_000);
};

export const haproxyModel = (
  files: readonly SourceFile[],
  url: PublicUrl | undefined,
): HaproxyModel => {
  const parsed = files.map(parseHaproxy);
  const sections = parsed
    .flatMap(({ statements }) => statements)
    .filter(({ children }) => children);
  // Of two sections of one name, HAProxy uses the first and warns.
  const backends = new Map(
    sections
      .filter(({ name }) => name === 'backend' || name === 'listen')
      .map((one): [string, Statement] => [one.args[0] ?? '', one])
      .toReversed(),
  );
  const ways = sections
    .filter(({ name }) => name === 'frontend' || name === 'listen')
    .filter((front) => modeOf(sections, front) === 'http')
    .flatMap((front): Proxied[] => {
      const names = linesOf(front)
        .filter(({ name }) => name === 'default_backend' || name === 'use_backend')
        .map(({ args }) => args[0]);
      const backs = [...new Set(names)].flatMap((name) => backends.get(name ?? '') ?? []);
      const own = linesOf(front).some(({ name }) => name === 'server') ? [front] : [];
      const binds = bindsOf(front);
      return [...own, ...backs].map((back) => ({
        front,
        back,
        lines: front === back ? linesOf(front) : [...linesOf(front), ...linesOf(back)],
        tls: binds.some(isTls),
        ports: (binds.some(isTls) ? binds.filter(isTls) : binds).flatMap(portsOf),
      }));
    });
  const named = ways.filter(({ back }) => isJenkins.test(textOf(back)));
  const byPort = ways.filter(({ back }) => /:8080\b/.test(textOf(back)));
  return {
    problems: parsed.flatMap(({ problems }) => problems),
    sections,
    proxied: (named.length > 0 ? named : byPort.length > 0 ? byPort : ways).slice(0, mostPlaces),
    agents: sections.filter(
      (one) =>
        (one.name === 'listen' || one.name === 'frontend' || one.name === 'backend') &&
        modeOf(sections, one) === 'tcp' &&
        isAgents(one),
    ),
    url,
  };
};

const units: Readonly<Record<string, number>> = {
  us: 1e-6,
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
};

/** Seconds of a time of HAProxy, which counts in milliseconds without a unit; no end for what it refuses. */
export const secondsOf = (text: string): number => {
  const found = /^(\d+)(us|ms|[smhd])?$/.exec(text);
  return found === null ? Infinity : Number(found[1]) * (units[found[2] ?? 'ms'] ?? 1);
};

/** What stands after `if` or `unless` of a rule; `undefined` where it always holds. */
export const conditionOf = ({
  args,
}: Statement): { isIf: boolean; words: readonly string[] } | undefined => {
  const at = args.findIndex((one) => one === 'if' || one === 'unless');
  return at < 0 ? undefined : { isIf: args[at] === 'if', words: args.slice(at + 1) };
};

/** The tests of a condition with the names of `acl` lines written out. */
export const testsOf = ({ lines }: Proxied, words: readonly string[]): string => {
  const text = words.join(' ');
  const acls = lines.filter(({ name, args }) => name === 'acl' && words.includes(args[0] ?? ''));
  return [text, ...acls.map(({ args }) => args.slice(1).join(' '))].join(' ');
};

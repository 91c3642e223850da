import { mostPlaces } from '../limits.ts';
import type { PublicUrl, Unclear } from '../report.ts';
import { within, type Problem, type SourceFile, type Statement } from '../statement.ts';
import { parseApache } from './parse.ts';

/** A place where Apache passes requests on to an HTTP server. */
export interface Proxied {
  /** `ProxyPass`, `ProxyPassMatch` or `RewriteRule … [P]`. */
  readonly pass: Statement;
  readonly kind: 'pass' | 'match' | 'rewrite';
  readonly host: Statement | null;
  /** The path on the outside and the address on the inside, as written. */
  readonly path: string;
  readonly target: string;
  readonly options: readonly string[];
  readonly port: number | undefined;
  readonly tls: boolean;
}

export interface ApacheModel {
  readonly problems: readonly Problem[];
  readonly all: readonly Statement[];
  readonly proxied: readonly Proxied[];
  readonly unclear: readonly Unclear[];
  readonly url: PublicUrl | undefined;
}

/** Sections that hold under a condition of the server, not of the request. */
const transparent = new Set(['ifmodule', 'ifdefine', 'ifversion', 'iffile', 'macro']);

/** The virtual host around a statement, and the sections of the request between them. */
const hostOf = (statement: Statement): Statement | null => {
  for (let at = statement.parent; at !== null; at = at.parent)
    if (at.name === 'virtualhost') return at;
  return null;
};

const sectionOf = (statement: Statement): Statement | null => {
  for (let at = statement.parent; at !== null; at = at.parent)
    if (!transparent.has(at.name) && at.name !== 'virtualhost') return at;
  return null;
};

const portOf = (host: Statement | null): number | undefined => {
  const port = /:(\d+)\b/.exec(host?.args[0] ?? '')?.[1];
  return port === undefined ? undefined : Number(port);
};

const isHttp = /^["']?(?:https?:\/\/|unix:|balancer:\/\/|http:\/\/\$\{)/i;

const flagsOf = ({ args }: Statement): readonly string[] =>
  (args[2] ?? '')
    .replace(/^\[|\]$/g, '')
    .split(',')
    .map((flag) => flag.trim().toUpperCase());

export const hasFlag = (rule: Statement, flag: string): boolean =>
  flagsOf(rule).some((one) => one === flag || one.startsWith(`${flag}=`));

const passing = new Set(['proxypass', 'proxypassmatch', 'rewriterule']);

const proxiedAt = (statement: Statement, secure: ReadonlySet<Statement | null>): Proxied[] => {
  const { name, args } = statement;
  const host = hostOf(statement);
  const section = sectionOf(statement);
  const port = portOf(host);
  if (!args.some((word) => isHttp.test(word))) return [];
  const tls = secure.has(host) || port === 443;
  const common = { pass: statement, host, port, tls };
  if (name === 'proxypass') {
    const inLocation = section !== null && args.length > 0 && isHttp.test(args[0] ?? '');
    const [path = '/', target = '', ...options] = inLocation
      ? [section.args.at(-1) ?? '/', ...args]
      : args;
    return isHttp.test(target) ? [{ ...common, kind: 'pass', path, target, options }] : [];
  }
  if (name === 'proxypassmatch') {
    const [path = '', target = '', ...options] = args;
    return isHttp.test(target)
      ? [{ ...common, kind: 'match', path: '/', target, options: [path, ...options] }]
      : [];
  }
  const isProxy = name === 'rewriterule' && hasFlag(statement, 'P') && isHttp.test(args[1] ?? '');
  return isProxy
    ? [{ ...common, kind: 'rewrite', path: '/', target: args[1] ?? '', options: [] }]
    : [];
};

const isJenkins = /jenkins|hudson|\bci\b/i;

/** Those of several places that are about Jenkins: by path, address or name, else by port, else all. */
const aboutJenkins = (all: readonly Proxied[]): readonly Proxied[] => {
  const text = ({ path, target, host }: Proxied): string =>
    [
      ...[path, target],
      ...(host?.children ?? [])
        .filter(({ name }) => name === 'servername' || name === 'serveralias')
        .map(({ args }) => args.join(' ')),
    ].join(' ');
  const named = all.filter((one) => isJenkins.test(text(one)));
  if (named.length > 0) return named;
  const byPort = all.filter(({ target }) => /:8080\b/.test(target));
  return byPort.length > 0 ? byPort : all;
};

export const apacheModel = (
  files: readonly SourceFile[],
  url: PublicUrl | undefined,
): ApacheModel => {
  const parsed = files.map(parseApache);
  const all = parsed.flatMap(({ statements }) => statements).flatMap(within);
  const secure = new Set(
    all.filter(({ name, args }) => name === 'sslengine' && /^on$/i.test(args[0] ?? '')).map(hostOf),
  );
  return {
    problems: parsed.flatMap(({ problems }) => problems),
    all,
    proxied: aboutJenkins(
      all.filter(({ name }) => passing.has(name)).flatMap((one) => proxiedAt(one, secure)),
    ).slice(0, mostPlaces),
    unclear: all
      .filter(
        ({ name, args }) =>
          /^include(?:optional)?$/.test(name) &&
          !/ssl|letsencrypt|mods-|ports|charset/i.test(args[0] ?? ''),
      )
      .map(({ file, line, args }) => ({
        kind: 'include',
        file: file.name,
        line,
        text: args.join(' '),
      })),
    url,
  };
};

/** Whether the pattern of a section stands for the path that requests of Jenkins begin with. */
export const covers = (section: Statement, path: string): boolean => {
  const pattern = section.args.at(-1) ?? '';
  if (section.name === 'proxy') return pattern === '*' || isHttp.test(pattern);
  if (section.name === 'location' && section.args.length === 1)
    return path === pattern || path.startsWith(pattern.endsWith('/') ? pattern : `${pattern}/`);
  if (section.name === 'locationmatch' || section.args[0] === '~') {
    try {
      return pattern.length < 400 && new RegExp(pattern).test(path);
    } catch {
      return false;
    }
  }
  return false;
};

/**
 * The lines of a directive that hold for requests of a place, in the order in which Apache merges
 * them: the server's, the virtual host's, then those of its sections in the order of the file.
 */
export const holding = (
  { all }: ApacheModel,
  { host, pass, path }: Proxied,
  name: string,
): readonly Statement[] => {
  const mine = all.filter(
    (one) => one.name === name && (hostOf(one) === host || hostOf(one) === null),
  );
  const own = pass.parent;
  const isIn = (one: Statement): boolean => {
    const section = sectionOf(one);
    return section === null || section === own || covers(section, path);
  };
  const order = (one: Statement): number =>
    (hostOf(one) === null ? 0 : 2) + (sectionOf(one) === null ? 0 : 1);
  return mine.filter(isIn).toSorted((a, b) => order(a) - order(b));
};

export { hostOf, sectionOf };

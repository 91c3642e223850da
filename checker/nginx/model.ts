import { mostPlaces } from '../limits.ts';
import type { PublicUrl, Unclear } from '../report.ts';
import { outwards, within, type Problem, type SourceFile, type Statement } from '../statement.ts';
import { parseNginx } from './parse.ts';

/** Levels that hold directives of the proxy, each of which may replace those of the outer one. */
const levels = new Set(['http', 'server', 'location', 'if', 'limit_except']);

/** What `listen` says: its port, whether TLS is spoken there, and the address if it names one. */
export interface Listener {
  readonly statement: Statement;
  readonly port: number;
  readonly tls: boolean;
  readonly address: string;
}

/** A place where requests are passed on. */
export interface Proxied {
  readonly pass: Statement;
  readonly location: Statement | null;
  readonly server: Statement | null;
  readonly listeners: readonly Listener[];
  /** Blocks around it into which a file is included that is not here, from the inside out. */
  readonly unknownIn: readonly Statement[];
  /** Context path as far as the file shows it: empty, or `/jenkins`. */
  readonly path: string;
  /** What the upstream is: scheme, host with port, and the path that follows it. */
  readonly target: { readonly scheme: string; readonly host: string; readonly path: string };
}

/** Files of a configuration of nginx as nginx would see them. */
export interface NginxModel {
  readonly problems: readonly Problem[];
  readonly all: readonly Statement[];
  readonly proxied: readonly Proxied[];
  readonly unclear: readonly Unclear[];
  readonly url: PublicUrl | undefined;
}

/** Names of files that hold nothing about proxying: types, modules, certificates, other protocols. */
const harmlessInclude =
  /(?:^|\/)(?:[^/]*(?:mime|ssl|tls|dhparam|certbot|acme|letsencrypt|fastcgi|uwsgi|scgi|gzip|resolver)[^/]*|(?:modules[^/]*|sites-enabled|conf\.d)\/\*[^/]*)$/i;

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Puts the files that were dropped together in the place of the lines that include them. */
const included = (
  files: readonly SourceFile[],
): {
  readonly top: readonly Statement[];
  readonly problems: readonly Problem[];
  readonly missing: readonly Statement[];
} => {
  const missing: Statement[] = [];
  const problems: Problem[] = [];
  const used = new Set<SourceFile>();
  const parsed = new Map(
    files.map((file) => {
      const result = parseNginx(file);
      problems.push(...result.problems);
      return [file, result.statements];
    }),
  );
  const matching = (pattern: string): readonly SourceFile[] => {
    const name = nameOf(pattern);
    const wanted = new RegExp(
      `^${name.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`,
    );
    return files.filter((file) => wanted.test(nameOf(file.name)));
  };
  const expand = (
    statements: readonly Statement[],
    parent: Statement | null,
    from: readonly SourceFile[],
  ): Statement[] =>
    statements.flatMap((statement): Statement[] => {
      if (statement.name === 'include' && statement.children === undefined) {
        const found = matching(statement.args[0] ?? '').filter((file) => !from.includes(file));
        if (found.length === 0) {
          missing.push({ ...statement, parent });
          return [];
        }
        return found.flatMap((file) => {
          used.add(file);
          return expand(parsed.get(file) ?? [], parent, [...from, file]);
        });
      }
      const copy: Statement & { children?: readonly Statement[] } = { ...statement, parent };
      if (statement.children !== undefined) copy.children = expand(statement.children, copy, from);
      return [copy];
    });
  const expanded = files.map((file) => ({
    file,
    top: expand(parsed.get(file) ?? [], null, [file]),
  }));
  const top = expanded.flatMap((one) => (used.has(one.file) ? [] : one.top));
  return { top, problems, missing };
};

const listener = (statement: Statement): Listener => {
  const [where = '', ...flags] = statement.args;
  const port = /(?:^|:)(\d+)$/.exec(where)?.[1] ?? '80';
  const address = /^\d+$/.test(where) ? '' : where.replace(/:\d+$/, '').replace(/^\*$/, '');
  const isOn = (statement.parent?.children ?? []).some(
    ({ name, args }) => name === 'ssl' && args[0] === 'on',
  );
  return { statement, port: Number(port), tls: isOn || flags.includes('ssl'), address };
};

/** Location, server and so on around a statement. */
const around = (statement: Statement, name: string): Statement | null =>
  outwards(statement.parent).find((outer) => outer.name === name) ?? null;

const targetOf = (pass: Statement): Proxied['target'] => {
  const found = /^(https?):\/\/([^/$]*)(.*)$/.exec(pass.args[0] ?? '');
  return { scheme: found?.[1] ?? '', host: found?.[2] ?? '', path: found?.[3] ?? '' };
};

/** The context path that a location stands for: `/jenkins` of `^~ /jenkins/`. */
const pathOf = (location: Statement | null): string => {
  const pattern = location?.args.at(-1) ?? '/';
  const plain = /^\^?(\/[\w.~-]+(?:\/[\w.~-]+)*)\/?/.exec(pattern)?.[1] ?? '';
  return /^\/(?:login|wsagents|cli|github-webhook|tcpSlaveAgentListener|static|userContent|health)\b/.test(
    plain,
  )
    ? ''
    : plain;
};

const isJenkins = /jenkins|hudson|\bci\b/i;

/** Those of several places that are about Jenkins: by name, else by its port, else all. */
const aboutJenkins = (
  all: readonly Proxied[],
  upstreams: readonly Statement[],
): readonly Proxied[] => {
  const serversOf = (host: string): string =>
    upstreams
      .filter(({ args }) => args[0] === host.replace(/:\d+$/, ''))
      .flatMap(({ children = [] }) => children)
      .map(({ args }) => args.join(' '))
      .join(' ');
  const text = ({ pass, location, server, target }: Proxied): string =>
    [
      ...[pass.args.join(' '), location?.args.join(' ') ?? '', serversOf(target.host)],
      ...(server?.children ?? [])
        .filter(({ name }) => name === 'server_name')
        .map(({ args }) => args.join(' ')),
    ].join(' ');
  const named = all.filter((one) => isJenkins.test(text(one)));
  if (named.length > 0) return named;
  const byPort = all.filter((one) => /:8080\b/.test(text(one)));
  return byPort.length > 0 ? byPort : all;
};

/** Files as nginx reads them: includes in their place, and each place that passes requests on. */
export const nginxModel = (
  files: readonly SourceFile[],
  url: PublicUrl | undefined,
): NginxModel => {
  const { top, problems, missing } = included(files);
  const all = top.flatMap(within);
  const unknown = missing.filter(({ args }) => !harmlessInclude.test(args[0] ?? ''));
  const passes = all.filter(({ name, args }) => name === 'proxy_pass' && args.length === 1);
  const places = passes.map((pass): Proxied => {
    const server = around(pass, 'server');
    const location = around(pass, 'location');
    const chain = outwards(pass.parent);
    return {
      pass,
      location,
      server,
      listeners: (server?.children ?? []).filter(({ name }) => name === 'listen').map(listener),
      unknownIn: chain.filter(
        (level) => levels.has(level.name) && unknown.some(({ parent }) => parent === level),
      ),
      path: pathOf(location),
      target: targetOf(pass),
    };
  });
  const http = places.filter(
    ({ server, pass }) =>
      // `stream` passes bytes on: a server there has no location.
      !outwards(pass).some(({ name }) => name === 'stream') &&
      (server !== null || passes.length > 0),
  );
  return {
    problems,
    all,
    proxied: aboutJenkins(
      http,
      all.filter(({ name }) => name === 'upstream'),
    ).slice(0, mostPlaces),
    unclear: unknown.map(({ file, line, args }) => ({
      kind: 'include',
      file: file.name,
      line,
      text: args.join(' '),
    })),
    url,
  };
};

/**
 * The lines of a directive that hold at a place: those of the innermost level that has any, as
 * nginx inherits `proxy_set_header`, `add_header` and all others.
 */
export const effective = (place: Statement, name: string): readonly Statement[] => {
  for (const level of outwards(place.parent)) {
    const own = (level.children ?? []).filter(
      (one) => one.name === name && one.children === undefined,
    );
    if (own.length > 0) return own;
  }
  return [];
};

/**
 * Whether lines of a directive may hold at a place that the files do not show: a file that is not
 * here is included on the level that counts or further inside, or what stands around is not here.
 */
export const mayBeElsewhere = ({ pass, server, unknownIn }: Proxied, name: string): boolean => {
  const own = effective(pass, name)[0]?.parent ?? null;
  const chain = outwards(pass.parent);
  const level = own === null ? chain.length : chain.indexOf(own);
  return (
    unknownIn.some((block) => chain.indexOf(block) <= level) || (server === null && own === null)
  );
};

/** What a request header is set to at a place; the last line wins, `undefined` where none sets it. */
export const headerSet = (place: Statement, header: string): Statement | undefined =>
  effective(place, 'proxy_set_header').findLast(
    ({ args }) => args[0]?.toLowerCase() === header.toLowerCase(),
  );

/** Seconds of a time of nginx such as `90`, `5m` or `1h 30m`. */
export const secondsOf = (text: string): number => {
  const units: Record<string, number> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };
  const parts = [...text.matchAll(/(\d+)\s*(ms|[smhdw])?/g)];
  return parts.reduce(
    (sum, [, number, unit = 's']) => sum + Number(number) * (units[unit] ?? 1),
    0,
  );
};

/** Bytes of a size of nginx such as `10m`. */
export const bytesOf = (text: string): number => {
  const [, number = '0', unit = ''] = /^(\d+)([kmg]?)$/i.exec(text.trim()) ?? [];
  return Number(number) * ({ k: 1024, m: 1024 ** 2, g: 1024 ** 3 }[unit.toLowerCase()] ?? 1);
};

const matches = (pattern: string, path: string, flags: string): boolean => {
  // Patterns of PCRE that JavaScript does not read are no statement about the path.
  try {
    return pattern.length < 300 && new RegExp(pattern, flags).test(path);
  } catch {
    return false;
  }
};

/** The location that nginx chooses for a path in a block: exact, longest prefix, `^~`, then patterns. */
export const locationFor = (block: Statement, path: string): Statement | undefined => {
  const locations = (block.children ?? []).filter(({ name }) => name === 'location');
  const kindOf = ({ args }: Statement): string => (args.length > 1 ? (args[0] ?? '') : '');
  const pattern = ({ args }: Statement): string => args.at(-1) ?? '';
  const exact = locations.find((one) => kindOf(one) === '=' && pattern(one) === path);
  if (exact !== undefined) return exact;
  const longest = locations
    .filter((one) => ['', '^~'].includes(kindOf(one)) && path.startsWith(pattern(one)))
    .toSorted((a, b) => pattern(b).length - pattern(a).length)[0];
  if (longest !== undefined && kindOf(longest) === '^~') return longest;
  return (
    locations.find(
      (one) =>
        (kindOf(one) === '~' && matches(pattern(one), path, '')) ||
        (kindOf(one) === '~*' && matches(pattern(one), path, 'i')),
    ) ?? longest
  );
};

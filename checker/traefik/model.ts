import { mostPlaces } from '../limits.ts';
import type { PublicUrl } from '../report.ts';
import type { Problem, SourceFile, Statement } from '../statement.ts';
import { parseYaml } from '../yaml/parse.ts';
import { at, entriesOf, scalar, textsOf } from '../yaml/tree.ts';
import { containersOf, isToml } from './labels.ts';

/** A middleware that a router uses, with the list that names it. */
export interface Used {
  readonly list: Statement;
  readonly name: string;
  /** What it does: the key below its name, such as `headers`. */
  readonly kind: Statement;
}

/** A router, with what its requests go through. */
export interface Router {
  readonly statement: Statement;
  readonly rule: string;
  readonly entryPoints: readonly string[];
  readonly used: readonly Used[];
  /** Texts of the service, its addresses and the container that may name Jenkins. */
  readonly target: string;
  readonly service: Statement | undefined;
}

export interface TraefikModel {
  readonly problems: readonly Problem[];
  /** Every entry point of the static file, or of the flags of a command. */
  readonly entryPoints: readonly Statement[];
  /** The routers that lead to Jenkins; those that only redirect are none. */
  readonly routers: readonly Router[];
  readonly hasRouters: boolean;
  /** Providers of the static file, each with what it names. */
  readonly providers: readonly Statement[];
  /** Every middleware by its name. */
  readonly middlewares: readonly Statement[];
  /** How Traefik connects to the services of these routers. */
  readonly transports: readonly Statement[];
  readonly url: PublicUrl | undefined;
}

/** The name of a middleware or service without its provider: `auth@file` is `auth`. */
export const nameOf = (text: string): string => text.trim().replace(/@.*$/, '').toLowerCase();

/** The names of a list, which is a text with commas in a label. */
export const namesOf = (list: Statement | undefined): readonly string[] =>
  textsOf(list)
    .flatMap((text) => text.split(','))
    .map(nameOf);

const redirecting = new Set(['redirectscheme', 'redirectregex']);

/** Reads the files of a configuration: static, dynamic and those of Compose. */
export const modelOf = (files: readonly SourceFile[], url: PublicUrl | undefined): TraefikModel => {
  const problems: Problem[] = [];
  const tops: Statement[] = [];
  const ofJenkins = new Set<Statement>();
  for (const file of files) {
    if (isToml(file)) {
      problems.push({ kind: 'toml', file: file.name, line: 1, text: '' });
      continue;
    }
    const parsed = parseYaml(file, (key) => key.toLowerCase());
    problems.push(...parsed.problems);
    for (const top of parsed.statements) {
      if (top.name !== 'services') {
        tops.push(top);
        continue;
      }
      for (const { isJenkins, statements } of containersOf(top)) {
        tops.push(...statements);
        if (isJenkins)
          for (const router of statements.flatMap((one) => entriesOf(at(one, 'routers'))))
            ofJenkins.add(router);
      }
    }
  }
  const all = (first: string, ...keys: readonly string[]): readonly Statement[] =>
    tops.filter(({ name }) => name === first).flatMap((top) => entriesOf(at(top, ...keys)));
  const middlewares = all('http', 'middlewares');
  const byName = new Map(middlewares.map((one) => [one.name, one]));
  const services = new Map(all('http', 'services').map((one) => [one.name, one]));
  const entryPoints = all('entrypoints');

  /** What a list names, chains opened: each once, whatever else names it again. */
  const expanded = (list: Statement | undefined, opened = new Set<string>()): Used[] =>
    list === undefined
      ? []
      : namesOf(list).flatMap((name): Used[] =>
          entriesOf(byName.get(name)).flatMap((kind) => {
            if (kind.name !== 'chain') return [{ list, name, kind }];
            if (opened.has(name)) return [];
            opened.add(name);
            return expanded(at(kind, 'middlewares'), opened);
          }),
        );

  const routers = all('http', 'routers').map((statement): Router => {
    const names = namesOf(at(statement, 'entrypoints'));
    const through = entryPoints.filter(({ name }) => names.length === 0 || names.includes(name));
    const service = services.get(nameOf(scalar(statement, 'service') ?? statement.name));
    const addresses = entriesOf(at(service, 'loadbalancer', 'servers')).map((one) =>
      scalar(one, 'url'),
    );
    return {
      statement,
      rule: scalar(statement, 'rule') ?? '',
      entryPoints: names,
      used: [
        ...through.flatMap((one) => expanded(at(one, 'http', 'middlewares'))),
        ...expanded(at(statement, 'middlewares')),
      ],
      service,
      target: [
        scalar(statement, 'service'),
        ...addresses,
        scalar(service, 'loadbalancer', 'server', 'port'),
        ofJenkins.has(statement) ? 'jenkins' : '',
      ].join(' '),
    };
  });
  const proxied = routers.filter(
    ({ used, target }) =>
      !used.some(({ kind }) => redirecting.has(kind.name)) && !/@internal/.test(target),
  );
  const named = proxied.filter(({ statement, rule, target }) =>
    /jenkins|hudson|\bci\b/i.test(`${statement.name} ${rule} ${target}`),
  );
  const byPort = proxied.filter(({ target }) => /\b8080\b/.test(target));
  const chosen = (named.length > 0 ? named : byPort.length > 0 ? byPort : proxied).slice(
    0,
    mostPlaces,
  );
  const used = new Set(
    chosen.map(({ service }) => nameOf(scalar(service, 'loadbalancer', 'serverstransport') ?? '')),
  );
  return {
    problems,
    entryPoints,
    routers: chosen,
    hasRouters: routers.length > 0,
    providers: all('providers'),
    middlewares,
    transports: [
      ...all('http', 'serverstransports').filter(({ name }) => used.has(name)),
      ...tops.filter(({ name }) => name === 'serverstransport'),
    ],
    url,
  };
};

import { taken, textOf } from '../found.ts';
import { patience, upload } from '../limits.ts';
import type { Edit, Fault, Found } from '../report.ts';
import type { Statement } from '../statement.ts';
import {
  at,
  entriesOf,
  isFalse,
  isShorter,
  isTrue,
  joining,
  removal,
  removed,
  scalar,
  without,
  withValue,
} from '../yaml/tree.ts';
import { nameOf, namesOf, type Router, type TraefikModel, type Used } from './model.ts';

/** The list without a middleware, or with another in its place. */
const exchanged = (list: Statement, name: string, other?: string): Edit[] => {
  if (list.children !== undefined && other === undefined)
    return without(list, (text) => nameOf(text) === name);
  const old = list.children === undefined ? (list.args[0] ?? '') : '';
  if (old !== '') {
    const kept = old
      .split(',')
      .flatMap((one) =>
        nameOf(one) === name ? (other === undefined ? [] : [other]) : [one.trim()],
      );
    return kept.length === 0 ? [removal(list)] : [...withValue(list, kept.join(',')).edits];
  }
  return entriesOf(list)
    .filter(({ args }) => nameOf(args[0] ?? '') === name)
    .map((entry) => ({
      at: entry,
      put: 'instead',
      own: [textOf(entry).replace(/[\w.-]+(?:@\w+)?$/, other ?? '')],
    }));
};

/** The middlewares that any router of Jenkins uses, each with all the lists that name it. */
const usedBy = (
  routers: readonly Router[],
): readonly { readonly one: Used; readonly lists: readonly Statement[] }[] => {
  const all = new Map<Statement, { one: Used; lists: Set<Statement> }>();
  for (const one of routers.flatMap(({ used }) => used)) {
    const known = all.get(one.kind) ?? { one, lists: new Set() };
    known.lists.add(one.list);
    all.set(one.kind, known);
  }
  return [...all.values()].map(({ one, lists }) => ({ one, lists: [...lists] }));
};

/** Middlewares of a kind that Jenkins does not bear: no router uses them any more. */
const unused = (
  setUps: Fault<TraefikModel>['setUps'],
  isWrong: (kind: Statement, model: TraefikModel) => boolean,
): Fault<TraefikModel> => ({
  setUps,
  find: (model) =>
    usedBy(model.routers)
      .filter(({ one }) => isWrong(one.kind, model))
      .map(({ one, lists }) => ({
        at: one.kind,
        edits: lists.flatMap((list) => exchanged(list, one.name)),
      })),
});

const requestHeaders = (kind: Statement): readonly Statement[] =>
  kind.name === 'headers' ? entriesOf(at(kind, 'customrequestheaders')) : [];

/** Headers of the request that go, or get another value, on their way to Jenkins. */
const lost = (
  setUps: Fault<TraefikModel>['setUps'],
  names: readonly string[],
  isReplaced = false,
): Fault<TraefikModel> => ({
  setUps,
  find: ({ routers }) =>
    usedBy(routers).flatMap(({ one }) =>
      requestHeaders(one.kind)
        .filter(({ name, args }) => names.includes(name) && (isReplaced || args[0] === ''))
        .map(removed),
    ),
});

const removesUpgrade = ({ kind }: Used): boolean =>
  requestHeaders(kind).some(({ name, args }) => name === 'upgrade' && args[0] === '');

/** A middleware that keeps `Connection: Upgrade` for WebSocket. */
const keepsUpgrade = (middleware: Statement): boolean =>
  entriesOf(middleware)
    .flatMap(requestHeaders)
    .some(({ name, args }) => name === 'connection' && /^upgrade$/i.test(args[0] ?? ''));

const findUpgrade = ({ routers, middlewares }: TraefikModel): readonly Found[] => {
  const own = routers.filter(({ rule }) => /Header(?:Regexp)?\(\s*[`"]Upgrade/i.test(rule));
  const wrong = (own.length > 0 ? own : routers).flatMap(({ used }) => used.filter(removesUpgrade));
  const [first] = wrong;
  if (first === undefined) return [];
  const keeping = own.length > 0 ? middlewares.find(keepsUpgrade)?.name : undefined;
  const isThere = wrong.some(({ list }) => namesOf(list).includes(keeping ?? ''));
  const lists = [...new Map(wrong.map((one) => [one.list, one])).values()];
  return [
    {
      at: first.list,
      edits: lists.flatMap(({ list, name }) =>
        exchanged(list, name, isThere ? undefined : keeping),
      ),
    },
  ];
};

/** `removeHeader: true` as a line of its file, or as one more label. */
const headerRemoved = (kind: Statement): Edit[] => {
  const known = at(kind, 'removeheader');
  if (known !== undefined) return [...withValue(known, 'true').edits];
  const [child] = entriesOf(kind);
  const label = child && /^(-?\s*(["']?)(?:.*auth)\.)[\w.]+(["']?\s*[=:])/i.exec(textOf(child));
  if (child === undefined || label === null || label === undefined)
    return joining(kind, ['removeHeader: true']);
  const [, start = '', quote = '', sign = ''] = label;
  const own = sign.endsWith('=')
    ? `${start}removeheader=true${quote}`
    : `${start}removeheader${sign} "true"`;
  return [{ at: child, put: 'after', own: [own] }];
};

export const faults: readonly Fault<TraefikModel>[] = [
  {
    setUps: ['traefik/slash-refused'],
    find: ({ entryPoints, routers }) => {
      const names = new Set(routers.flatMap((router) => router.entryPoints));
      return entryPoints
        .filter(({ name }) => names.size === 0 || names.has(name))
        .flatMap((one) => at(one, 'http', 'encodedcharacters', 'allowencodedslash') ?? [])
        .filter(({ args }) => isFalse(args[0]))
        .map((line) => withValue(line, 'true'));
    },
  },
  unused(['traefik/prefix-removed'], (kind) =>
    kind.name === 'stripprefix'
      ? namesOf(at(kind, 'prefixes')).some((prefix) => prefix !== '' && prefix !== '/')
      : kind.name === 'stripprefixregex',
  ),
  { setUps: ['traefik/upgrade-not-passed'], find: findUpgrade },
  lost(['traefik/agent-request-headers-removed'], ['secret-key', 'node-name']),
  lost(['traefik/cli-origin-replaced'], ['origin'], true),
  lost(['traefik/crumb-header-removed'], ['jenkins-crumb']),
  // Whatever its options are, it holds the whole request, then the whole response.
  unused(
    ['traefik/cli-body-buffered', 'traefik/response-collected'],
    ({ name }) => name === 'buffering',
  ),
  unused(['traefik/body-limit'], (kind) => {
    const limit = Number(scalar(kind, 'maxrequestbodybytes') ?? 0);
    return kind.name === 'buffering' && limit > 0 && limit < upload;
  }),
  {
    setUps: ['traefik/answer-takes-too-long'],
    find: ({ transports }) =>
      transports
        .flatMap((one) => at(one, 'forwardingtimeouts', 'responseheadertimeout') ?? [])
        .filter(({ args }) => isShorter(args[0], patience.answer))
        .map((line) =>
          (line.parent?.children?.length ?? 0) > 1 ? taken(line) : withValue(line, '0s'),
        ),
  },
  {
    setUps: ['traefik/authorization-forwarded'],
    find: ({ routers }) =>
      usedBy(routers)
        .filter(
          ({ one: { kind } }) =>
            ['basicauth', 'digestauth'].includes(kind.name) &&
            !isTrue(scalar(kind, 'removeheader')),
        )
        .map(({ one: { kind } }) => ({ at: kind, edits: headerRemoved(kind) })),
  },
];

import { chainLeftOut, changed, taken, textOf } from '../found.ts';
import { secondsOf } from '../go-duration.ts';
import { mostPlaces, patience, upload } from '../limits.ts';
import {
  findAll,
  type Edit,
  type Fault,
  type Found,
  type PublicUrl,
  type Reading,
  type ServerReader,
  type Virtue,
} from '../report.ts';
import { outwards, within, type Problem, type SourceFile, type Statement } from '../statement.ts';
import { parseCaddyfile } from './parse.ts';

/** A `reverse_proxy` to Jenkins, with the site around it. */
interface Place {
  readonly proxy: Statement;
  readonly site: Statement;
  readonly upstreams: readonly string[];
  readonly tls: boolean;
  readonly port: number | undefined;
}

interface CaddyModel {
  readonly problems: readonly Problem[];
  readonly sites: readonly Statement[];
  readonly places: readonly Place[];
  readonly url: PublicUrl | undefined;
}

const addressesOf = ({ name, args }: Statement): readonly string[] =>
  [name, ...args]
    .map((word) => word.replace(/,$/, ''))
    .filter((word) => word !== '' && word !== '{');

const isPlain = (address: string): boolean => /^http:\/\//.test(address) || /:80$/.test(address);

const isUpstream = (word: string): boolean =>
  !/^[@/*]/.test(word) &&
  /^(?:https?:\/\/|h2c:\/\/)?[\w.{}$-]*(?::\d+|\.\w+|\}|localhost)?/.test(word);

const modelOf = (files: readonly SourceFile[], url: PublicUrl | undefined): CaddyModel => {
  const parsed = files.map(parseCaddyfile);
  const sites = parsed
    .flatMap(({ statements }) => statements)
    .filter((one) => one.children !== undefined && addressesOf(one).length > 0);
  const places = sites.flatMap((site) =>
    within(site)
      .filter(({ name }) => name === 'reverse_proxy')
      .map((proxy): Place => {
        const addresses = addressesOf(site);
        const to = (proxy.children ?? [])
          .filter(({ name }) => name === 'to')
          .flatMap(({ args }) => args);
        const port = addresses
          .map((one) => /:(\d+)(?:\/|$)/.exec(one)?.[1])
          .find((one) => one !== undefined);
        return {
          proxy,
          site,
          upstreams: [...proxy.args.filter(isUpstream), ...to],
          tls: addresses.some((one) => !isPlain(one)),
          port: port === undefined ? undefined : Number(port),
        };
      }),
  );
  const text = ({ site, upstreams, proxy }: Place): string =>
    [
      ...addressesOf(site),
      ...upstreams,
      ...outwards(proxy.parent).flatMap(({ args }) => args),
    ].join(' ');
  const named = places.filter((one) => /jenkins|hudson|\bci\b/i.test(text(one)));
  const byPort = places.filter(({ upstreams }) => upstreams.some((one) => /:8080\b/.test(one)));
  return {
    problems: parsed.flatMap(({ problems }) => problems),
    sites,
    places: (named.length > 0 ? named : byPort.length > 0 ? byPort : places).slice(0, mostPlaces),
    url,
  };
};

const atPlaces = (
  setUps: Fault<CaddyModel>['setUps'],
  find: (place: Place, model: CaddyModel) => readonly Found[],
): Fault<CaddyModel> => ({
  setUps,
  find: (model) => model.places.flatMap((place) => find(place, model)),
});

/** Changes of request headers at a place: of the site, and of the proxy itself. */
const headerLines = ({
  site,
  proxy,
}: Place): readonly { line: Statement; words: readonly string[] }[] => [
  ...within(site)
    .filter(({ name }) => name === 'request_header')
    .map((line) => ({ line, words: line.args })),
  ...(proxy.children ?? [])
    .filter(({ name }) => name === 'header_up')
    .map((line) => ({ line, words: line.args })),
];

/** Whether a word such as `-X-Git*` takes a header away. */
const takes = (word: string, header: string): boolean => {
  if (!word.startsWith('-')) return false;
  const name = word.slice(1).toLowerCase();
  const wanted = header.toLowerCase();
  if (name.endsWith('*')) return wanted.startsWith(name.slice(0, -1));
  return name.startsWith('*') ? wanted.endsWith(name.slice(1)) : name === wanted;
};

const removing = (
  setUps: Fault<CaddyModel>['setUps'],
  headers: readonly string[],
): Fault<CaddyModel> =>
  atPlaces(setUps, (place) =>
    headerLines(place)
      .filter(({ words }) => headers.some((header) => takes(words[0] ?? '', header)))
      .map(({ line }) => taken(line)),
  );

/** Answers of Caddy itself to some paths. */
const refused = (
  setUps: Fault<CaddyModel>['setUps'],
  paths: readonly string[],
): Fault<CaddyModel> =>
  atPlaces(setUps, ({ site }) =>
    within(site)
      .filter(({ name, args }) => {
        const [pattern = '', status = ''] = args;
        if (!['respond', 'error', 'abort'].includes(name) || !pattern.startsWith('/')) return false;
        if (name === 'respond' && !/^[45]\d\d$/.test(status)) return false;
        const start = pattern.replace(/\*$/, '');
        return (
          start !== '/' &&
          paths.some((path) => (pattern.endsWith('*') ? path.startsWith(start) : path === pattern))
        );
      })
      .map(taken),
  );

const bytesOf = (text: string): number => {
  const [, number = '0', unit = ''] = /^([\d.]+)\s*([kmg]?)i?b?$/i.exec(text) ?? [];
  return Number(number) * ({ k: 1e3, m: 1e6, g: 1e9 }[unit.toLowerCase()] ?? 1);
};

const setsUp = (place: Place, header: string): readonly Statement[] =>
  headerLines(place)
    .filter(
      ({ words }) => words[0]?.replace(/^[+?]/, '').toLowerCase() === header && words.length > 1,
    )
    .map(({ line }) => line);

const redirects = (site: Statement): readonly Statement[] =>
  within(site).filter(
    ({ name, args }) => name === 'redir' && args.some((word) => /^https:\/\//.test(word)),
  );

/** Where Caddy asks for a password; both names, the older one until version 2.8. */
const passwords = ({ site }: Place): readonly Statement[] =>
  within(site).filter(({ name }) => name === 'basic_auth' || name === 'basicauth');

const matcherOf = ({ args }: Statement): string | undefined =>
  args[0] !== undefined && /^[@/*]/.test(args[0]) ? args[0] : undefined;

const clearsAuthorization = (place: Place): readonly Statement[] =>
  headerLines(place)
    .filter(({ words }) => words.slice(0, 2).some((word) => takes(word, 'Authorization')))
    .map(({ line }) => line);

/** What agents, the command line and webhooks ask for, whose secrets Jenkins checks by itself. */
const ofMachines =
  '(login|wsagents/|tcpSlaveAgentListener/|jnlpJars/[A-Za-z0-9._-]+|cli|cli/ws|github-webhook/)$';

const faults: readonly Fault<CaddyModel>[] = [
  atPlaces(['caddy/authorization-forwarded'], (place) => {
    if (clearsAuthorization(place).length > 0) return [];
    return passwords(place).map((at): Found => {
      const matcher = matcherOf(at);
      const words = ['request_header', ...(matcher === undefined ? [] : [matcher])];
      return { at, edits: [{ at, put: 'after', own: [`${words.join(' ')} -Authorization`] }] };
    });
  }),
  atPlaces(['caddy/machines-not-exempt'], (place, { url }) => {
    const clears = clearsAuthorization(place).filter((line) => matcherOf(line) === undefined);
    if (clears.length === 0) return [];
    return passwords(place)
      .filter((at) => matcherOf(at) === undefined)
      .map((at): Found => {
        const path = (url?.path ?? '').replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replace(/\/$/, '');
        const [first = '', ...rest] = textOf(at).split(/\r?\n/);
        return {
          at,
          edits: [
            {
              at,
              put: 'instead',
              own: [
                `@people not path_regexp ^${path}/${ofMachines}`,
                first.replace(/^basic_?auth/, '$& @people'),
                ...rest,
              ],
            },
            ...clears.map((line): Edit => ({
              at: line,
              put: 'instead',
              own: ['request_header @people -Authorization'],
            })),
          ],
        };
      });
  }),
  atPlaces(['caddy/wrong-address'], ({ proxy, upstreams }) =>
    upstreams.some((one) => /^(?:https?:\/\/)?[\w.-]+(?::\d+)?\/./.test(one))
      ? [
          {
            at: proxy,
            edits: [
              {
                at: { ...proxy, end: proxy.start + firstLine(proxy).length },
                put: 'instead',
                own: [
                  firstLine(proxy).replace(/((?:https?:\/\/)?[\w.-]+(?::\d+)?)\/[^\s{]+/, '$1'),
                ],
              },
            ],
          },
        ]
      : [],
  ),
  atPlaces(['caddy/scheme-not-passed', 'caddy/https-not-announced'], (place, { url }) => {
    const isHttps = url === undefined ? place.tls : url.scheme === 'https';
    if (!isHttps || setsUp(place, 'x-forwarded-proto').length > 0) return [];
    return (place.proxy.children ?? [])
      .filter(({ name, args }) => name === 'header_up' && takes(args[0] ?? '', 'X-Forwarded-Proto'))
      .map(taken);
  }),
  atPlaces(['caddy/scheme-replaced-inside'], (place, { url }) => {
    const isInner = url?.scheme === 'https' && !place.tls;
    const isStripped = headerLines(place).some(({ words }) =>
      takes(words[0] ?? '', 'X-Forwarded-Proto'),
    );
    if (!isInner || !isStripped || setsUp(place, 'x-forwarded-proto').length > 0) return [];
    const first = place.proxy.children?.[0];
    return first === undefined ? [] : [{ at: place.proxy, edits: [{ at: first, put: 'before' }] }];
  }),
  atPlaces(['caddy/value-made-up', 'caddy/fixed-forwarded-port'], (place, { url }) => {
    const port = url?.port ?? place.port ?? (place.tls ? 443 : undefined);
    return setsUp(place, 'x-forwarded-port')
      .filter(
        ({ args }) =>
          /^\d+$/.test(args.at(-1) ?? '') && port !== undefined && Number(args.at(-1)) !== port,
      )
      .map(taken);
  }),
  atPlaces(['caddy/path-differs', 'caddy/prefix-removed'], ({ proxy, site }) => [
    ...outwards(proxy.parent)
      .filter(({ name, args }) => name === 'handle_path' && !/^\/\*?$/.test(args[0] ?? ''))
      .map((block) => ({
        at: block,
        edits: [
          {
            at: { ...block, end: block.start + 'handle_path'.length },
            put: 'instead' as const,
            own: ['handle'],
          },
        ],
      })),
    ...within(site)
      .filter(({ name, args }) => name === 'uri' && args.includes('strip_prefix'))
      .map(taken),
  ]),
  removing(['caddy/referer-removed'], ['Referer']),
  removing(['caddy/cookie-not-returned'], ['Cookie']),
  removing(['caddy/crumb-header-removed'], ['Jenkins-Crumb']),
  removing(['caddy/agent-request-headers-removed'], ['Secret-Key', 'Node-Name']),
  removing(['caddy/cli-origin-replaced'], ['Origin']),
  removing(['caddy/event-header-removed'], ['X-GitHub-Event', 'X-Gitlab-Event']),
  atPlaces(['caddy/upgrade-not-passed', 'caddy/cli-upgrade-not-passed'], (place) =>
    headerLines(place)
      .filter(({ words }) => takes(words[0] ?? '', 'Upgrade'))
      .map(({ line }) => taken(line)),
  ),
  atPlaces(['caddy/chain-incomplete'], ({ site }) =>
    [chainLeftOut((site.children ?? []).filter(({ name }) => name === 'tls'))].flatMap(
      (found) => found ?? [],
    ),
  ),
  atPlaces(['caddy/upgrade-sent-always'], (place) => {
    // A word of version 1, which version 2 takes for a text.
    const old = ['upgrade', 'connection']
      .flatMap((header) => setsUp(place, header))
      .filter(({ args }) => /^\{>[\w-]+\}$/.test(args.at(-1) ?? ''));
    const [first] = old;
    return first === undefined
      ? []
      : [{ at: first, edits: old.map((at) => ({ at, put: 'nothing' as const })) }];
  }),
  refused(['caddy/endpoint-not-routed'], ['/wsagents/agent']),
  refused(['caddy/cli-path-refused'], ['/cli/ws', '/cli']),
  atPlaces(['caddy/answer-takes-too-long'], ({ proxy }) =>
    within(proxy)
      .filter(
        ({ name, args }) =>
          /^(?:response_header_timeout|read_timeout)$/.test(name) &&
          (secondsOf(args[0]) ?? 0) < patience.answer,
      )
      .map(taken),
  ),
  atPlaces(['caddy/body-limit'], ({ site }) =>
    within(site)
      .filter(
        ({ name, children }) =>
          name === 'request_body' &&
          (children ?? []).some(
            (one) =>
              one.name === 'max_size' &&
              bytesOf(one.args.join('')) > 0 &&
              bytesOf(one.args.join('')) < upload,
          ),
      )
      .map(taken),
  ),
  atPlaces(['caddy/webhook-address-refused'], ({ site }) => {
    const matchers = (site.children ?? []).filter(({ name }) => name.startsWith('@'));
    return matchers
      .filter((matcher) => {
        const text = textOf(matcher);
        const isUsed = within(site).some(
          ({ name, args }) =>
            ['respond', 'abort', 'error'].includes(name) && args[0] === matcher.name,
        );
        return (
          isUsed && /\bnot\b[^]*\b(?:remote_ip|client_ip)\b/.test(text) && !/\bpath\b/.test(text)
        );
      })
      .map((matcher): Found => ({ at: matcher, edits: [{ at: matcher, put: 'instead' }] }));
  }),
  {
    setUps: ['caddy/redirect-turns-post-into-get'],
    find: ({ sites, places }) =>
      sites
        .filter(
          (site) =>
            addressesOf(site).every(isPlain) && !places.some((place) => place.site === site),
        )
        .flatMap(redirects)
        .filter(({ args }) => !/^30[78]$/.test(args.at(-1) ?? ''))
        .map((line) =>
          changed(line, `${textOf(line).replace(/\s+(?:permanent|temporary|html|30\d)$/, '')} 308`),
        ),
  },
  atPlaces(['caddy/two-hops-redirect'], ({ site, tls }) =>
    tls
      ? []
      : redirects(site)
          .filter(({ args }) => /^https:\/\//.test(args[0] ?? ''))
          .map(taken),
  ),
];

/** The first line of a block, without what opens it. */
const firstLine = (statement: Statement): string =>
  (textOf(statement).split(/\r?\n/)[0] ?? '').replace(/\s*\{\s*$/, '');

const read: ServerReader['read'] = (files, url): Reading => {
  const model = modelOf(files, url);
  const [place] = model.places;
  const address = place?.upstreams.find((one) => /\d|localhost|\w/.test(one)) ?? '';
  const [, upstreamHost, upstreamPort] =
    /^(?:https?:\/\/)?([\w.-]+)(?::(\d+))?/.exec(address) ?? [];
  const host = addressesOf(place?.site ?? ({ name: '', args: [] } as unknown as Statement))
    .map((one) => /^(?:https?:\/\/)?([a-z0-9][\w.-]*\w)/i.exec(one)?.[1])
    .find((one) => one !== undefined);
  const strips = (header: string): boolean =>
    place !== undefined && headerLines(place).some(({ words }) => takes(words[0] ?? '', header));
  const isAltered = model.places.some(({ proxy, site }) =>
    [...outwards(proxy), ...within(site)].some(({ name }) =>
      ['handle_path', 'uri', 'rewrite'].includes(name),
    ),
  );
  const tests: Readonly<Partial<Record<Virtue, boolean>>> = {
    'paths-unchanged': !isAltered,
    'host-passed': place !== undefined && setsUp(place, 'host').length === 0,
    'scheme-passed': true,
    'forged-overwritten': strips('X-Forwarded-Port') && strips('Forwarded'),
    'websocket-passes':
      !strips('Upgrade') ||
      model.sites.some((site) =>
        within(site).some(({ args }) => args.includes('-Upgrade') && args.length > 1),
      ),
    'uploads-unlimited': !model.sites.some((site) =>
      within(site).some(({ name }) => name === 'request_body'),
    ),
    streaming: true,
  };
  return {
    problems: model.problems,
    judged: model.places.map(({ proxy }) => proxy),
    faults: findAll(faults, model),
    virtues: Object.entries(tests).flatMap(([name, isGood]) => (isGood ? [name as Virtue] : [])),
    unclear: model.sites
      .flatMap(within)
      .filter(({ name }) => name === 'import')
      .map(({ file, line, args }) => ({
        kind: 'include',
        file: file.name,
        line,
        text: args.join(' '),
      })),
    values: {
      ...(host !== undefined && { host }),
      ...(upstreamHost !== undefined && { upstreamHost }),
      ...(upstreamPort !== undefined && { upstreamPort }),
    },
  };
};

export const caddy: ServerReader = { read, setUps: faults.flatMap(({ setUps }) => setUps) };

import { blocksContent, patience } from '../limits.ts';
import type { Edit, Fault, Found } from '../report.ts';
import type { Statement } from '../statement.ts';
import {
  bindsOf,
  conditionOf,
  secondsOf,
  setting,
  testsOf,
  type HaproxyModel,
  type Proxied,
} from './model.ts';

type SetUps = Fault<HaproxyModel>['setUps'];

const atPlaces = (
  setUps: SetUps,
  find: (place: Proxied, model: HaproxyModel) => Found | readonly Found[] | undefined,
): Fault<HaproxyModel> => ({
  setUps,
  find: (model) => model.proxied.flatMap((place) => find(place, model) ?? []),
});

const taken = (at: Statement): Found => ({ at, edits: [{ at, put: 'nothing' }] });
const replaced = (at: Statement): Found => ({ at, edits: [{ at, put: 'instead' }] });

const textOf = ({ file, start, end }: Statement): string => file.text.slice(start, end);
const changed = (at: Statement, own: string): Found => ({
  at,
  edits: [{ at, put: 'instead', own: [own] }],
});

/** Rules go before the line that chooses where requests go, or before the server of `listen`. */
const anchorOf = ({ front }: Proxied): Statement =>
  (front.children ?? []).find(({ name }) =>
    ['default_backend', 'use_backend', 'server', 'balance'].includes(name),
  ) ?? front;

const added = (place: Proxied): Found => ({
  at: anchorOf(place),
  edits: [{ at: anchorOf(place), put: 'before' }],
});

const rules = (
  { lines }: Proxied,
  kind: string,
  ...actions: readonly string[]
): readonly Statement[] =>
  lines.filter(({ name, args }) => name === kind && actions.includes(args[0] ?? ''));

/** What sets a header of requests, also in the way of versions before 2.1. */
const setters = (place: Proxied, header: string): readonly Statement[] => [
  ...rules(place, 'http-request', 'set-header', 'add-header').filter(
    ({ args }) => args[1]?.toLowerCase() === header,
  ),
  ...place.lines.filter(
    ({ name, args }) =>
      /^reqi?(?:add|rep|set)/.test(name) && args.join(' ').toLowerCase().includes(header),
  ),
];

/** Whether a rule that deletes headers takes a certain one, which stands for its kind. */
const deletes = ({ args }: Statement, header: string): boolean => {
  const name = (args[1] ?? '').toLowerCase();
  const method = args[args.indexOf('-m') + 1];
  const wanted = header.toLowerCase();
  if (!args.includes('-m')) return name === wanted;
  if (method === 'beg') return wanted.startsWith(name);
  if (method === 'end') return wanted.endsWith(name);
  if (method === 'sub') return wanted.includes(name);
  if (method !== 'reg') return name === wanted;
  try {
    return name.length < 300 && new RegExp(name, 'i').test(wanted);
  } catch {
    return false;
  }
};

const removing = (
  setUps: SetUps,
  kind: 'http-request' | 'http-response',
  headers: readonly string[],
): Fault<HaproxyModel> =>
  atPlaces(setUps, (place) =>
    rules(place, kind, 'del-header')
      .filter(
        (rule) =>
          conditionOf(rule) === undefined && headers.some((header) => deletes(rule, header)),
      )
      .map(taken),
  );

/** A rule that refuses some paths, by one test of the path alone. */
const refused = (setUps: SetUps, paths: readonly string[]): Fault<HaproxyModel> =>
  atPlaces(setUps, (place) =>
    [
      ...rules(place, 'http-request', 'return', 'deny', 'reject', 'tarpit'),
      ...place.lines.filter(({ name }) => name === 'block'),
    ]
      .filter((rule) => {
        const condition = conditionOf(rule);
        if (
          condition?.isIf !== true ||
          condition.words.includes('or') ||
          condition.words.includes('||')
        )
          return false;
        const tests = testsOf(place, condition.words);
        if (/\b(?:src|method|hdr|ssl_fc|http_auth)\b|!/.test(tests)) return false;
        const begins = [...tests.matchAll(/path_beg(?: -i)? (\/\S+)/g)].map(([, one = '']) => one);
        const exact = [...tests.matchAll(/path(?: -i)? (\/\S+)/g)].map(([, one = '']) => one);
        return paths.some(
          (path) => begins.some((one) => path.startsWith(one)) || exact.includes(path),
        );
      })
      .map(taken),
  );

const authRules = (place: Proxied): readonly Statement[] => rules(place, 'http-request', 'auth');

const isExempt = (place: Proxied, rule: Statement, path: RegExp): boolean => {
  const condition = conditionOf(rule);
  return (
    condition === undefined ||
    path.test(testsOf(place, condition.words)) ||
    !/http_auth/.test(testsOf(place, condition.words))
  );
};

const clearsAuthorization = (place: Proxied): Statement | undefined =>
  rules(place, 'http-request', 'del-header', 'set-header').find(
    ({ args }) => args[1]?.toLowerCase() === 'authorization',
  );

const timeoutOf = (model: HaproxyModel, section: Statement, name: string): Statement | undefined =>
  setting(model, section, 'timeout', name);

const secondsAt = (line: Statement | undefined): number =>
  line === undefined ? Infinity : secondsOf(line.args[1] ?? '');

const removedWords = /^(?:req|rsp)i?(?:add|allow|del|deny|pass|rep|setbe|tarpit)$/;

/** A rule of before 2.1 as one of today, where it adds or deletes a header. */
const modern = ({ name, args }: Statement): string | undefined => {
  const kind = name.startsWith('rsp') ? 'http-response' : 'http-request';
  const [first = '', ...rest] = args;
  const condition = rest.length > 0 ? ` ${rest.join(' ')}` : '';
  const header = /^([\w-]+):\s*(.*)$/.exec(first);
  if (/^(?:req|rsp)add$/.test(name) && header !== null) {
    const value = (header[2] ?? '').replaceAll(' ', '\\ ');
    return `${kind} set-header ${header[1] ?? ''} ${value}${condition}`;
  }
  const deleted = /^\^?([\w-]+):/.exec(first);
  return /^(?:req|rsp)i?del$/.test(name) && deleted !== null
    ? `${kind} del-header ${deleted[1] ?? ''}${condition}`
    : undefined;
};

/** Below this, the browsers and agents of a small team take every place that `maxconn` leaves. */
const fewestConnections = 100;

/** Everything that the site knows to be wrong in files of HAProxy. */
export const haproxyFaults: readonly Fault<HaproxyModel>[] = [
  atPlaces(['haproxy/removed-header-rules', 'haproxy/removed-header-rules/host'], (place) =>
    place.lines
      .filter(({ name }) => removedWords.test(name))
      .map((line) => {
        // HAProxy passes the name of the client on by itself.
        if (/^reqi?rep$/.test(line.name) && /^\^?Host:/i.test(line.args[0] ?? ''))
          return taken(line);
        const own = modern(line);
        return own === undefined ? { at: line, edits: [] } : changed(line, own);
      }),
  ),
  atPlaces(['haproxy/scheme-not-passed', 'haproxy/https-not-announced'], (place, { url }) => {
    const isHttps = url === undefined ? place.tls : url.scheme === 'https';
    return isHttps && setters(place, 'x-forwarded-proto').length === 0 ? added(place) : undefined;
  }),
  atPlaces(['haproxy/scheme-replaced-inside'], (place, { url }) => {
    const lines = setters(place, 'x-forwarded-proto');
    const isGood = lines.some(
      (line) =>
        line.args[2] === 'https' && !/ssl_fc/.test(conditionOf(line)?.words.join(' ') ?? ''),
    );
    const [first, ...rest] = lines;
    if (url?.scheme !== 'https' || place.tls || isGood || first === undefined) return undefined;
    return {
      at: first,
      edits: [{ at: first, put: 'instead' }, ...rest.map((at): Edit => ({ at, put: 'nothing' }))],
    };
  }),
  atPlaces(
    ['haproxy/secure-cookie-over-http', 'haproxy/secure-cookie-on-plain-page'],
    (place, { url }) =>
      setters(place, 'x-forwarded-proto')
        .filter(
          (line) =>
            url?.scheme === 'http' && line.args[2] === 'https' && conditionOf(line) === undefined,
        )
        .map(replaced),
  ),
  atPlaces(['haproxy/value-made-up', 'haproxy/fixed-forwarded-port'], (place, { url }) => {
    const ports = url === undefined ? (place.tls ? place.ports : []) : [url.port];
    return setters(place, 'x-forwarded-port')
      .filter(
        ({ args }) =>
          /^\d+$/.test(args[2] ?? '') && ports.length > 0 && !ports.includes(Number(args[2])),
      )
      .map(taken);
  }),
  atPlaces(['haproxy/host-replaced'], (place, { url }) => {
    if (setters(place, 'x-forwarded-host').length > 0) return undefined;
    const inner = (place.back.children ?? [])
      .filter(({ name }) => name === 'server')
      .map(({ args }) => args[1]?.toLowerCase());
    return rules(place, 'http-request', 'set-header')
      .filter(({ args }) => args[1]?.toLowerCase() === 'host')
      .filter(({ args }) => {
        const value = (args[2] ?? '').toLowerCase();
        const isOther = url !== undefined && value.replace(/:\d+$/, '') !== url.host;
        return !value.includes('%[') && (isOther || inner.includes(value));
      })
      .map(taken);
  }),
  atPlaces(['haproxy/twenty-connections'], ({ front }, model) => {
    const line = setting(model, front, 'maxconn');
    return line !== undefined && Number(line.args[0]) < fewestConnections ? taken(line) : undefined;
  }),
  atPlaces(
    ['haproxy/path-differs', 'haproxy/prefix-removed', 'haproxy/prefix-stripped-by-sample'],
    (place) =>
      [...rules(place, 'http-request', 'replace-path', 'replace-uri', 'set-path', 'set-uri')]
        .filter(({ args }) => {
          const [action = '', match = '', into = ''] = args;
          return action.startsWith('replace')
            ? /^\^?\(?\/[\w-]+\/?\(?/.test(match) && /^\/?\\[12]$/.test(into)
            : /regsub\(\^?\/[\w-]+/.test(match);
        })
        .map(taken),
  ),
  atPlaces(['haproxy/header-buffer-too-small'], (_, { sections }) => {
    const global = sections.find(({ name }) => name === 'global');
    const line = global?.children?.find(({ name }) => name === 'tune.bufsize');
    if (global === undefined || Number(line?.args[0] ?? 16_384) >= 32_768) return undefined;
    return line === undefined
      ? { at: global, edits: [{ at: global, put: 'inside' }] }
      : replaced(line);
  }),
  atPlaces(['haproxy/answer-takes-too-long'], ({ back }, model) => {
    const line = timeoutOf(model, back, 'server');
    return line !== undefined && secondsAt(line) < patience.answer ? replaced(line) : undefined;
  }),
  atPlaces(['haproxy/websocket-idle-limit'], ({ front, back }, model) => {
    const tunnel = timeoutOf(model, back, 'tunnel');
    const client = timeoutOf(model, front, 'client');
    const server = timeoutOf(model, back, 'server');
    if (client === undefined || server === undefined || tunnel !== undefined) return undefined;
    if (secondsAt(client) >= patience.websocket || secondsAt(server) >= patience.websocket)
      return undefined;
    return {
      at: client,
      edits: [
        { at: client, put: 'instead' },
        { at: server, put: 'nothing' },
      ],
    };
  }),
  {
    setUps: ['haproxy/tcp-idle-limit'],
    find: (model) =>
      model.agents.flatMap((section): Found[] => {
        const lines = ['client', 'server'].flatMap((name) => timeoutOf(model, section, name) ?? []);
        // Remoting pings every five minutes.
        if (!lines.some((line) => secondsAt(line) < 300)) return [];
        const own = lines.filter(({ parent }) => parent === section);
        const [first, ...rest] = own;
        return [
          {
            at: first ?? section,
            edits:
              first === undefined
                ? [{ at: section, put: 'inside' }]
                : [
                    { at: first, put: 'instead' },
                    ...rest.map((at): Edit => ({ at, put: 'nothing' })),
                  ],
          },
        ];
      }),
  },
  atPlaces(['haproxy/second-policy'], (place) =>
    [
      ...rules(place, 'http-response', 'set-header', 'add-header'),
      ...rules(place, 'http-after-response', 'set-header', 'add-header'),
    ]
      .filter(
        ({ args }) =>
          args[1]?.toLowerCase() === 'content-security-policy' &&
          blocksContent.test(args.slice(2).join(' ')),
      )
      .map(taken),
  ),
  removing(['haproxy/referer-removed'], 'http-request', ['Referer']),
  removing(['haproxy/cookie-not-returned', 'haproxy/login-cookie-removed'], 'http-request', [
    'Cookie',
  ]),
  removing(['haproxy/crumb-header-removed'], 'http-request', ['Jenkins-Crumb']),
  removing(['haproxy/agent-request-headers-removed'], 'http-request', ['Secret-Key', 'Node-Name']),
  removing(['haproxy/cli-origin-replaced'], 'http-request', ['Origin']),
  removing(['haproxy/event-header-removed'], 'http-request', ['X-GitHub-Event', 'X-Gitlab-Event']),
  removing(['haproxy/agent-headers-removed'], 'http-response', [
    'X-Jenkins-JNLP-Port',
    'X-Hudson-JNLP-Port',
  ]),
  atPlaces(['haproxy/cookie-path-changed'], (place) =>
    rules(place, 'http-response', 'replace-header', 'replace-value')
      .filter(
        ({ args }) => args[1]?.toLowerCase() === 'set-cookie' && /path=\/\w/i.test(args[3] ?? ''),
      )
      .map(taken),
  ),
  refused(['haproxy/endpoint-not-routed'], ['/wsagents/agent']),
  refused(['haproxy/cli-path-refused'], ['/cli/ws', '/cli']),
  refused(['haproxy/listener-path-refused'], ['/tcpSlaveAgentListener/']),
  atPlaces(['haproxy/authorization-forwarded'], (place) => {
    const [rule] = authRules(place);
    return rule === undefined || clearsAuthorization(place) !== undefined
      ? undefined
      : { at: rule, edits: [{ at: rule, put: 'after', change: 1 }] };
  }),
  atPlaces(['haproxy/webhook-behind-password'], (place) => {
    const [rule] = authRules(place);
    if (rule === undefined || clearsAuthorization(place) !== undefined) return undefined;
    return isExempt(place, rule, /github-webhook/)
      ? undefined
      : { at: rule, edits: [{ at: rule, put: 'instead', change: 1 }] };
  }),
  atPlaces(['haproxy/login-not-open', 'haproxy/machines-not-exempt'], (place) => {
    const [rule] = authRules(place);
    const clears = clearsAuthorization(place);
    if (rule === undefined || clears === undefined || isExempt(place, rule, /\blogin\b/))
      return undefined;
    return {
      at: rule,
      edits: [
        { at: rule, put: 'instead', change: 1 },
        { at: clears, put: 'nothing' },
      ],
    };
  }),
  atPlaces(['haproxy/webhook-address-refused'], (place) =>
    rules(place, 'http-request', 'deny', 'reject', 'return')
      .filter((rule) => {
        const condition = conditionOf(rule);
        if (condition === undefined || condition.isIf) return false;
        const tests = testsOf(place, condition.words);
        return /\bsrc\b/.test(tests) && !/\bpath|\|\||\bor\b/.test(tests);
      })
      .map(replaced),
  ),
  atPlaces(['haproxy/redirect-turns-post-into-get'], (place) =>
    [
      ...place.lines.filter(({ name }) => name === 'redirect'),
      ...rules(place, 'http-request', 'redirect'),
    ]
      .filter(({ args }) => {
        const words = args[0] === 'redirect' ? args.slice(1) : args;
        const [kind = '', target = ''] = words;
        const isHttps = kind === 'scheme' ? target === 'https' : target.startsWith('https:');
        return isHttps && !/^30[78]$/.test(words[words.indexOf('code') + 1] ?? '');
      })
      .map((line) => {
        const text = textOf(line).replace(/\s+code\s+\d+/, '');
        const at = text.search(/\s(?:if|unless)\s/);
        const end = at < 0 ? text.length : at;
        return changed(line, `${text.slice(0, end)} code 308${text.slice(end)}`);
      }),
  ),
  atPlaces(['haproxy/sni-not-sent'], ({ back }) =>
    (back.children ?? [])
      .filter(
        ({ name, args }) => name === 'server' && args.includes('ssl') && !args.includes('sni'),
      )
      .map(replaced),
  ),
  atPlaces(['haproxy/public-address-only'], ({ front }) => {
    const addresses = bindsOf(front).map((bind) => ({ bind, where: bind.args[0] ?? '' }));
    const isNarrow = ({ where }: { where: string }): boolean =>
      !/^(?:\*?:|0\.0\.0\.0|\[?::\]?:|127\.|localhost|unix@|\/|fd@|abns@|ipv[46]@:)|,/.test(where);
    const plain = addresses.filter(
      ({ bind, where }) => /:80$/.test(where) && !bind.args.includes('ssl'),
    );
    const [first] = plain;
    return first === undefined || !addresses.every(isNarrow) ? undefined : replaced(first.bind);
  }),
];

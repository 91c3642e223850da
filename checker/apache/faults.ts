import { chainLeftOut } from '../found.ts';
import { blocksContent, patience } from '../limits.ts';
import type { Edit, Fault, Found } from '../report.ts';
import { within, type Statement } from '../statement.ts';
import {
  covers,
  hasFlag,
  holding,
  hostOf,
  sectionOf,
  type ApacheModel,
  type Proxied,
} from './model.ts';

type SetUps = Fault<ApacheModel>['setUps'];

const atPlaces = (
  setUps: SetUps,
  find: (place: Proxied, model: ApacheModel) => Found | readonly Found[] | undefined,
): Fault<ApacheModel> => ({
  setUps,
  find: (model) => model.proxied.flatMap((place) => find(place, model) ?? []),
});

const taken = (at: Statement): Found => ({ at, edits: [{ at, put: 'nothing' }] });
const replaced = (at: Statement): Found => ({ at, edits: [{ at, put: 'instead' }] });
const together = ([first, ...rest]: readonly Statement[]): Found | undefined =>
  first && { at: first, edits: [first, ...rest].map((at): Edit => ({ at, put: 'nothing' })) };

/** The whole of `ProxyPass` as it should be, for a host of its own or for a path. */
const wholePass = (place: Proxied): Edit => ({
  at: place.pass,
  put: 'instead',
  from: pathOf(place) === '' ? 'apache/upgrade-not-passed' : 'apache/path-differs',
});

/** A section keeps its `ProxyPass` without a path; the right line has one, and goes in front of it. */
const passFound = (place: Proxied): Found => {
  const section = sectionOf(place.pass);
  const edit = wholePass(place);
  return section === null
    ? { at: place.pass, edits: [edit] }
    : {
        at: place.pass,
        edits: [
          { ...edit, at: section, put: 'before' },
          { at: place.pass, put: 'nothing' },
        ],
      };
};

/** Lines of the virtual host go before the line, or the section, that passes requests on. */
const added = (place: Proxied, change = 0): Found => ({
  at: place.pass,
  edits: [{ at: sectionOf(place.pass) ?? place.pass, put: 'before', change }],
});

/** The context path on the outside, without its final slash. */
const pathOf = ({ path }: Proxied): string =>
  path.startsWith('/') ? path.replace(/\/+$/, '') : '';

/** The path on the inside. */
const innerPath = ({ target }: Proxied): string =>
  /^(?:unix:[^|]*\|)?[a-z]+:\/\/[^/]*(.*)$/i.exec(target)?.[1] ?? '';

/** What a header of the request is set to, when every request has it so; the last line wins. */
const headerSet = (model: ApacheModel, place: Proxied, header: string): Statement | undefined =>
  holding(model, place, 'requestheader').findLast(
    ({ args }) =>
      args[1]?.toLowerCase() === header.toLowerCase() &&
      /^(?:set|unset|add|append|merge|setifempty)$/i.test(args[0] ?? ''),
  );

const valueOf = (line: Statement | undefined): string | undefined =>
  line === undefined || /^unset$/i.test(line.args[0] ?? '') ? undefined : (line.args[2] ?? '');

/** Lines that take something away from every request or response. */
const removing = (
  setUps: SetUps,
  directive: 'requestheader' | 'header',
  header: RegExp,
): Fault<ApacheModel> =>
  atPlaces(setUps, (place, model) =>
    together(
      holding(model, place, directive).filter(({ args }) => {
        const words = args[0] === 'always' || args[0] === 'onsuccess' ? args.slice(1) : args;
        return /^unset$/i.test(words[0] ?? '') && header.test(words[1] ?? '') && words.length < 3;
      }),
    ),
  );

/** Redirects of a virtual host on plain HTTP to HTTPS. */
const redirectsToHttps = (model: ApacheModel, host: Statement | null): readonly Statement[] =>
  model.all.filter(
    (one) =>
      hostOf(one) === host &&
      ((one.name === 'rewriterule' && /^https:/.test(one.args[1] ?? '')) ||
        (one.name.startsWith('redirect') && one.args.some((word) => /^https:/.test(word)))),
  );

const codeOf = (line: Statement): string => {
  if (line.name === 'rewriterule') {
    const flag = /\bR(?:=(\w+))?/i.exec(line.args[2] ?? '');
    return flag?.[1] ?? '302';
  }
  if (line.name === 'redirectpermanent') return '301';
  if (line.name === 'redirecttemp') return '302';
  const [first = ''] = line.args;
  return (
    { permanent: '301', temp: '302', seeother: '303' }[first] ??
    (/^\d+$/.test(first) ? first : '302')
  );
};

/** The line with a status that keeps the method. */
const withCode308 = (line: Statement): string => {
  const text = line.file.text.slice(line.start, line.end);
  if (line.name === 'rewriterule') return text.replace(/\bR(?:=\w+)?(?=[,\]])/i, 'R=308');
  return /^redirect(?:match)?$/.test(line.name)
    ? text.replace(/^(\S+)\s+(?:(?:permanent|temp|seeother|30\d)\s+)?/i, '$1 308 ')
    : text.replace(/^\S+/, 'Redirect 308');
};

/** The conditions that stand directly before a rule. */
const conditionsOf = (rule: Statement): readonly Statement[] => {
  const siblings = rule.parent?.children ?? [];
  const all: Statement[] = [];
  for (let at = siblings.indexOf(rule) - 1; siblings[at]?.name === 'rewritecond'; at -= 1) {
    const condition = siblings[at];
    if (condition !== undefined) all.unshift(condition);
  }
  return all;
};

/** A path that does not reach Jenkins although others do. */
const refused = (setUps: SetUps, paths: readonly string[]): Fault<ApacheModel> =>
  atPlaces(setUps, (place, model) => {
    const base = pathOf(place);
    const { all } = model;
    const mine = all.filter((one) => hostOf(one) === place.host);
    const end = mine.indexOf(place.pass);
    for (const path of paths) {
      const full = base + path;
      const left = mine
        .slice(0, end < 0 ? mine.length : end)
        .find(
          ({ name, args }) =>
            name === 'proxypass' &&
            args[1] === '!' &&
            args[0] !== '/' &&
            full.startsWith(args[0] ?? '-'),
        );
      if (left !== undefined) return taken(left);
      const section = mine.findLast(
        (one) =>
          /^location/.test(one.name) &&
          covers(one, full) &&
          within(one).some(({ name }) => name === 'require' || name === 'deny'),
      );
      const isDenied =
        section !== undefined &&
        section.args.at(-1) !== '/' &&
        within(section).some(
          ({ name, args }) =>
            (name === 'require' && /^all denied$/i.test(args.join(' '))) ||
            (name === 'deny' && /^from all$/i.test(args.join(' '))),
        );
      if (isDenied) return taken(section);
    }
    return undefined;
  });

/** The section whose password holds for a path; a later one may let it through. */
const passwordFor = (model: ApacheModel, place: Proxied, path: string): Statement | undefined => {
  const sections = model.all.filter(
    (one) =>
      (hostOf(one) === place.host || hostOf(one) === null) &&
      /^(?:location|locationmatch|proxy)$/.test(one.name) &&
      covers(one, pathOf(place) + path) &&
      (one.children ?? []).some(({ name }) => /^require/.test(name)),
  );
  const last = sections.at(-1);
  const asks = last?.children?.find(
    ({ name, args }) =>
      name === 'require' && /^(?:valid-user|user|group|ldap)/i.test(args[0] ?? ''),
  );
  return asks === undefined ? undefined : last;
};

const clearsAuthorization = (model: ApacheModel, place: Proxied): boolean =>
  holding(model, place, 'requestheader').some(
    ({ args }) =>
      /^(?:unset|set)$/i.test(args[0] ?? '') && args[1]?.toLowerCase() === 'authorization',
  );

const rewriteFound = (place: Proxied): Found => {
  const siblings = place.pass.parent?.children ?? [];
  const engine = siblings.filter(({ name }) => name === 'rewriteengine');
  const isLast = siblings.filter(({ name }) => name === 'rewriterule').length === 1;
  return {
    at: place.pass,
    edits: [
      { at: place.pass, put: 'instead' },
      ...conditionsOf(place.pass).map((at): Edit => ({ at, put: 'nothing' })),
      ...(isLast ? engine.map((at): Edit => ({ at, put: 'nothing' })) : []),
    ],
  };
};

/** Everything that the site knows to be wrong in files of Apache. */
export const apacheFaults: readonly Fault<ApacheModel>[] = [
  atPlaces(['apache/chain-incomplete'], (place, model) =>
    holding(model, place, 'sslcertificatechainfile').length > 0
      ? undefined
      : chainLeftOut(holding(model, place, 'sslcertificatefile')),
  ),
  atPlaces(['apache/scheme-not-passed', 'apache/https-not-announced'], (place, model) => {
    const isHttps = model.url === undefined ? place.tls : model.url.scheme === 'https';
    if (!isHttps || valueOf(headerSet(model, place, 'X-Forwarded-Proto')) !== undefined)
      return undefined;
    return model.unclear.length > 0 ? undefined : added(place);
  }),
  atPlaces(['apache/scheme-replaced-inside'], (place, { url, ...rest }) => {
    const line = headerSet({ url, ...rest }, place, 'X-Forwarded-Proto');
    const value = valueOf(line) ?? '';
    return line !== undefined &&
      url?.scheme === 'https' &&
      !place.tls &&
      /^http$|REQUEST_SCHEME/.test(value)
      ? replaced(line)
      : undefined;
  }),
  atPlaces(
    ['apache/secure-cookie-over-http', 'apache/secure-cookie-on-plain-page'],
    (place, model) => {
      const line = headerSet(model, place, 'X-Forwarded-Proto');
      return line !== undefined && model.url?.scheme === 'http' && valueOf(line) === 'https'
        ? replaced(line)
        : undefined;
    },
  ),
  atPlaces(['apache/value-made-up'], (place, model) => {
    const line = headerSet(model, place, 'X-Forwarded-Port');
    const port = valueOf(line) ?? '';
    const wanted = model.url?.port ?? (place.tls ? place.port : undefined);
    return line !== undefined &&
      /^\d+$/.test(port) &&
      wanted !== undefined &&
      Number(port) !== wanted
      ? replaced(line)
      : undefined;
  }),
  atPlaces(['apache/final-slash-missing'], (place) =>
    place.kind === 'pass' && place.path === '/' && /^https?:\/\/[^/]+$/i.test(place.target)
      ? passFound(place)
      : undefined,
  ),
  atPlaces(['apache/path-differs', 'apache/prefix-removed'], (place) => {
    const inner = innerPath(place).replace(/\/+$/, '');
    return place.kind === 'pass' && pathOf(place) !== '' && inner !== pathOf(place) && inner === ''
      ? passFound(place)
      : undefined;
  }),
  atPlaces(['apache/final-slashes-differ'], (place) => {
    const inner = innerPath(place);
    const isSame = inner.endsWith('/') === place.path.endsWith('/');
    return place.kind === 'pass' &&
      pathOf(place) !== '' &&
      inner.replace(/\/+$/, '') === pathOf(place) &&
      !isSame
      ? passFound(place)
      : undefined;
  }),
  atPlaces(['apache/slash-decoded'], (place, model) => {
    const line = holding(model, place, 'allowencodedslashes').findLast(
      (one) => hostOf(one) === place.host,
    );
    if (line === undefined || !/^on$/i.test(line.args[0] ?? '')) return undefined;
    const isRaw = place.options.some((one) => /^nocanon$/i.test(one));
    return isRaw
      ? undefined
      : { at: line, edits: [{ at: line, put: 'instead' }, ...passFound(place).edits] };
  }),
  atPlaces(
    ['apache/slash-refused', 'apache/slash-refused/log-level', 'apache/encoded-slash-refused'],
    (place, model) => {
      // Not inherited from the server into a virtual host.
      const line = holding(model, place, 'allowencodedslashes').findLast(
        (one) => hostOf(one) === place.host,
      );
      if (line !== undefined && !/^off$/i.test(line.args[0] ?? '')) return undefined;
      if (line === undefined && model.unclear.length > 0) return undefined;
      return line === undefined ? added(place) : replaced(line);
    },
  ),
  atPlaces(['apache/space-rewritten'], (place) =>
    place.kind === 'rewrite' && hasFlag(place.pass, 'NE') && !hasFlag(place.pass, 'B')
      ? rewriteFound(place)
      : undefined,
  ),
  atPlaces(['apache/question-mark-rewritten'], (place) =>
    place.kind === 'rewrite' && !hasFlag(place.pass, 'NE') && !hasFlag(place.pass, 'UNSAFEALLOW3F')
      ? rewriteFound(place)
      : undefined,
  ),
  atPlaces(['apache/upgrade-not-passed', 'apache/cli-upgrade-not-passed'], (place, { all }) => {
    const isPassed =
      place.options.some((one) => /^upgrade=/i.test(one)) ||
      all.some(
        (one) => hostOf(one) === place.host && one.args.some((word) => /^wss?:/i.test(word)),
      );
    return isPassed || place.kind !== 'pass' ? undefined : passFound(place);
  }),
  atPlaces(['apache/header-buffer-too-small'], (place) => {
    const size = place.options
      .map((one) => /^responsefieldsize=(\d+)$/i.exec(one)?.[1])
      .find(Boolean);
    return place.kind === 'pass' && Number(size ?? 8192) < 16_384 ? passFound(place) : undefined;
  }),
  atPlaces(['apache/answer-takes-too-long'], (place, model) => {
    const line = holding(model, place, 'proxytimeout').at(-1);
    return line !== undefined && Number(line.args[0]) < patience.answer
      ? replaced(line)
      : undefined;
  }),
  atPlaces(['apache/second-policy'], (place, model) =>
    holding(model, place, 'header')
      .filter(({ args }) => {
        const words = args[0] === 'always' || args[0] === 'onsuccess' ? args.slice(1) : args;
        return (
          /^(?:set|add|append|merge|setifempty)$/i.test(words[0] ?? '') &&
          /^Content-Security-Policy$/i.test(words[1] ?? '') &&
          blocksContent.test(words[2] ?? '')
        );
      })
      .map(taken),
  ),
  removing(['apache/referer-removed'], 'requestheader', /^Referer$/i),
  removing(['apache/cookie-not-returned'], 'requestheader', /^Cookie$/i),
  removing(['apache/crumb-header-removed'], 'requestheader', /^(?:Jenkins-Crumb|\.crumb)$/i),
  removing(
    ['apache/agent-request-headers-removed'],
    'requestheader',
    /^(?:Secret-Key|Node-Name|X-Remoting-Capability|Connection-Cookie)$/i,
  ),
  removing(['apache/cli-origin-replaced'], 'requestheader', /^Origin$/i),
  removing(['apache/login-cookie-removed'], 'header', /^Set-Cookie$/i),
  removing(['apache/agent-headers-removed'], 'header', /^X-(?:Jenkins|Hudson)-(?:JNLP|CLI|Agent)/i),
  atPlaces(['apache/cookie-path-changed', 'apache/login-cookie-path'], (place, model) =>
    holding(model, place, 'proxypassreversecookiepath')
      .filter(({ args }) => {
        const to = (args[1] ?? '/').replace(/\/$/, '');
        return to !== '' && to !== pathOf(place) && args[0] !== args[1];
      })
      .map(taken),
  ),
  refused(['apache/endpoint-not-routed'], ['/wsagents/agent']),
  refused(['apache/listener-path-refused'], ['/tcpSlaveAgentListener/']),
  refused(['apache/cli-path-refused'], ['/cli/ws', '/cli']),
  atPlaces(['apache/authorization-forwarded'], (place, model) => {
    const section = passwordFor(model, place, '/');
    return section === undefined || clearsAuthorization(model, place)
      ? undefined
      : { at: section, edits: [{ at: section, put: 'after' }] };
  }),
  atPlaces(['apache/webhook-behind-password'], (place, model) => {
    const section = passwordFor(model, place, '/github-webhook/');
    return section === undefined || clearsAuthorization(model, place)
      ? undefined
      : { at: section, edits: [{ at: section, put: 'after' }] };
  }),
  atPlaces(['apache/login-not-open', 'apache/machines-not-exempt'], (place, model) => {
    const section = passwordFor(model, place, '/login');
    const header = headerSet(model, place, 'Authorization');
    return section === undefined || header === undefined
      ? undefined
      : {
          at: section,
          edits: [
            { at: section, put: 'after' },
            { at: header, put: 'nothing' },
          ],
        };
  }),
  atPlaces(['apache/webhook-address-refused'], (place, model) => {
    const sections = model.all.filter(
      (one) =>
        hostOf(one) === place.host &&
        /^location/.test(one.name) &&
        covers(one, `${pathOf(place)}/github-webhook/`) &&
        (one.children ?? []).some(({ name }) => name === 'require'),
    );
    const last = sections.at(-1);
    const isLimited = last?.children?.some(
      ({ name, args }) => name === 'require' && args[0] === 'ip',
    );
    return last === undefined || isLimited !== true
      ? undefined
      : { at: last, edits: [{ at: last, put: 'after' }] };
  }),
  {
    setUps: ['apache/redirect-turns-post-into-get'],
    find: (model) => {
      const hosts = new Set(
        model.all
          .filter(({ name }) => name === 'virtualhost')
          .filter((host) => /:80\b/.test(host.args[0] ?? '')),
      );
      return [...hosts]
        .filter((host) => !model.proxied.some((place) => place.host === host))
        .flatMap((host) => redirectsToHttps(model, host))
        .filter((line) => /^30[123]$/.test(codeOf(line)))
        .map((line): Found => ({
          at: line,
          edits: [{ at: line, put: 'instead', own: [withCode308(line)] }],
        }));
    },
  },
  atPlaces(['apache/two-hops-redirect'], (place, model) => {
    if (place.tls || place.host === null) return undefined;
    const rule = redirectsToHttps(model, place.host).find((line) => {
      const conditions = conditionsOf(line).filter(
        ({ args }) => !/THE_REQUEST|REQUEST_URI/.test(args[0] ?? ''),
      );
      return conditions.every(({ args }) => /%\{HTTPS\}|SERVER_PORT/i.test(args[0] ?? ''));
    });
    if (rule === undefined) return undefined;
    const first = conditionsOf(rule)[0] ?? rule;
    return { at: rule, edits: [{ at: first, put: 'before' }] };
  }),
  atPlaces(['apache/access-rules-of-2-2'], (place, model) => {
    const old = model.all.filter(
      (one) =>
        /^(?:order|allow|deny|satisfy)$/.test(one.name) &&
        (hostOf(one) === place.host || hostOf(one) === null),
    );
    const sections = [...new Set(old.map(({ parent }) => parent))];
    const whole = sections.filter(
      (one): one is Statement =>
        one !== null && (one.children ?? []).every((child) => old.includes(child)),
    );
    const lines = old.filter(({ parent }) => parent === null || !whole.includes(parent));
    return together([...whole, ...lines].toSorted((a, b) => a.start - b.start));
  }),
];

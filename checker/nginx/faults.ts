import { chainLeftOut } from '../found.ts';
import { blocksContent, patience, upload } from '../limits.ts';
import type { Edit, Fault, Found } from '../report.ts';
import { within, type Statement } from '../statement.ts';
import {
  bytesOf,
  effective,
  headerSet,
  locationFor,
  mayBeElsewhere,
  secondsOf,
  type NginxModel,
  type Proxied,
} from './model.ts';

type Setups = Fault<NginxModel>['setUps'];

/** A fault that is looked for at every place that passes requests on to Jenkins. */
const atPlaces = (
  setUps: Setups,
  find: (place: Proxied, model: NginxModel) => Found | readonly Found[] | undefined,
): Fault<NginxModel> => ({
  setUps,
  find: (model) => model.proxied.flatMap((place) => find(place, model) ?? []),
});

const taken = (at: Statement): Found => ({ at, edits: [{ at, put: 'nothing' }] });
/** Lines that go together, since each does the same harm. */
const together = ([first, ...rest]: readonly Statement[]): Found | undefined =>
  first && { at: first, edits: [first, ...rest].map((at): Edit => ({ at, put: 'nothing' })) };
const replaced = (at: Statement): Found => ({ at, edits: [{ at, put: 'instead' }] });

/** Lines go where those of the same directive hold, or beside `proxy_pass`. */
const added = (place: Proxied, name: string): Found => {
  const last = effective(place.pass, name).at(-1);
  return {
    at: place.pass,
    edits: [last === undefined ? { at: place.pass, put: 'before' } : { at: last, put: 'after' }],
  };
};

/** A value that nginx replaces by what the client sent as `Host`, or by the name of the server. */
const ofClient = /\$(?:http_)?host\b/;

const serverNames = ({ server }: Proxied): readonly string[] =>
  (server?.children ?? []).filter(({ name }) => name === 'server_name').flatMap(({ args }) => args);

/** Whether a value written out is the public name, with a port or without. */
const isPublicName = (place: Proxied, { url }: NginxModel, value: string): boolean => {
  const name = value.replace(/:.*$/, '');
  return serverNames(place).includes(name) || url?.host === name || /server_name/.test(value);
};

const valueOf = (line: Statement | undefined): string | undefined => line?.args.slice(1).join(' ');

/** Whether Jenkins learns the name that the browser uses; `undefined` where the files do not show it. */
export const knowsHost = (place: Proxied, model: NginxModel): boolean | undefined => {
  const isGood = (value: string | undefined): boolean =>
    value !== undefined && (ofClient.test(value) || isPublicName(place, model, value));
  const names = ['Host', 'X-Forwarded-Host'].map((name) => valueOf(headerSet(place.pass, name)));
  if (names.some(isGood)) return true;
  const isOwn = names.some((value) => value !== undefined && /^\$(?!proxy_)/.test(value));
  return isOwn || mayBeElsewhere(place, 'proxy_set_header') ? undefined : false;
};

/** The schemes that clients use, as the listeners or the reader's URL say. */
const speaksTls = ({ listeners }: Proxied): boolean => listeners.some(({ tls }) => tls);

/** `https` only where every listener speaks TLS, or none does and the URL says so. */
const schemeSet = (place: Proxied): string | undefined =>
  valueOf(headerSet(place.pass, 'X-Forwarded-Proto'));

/** Ports of the public URL, where they can be told. */
const publicPorts = ({ listeners }: Proxied, { url }: NginxModel): readonly number[] => {
  if (url !== undefined) return [url.port];
  const tls = listeners.filter((one) => one.tls);
  return tls.map(({ port }) => port);
};

const isDefault = (port: number): boolean => port === 80 || port === 443;

/** The path of a location is taken away before Jenkins sees it. */
const strippedBy = (place: Proxied): Statement | undefined => {
  const { location, pass, path, target } = place;
  const rewrite = (location?.children ?? []).find(
    ({ name, args }) =>
      name === 'rewrite' &&
      args[2] === 'break' &&
      path !== '' &&
      (args[0] ?? '').includes(path) &&
      !(args[1] ?? '').includes(path),
  );
  if (rewrite !== undefined) return rewrite;
  const isPrefix = location?.args.length === 1 || location?.args[0] === '^~';
  return path !== '' && isPrefix && target.path === '/' ? pass : undefined;
};

/** What makes nginx send a path on that it has decoded. */
export const decodedBy = ({ location, pass, target }: Proxied): Statement | undefined => {
  if (/\$uri|\$document_uri/.test(pass.args[0] ?? '')) return pass;
  const hasVariable = (pass.args[0] ?? '').includes('$');
  if (target.path !== '' && !hasVariable) return pass;
  return (location?.children ?? []).find(
    ({ name, args }) => name === 'rewrite' && args[2] === 'break' && !hasVariable,
  );
};

/** Request headers that are emptied; another value counts where none is right. */
const emptied = (setUps: Setups, header: RegExp): Fault<NginxModel> =>
  atPlaces(setUps, ({ pass }) =>
    effective(pass, 'proxy_set_header')
      .filter(({ args }) => header.test(args[0] ?? '') && args[1] === '')
      .map(taken),
  );

/** Response headers that are taken away. */
const hidden = (setUps: Setups, header: RegExp): Fault<NginxModel> =>
  atPlaces(setUps, ({ pass }) =>
    together(effective(pass, 'proxy_hide_header').filter(({ args }) => header.test(args[0] ?? ''))),
  );

const isSetTo = (place: Proxied, name: string, value: string): boolean =>
  effective(place.pass, name).some(({ args }) => args[0]?.toLowerCase() === value);

/** Whether `Upgrade` and `Connection` are passed on as WebSocket needs them. */
const upgradeMissing = (place: Proxied): 'none' | 'headers' | 'connection' | 'version' => {
  const upgrade = valueOf(headerSet(place.pass, 'Upgrade')) ?? '';
  const connection = valueOf(headerSet(place.pass, 'Connection')) ?? '';
  const hasHeaders = upgrade !== '' && /upgrade|\$/i.test(connection);
  const version = effective(place.pass, 'proxy_http_version')[0]?.args[0];
  const isModern = version === '1.1' || version === '2';
  if (!hasHeaders) return upgrade === '' ? 'headers' : 'connection';
  return isModern ? 'none' : 'version';
};

/** `Upgrade` and its companions as one: what is there of them goes. */
const upgradeFound = (place: Proxied, isWhole: boolean): Found => {
  const old = [
    ...effective(place.pass, 'proxy_set_header').filter(({ args }) =>
      /^(?:Upgrade|Connection)$/i.test(args[0] ?? ''),
    ),
    ...(isWhole ? effective(place.pass, 'proxy_http_version') : []),
  ];
  const { at, edits } = added(place, 'proxy_set_header');
  const removed = old.map((line): Edit => ({ at: line, put: 'nothing' }));
  const [anchor] = edits;
  // A line that goes is no place to put others after.
  const first = anchor !== undefined && old.includes(anchor.at) ? old[0] : undefined;
  return {
    at: old[0] ?? at,
    edits:
      first === undefined
        ? [...edits, ...removed]
        : [{ at: first, put: 'instead' }, ...removed.filter((edit) => edit.at !== first)],
  };
};

/** A path below the context path whose location does not lead to Jenkins. */
const refused = (setUps: Setups, paths: readonly string[]): Fault<NginxModel> =>
  atPlaces(setUps, (place) => {
    const { server, location, path } = place;
    if (server === null || location?.parent !== server) return undefined;
    for (const wanted of paths) {
      const chosen = locationFor(server, path + wanted);
      if (chosen === undefined || chosen === location) continue;
      const inside = within(chosen);
      if (inside.some(({ name }) => ['proxy_pass', 'include', 'auth_basic'].includes(name)))
        continue;
      const isRefused = inside.some(
        ({ name, args }) =>
          (name === 'return' && /^[45]\d\d$/.test(args[0] ?? '')) ||
          (name === 'deny' && args[0] === 'all'),
      );
      if (isRefused) return { at: chosen, edits: [{ at: chosen, put: 'nothing' }] };
    }
    return undefined;
  });

/** The password of nginx holds at a place, written out. */
const passwordAt = (place: Statement): Statement | undefined => {
  const [line] = effective(place, 'auth_basic');
  return line === undefined || line.args[0] === 'off' || (line.args[0] ?? '').includes('$')
    ? undefined
    : line;
};

/** Whether a path below the context path is let through without the password or the address. */
const isExempt = (
  { server, path }: Proxied,
  wanted: string,
  name: string,
  free: RegExp,
): boolean => {
  const chosen = server && locationFor(server, path + wanted);
  return (chosen?.children ?? []).some((one) => one.name === name && free.test(one.args[0] ?? ''));
};

const clearsAuthorization = ({ pass }: Proxied): boolean => {
  const value = valueOf(headerSet(pass, 'Authorization'));
  return value !== undefined && !value.includes('$http_authorization');
};

/** What sends a request on plain HTTP to HTTPS. */
const redirects = (server: Statement): readonly Statement[] =>
  (server.children ?? [])
    .flatMap((one) =>
      one.name === 'location' || one.name === 'if' ? [one, ...(one.children ?? [])] : [one],
    )
    .filter(
      ({ name, args, children }) =>
        children === undefined &&
        ((name === 'return' && /^30[12]$/.test(args[0] ?? '') && /^https:/.test(args[1] ?? '')) ||
          (name === 'return' && /^https:/.test(args[0] ?? '')) ||
          (name === 'rewrite' && /^https:/.test(args[1] ?? ''))),
    );

const serversOf = ({ all }: NginxModel): readonly Statement[] =>
  all.filter(
    ({ name, children, parent }) =>
      name === 'server' && children !== undefined && parent?.name !== 'upstream',
  );

/** The servers on plain HTTP that have a name in common with one that leads to Jenkins. */
const plainServers = (model: NginxModel): readonly Statement[] => {
  const names = new Set(model.proxied.flatMap(serverNames));
  return serversOf(model).filter((server) => {
    const own = (server.children ?? []).filter(({ name }) => name === 'server_name');
    const isNamed =
      own.flatMap(({ args }) => args).some((name) => names.has(name)) || own.length === 0;
    return isNamed && !model.proxied.some((place) => place.server === server);
  });
};

/** Everything that the site knows to be wrong in files of nginx. */
export const nginxFaults: readonly Fault<NginxModel>[] = [
  atPlaces(['nginx/host-not-passed'], (place, model) => {
    const target = headerSet(place.pass, 'Host');
    const isInner = target !== undefined && !/\$/.test(valueOf(target) ?? '');
    if (knowsHost(place, model) !== false || (isInner && place.target.scheme === 'https'))
      return undefined;
    const old = ['Host', 'X-Forwarded-Host'].flatMap((name) => headerSet(place.pass, name) ?? []);
    const [first, ...rest] = old;
    return first === undefined
      ? added(place, 'proxy_set_header')
      : {
          at: first,
          edits: [
            { at: first, put: 'instead' },
            ...rest.map((at): Edit => ({ at, put: 'nothing' })),
          ],
        };
  }),
  atPlaces(['nginx/sni-host-differs'], (place, model) => {
    const host = headerSet(place.pass, 'Host');
    const value = valueOf(host) ?? '$';
    if (host === undefined || place.target.scheme !== 'https' || value.includes('$'))
      return undefined;
    return isPublicName(place, model, value)
      ? undefined
      : { at: host, edits: [{ at: host, put: 'instead', change: 1 }] };
  }),
  atPlaces(
    [
      'nginx/scheme-not-passed',
      'nginx/https-not-announced',
      'nginx/https-not-announced/before-2-472',
    ],
    (place, { url }) => {
      const isHttps = url === undefined ? speaksTls(place) : url.scheme === 'https';
      if (!isHttps || schemeSet(place) !== undefined) return undefined;
      return mayBeElsewhere(place, 'proxy_set_header')
        ? undefined
        : added(place, 'proxy_set_header');
    },
  ),
  atPlaces(['nginx/scheme-replaced-inside'], (place, { url }) => {
    const line = headerSet(place.pass, 'X-Forwarded-Proto');
    const isInner = url?.scheme === 'https' && place.listeners.length > 0 && !speaksTls(place);
    return line !== undefined && isInner && /^(?:\$scheme|http)$/.test(valueOf(line) ?? '')
      ? replaced(line)
      : undefined;
  }),
  atPlaces(
    [
      'nginx/value-made-up/scheme',
      'nginx/secure-cookie-over-http',
      'nginx/secure-cookie-on-plain-page',
    ],
    (place, { url }) => {
      const line = headerSet(place.pass, 'X-Forwarded-Proto');
      return line !== undefined && url?.scheme === 'http' && valueOf(line) === 'https'
        ? replaced(line)
        : undefined;
    },
  ),
  atPlaces(['nginx/port-not-passed', 'nginx/host-without-port'], (place, model) => {
    const ports = publicPorts(place, model);
    const lines = ['Host', 'X-Forwarded-Host'].map((name) => headerSet(place.pass, name));
    const values = lines.map(valueOf);
    const hasPort = values.some((value) => value !== undefined && /\$http_host|:/.test(value));
    const forwarded = valueOf(headerSet(place.pass, 'X-Forwarded-Port')) ?? '';
    if (ports.length === 0 || ports.some(isDefault) || hasPort || forwarded !== '')
      return undefined;
    const [first, ...rest] = lines.flatMap((line) => line ?? []);
    if (first === undefined) return undefined;
    return {
      at: first,
      edits: [{ at: first, put: 'instead' }, ...rest.map((at): Edit => ({ at, put: 'nothing' }))],
    };
  }),
  atPlaces(['nginx/value-made-up', 'nginx/fixed-forwarded-port'], (place, model) => {
    const line = headerSet(place.pass, 'X-Forwarded-Port');
    const port = valueOf(line) ?? '';
    const ports = publicPorts(place, model);
    return line !== undefined &&
      /^\d+$/.test(port) &&
      ports.length > 0 &&
      !ports.includes(Number(port))
      ? replaced(line)
      : undefined;
  }),
  atPlaces(['nginx/path-differs', 'nginx/prefix-removed'], (place) => {
    const at = strippedBy(place);
    if (at === undefined) return undefined;
    return at === place.pass
      ? { at, edits: [{ at, put: 'instead', from: 'nginx/slash-decoded' }] }
      : taken(at);
  }),
  atPlaces(['nginx/slash-decoded', 'nginx/encoded-slash-decoded'], (place) => {
    const at = decodedBy(place);
    return at === undefined || at !== place.pass || strippedBy(place) !== undefined
      ? undefined
      : replaced(at);
  }),
  atPlaces(['nginx/slash-decoded/rewrite', 'nginx/encoded-slash-decoded'], (place) => {
    const at = decodedBy(place);
    return at === undefined || at === place.pass || strippedBy(place) !== undefined
      ? undefined
      : taken(at);
  }),
  atPlaces(['nginx/chain-incomplete'], ({ pass }) =>
    chainLeftOut(effective(pass, 'ssl_certificate')),
  ),
  atPlaces(['nginx/second-policy'], ({ pass }) =>
    effective(pass, 'add_header')
      .filter(
        ({ args }) =>
          /^Content-Security-Policy$/i.test(args[0] ?? '') && blocksContent.test(args[1] ?? ''),
      )
      .map(taken),
  ),
  hidden(['nginx/policy-removed'], /^Content-Security-Policy(?:-Report-Only)?$/i),
  hidden(['nginx/cookie-not-returned/not-set', 'nginx/login-cookie-removed'], /^Set-Cookie$/i),
  hidden(['nginx/agent-headers-removed'], /^X-(?:Jenkins|Hudson)-(?:JNLP|CLI|Agent)/i),
  emptied(['nginx/referer-removed'], /^Referer$/i),
  emptied(['nginx/cookie-not-returned', 'nginx/login-cookie-removed/request'], /^Cookie$/i),
  emptied(['nginx/crumb-header-removed'], /^(?:Jenkins-Crumb|\.crumb)$/i),
  emptied(
    ['nginx/agent-request-headers-removed'],
    /^(?:Secret-Key|Node-Name|X-Remoting-Capability|Connection-Cookie)$/i,
  ),
  emptied(['nginx/cli-origin-replaced'], /^Origin$/i),
  emptied(['nginx/event-header-removed'], /^X-(?:GitHub|Gitlab|Gitea|Hub)-/i),
  atPlaces(['nginx/cookie-path-changed', 'nginx/login-cookie-path'], (place) =>
    effective(place.pass, 'proxy_cookie_path')
      .filter(({ args }) => {
        const to = (args[1] ?? '/').split(';')[0]?.trim().replace(/\/$/, '') ?? '';
        return (
          args[0] !== 'off' && !to.includes('$') && to !== '' && to !== place.path && to !== args[0]
        );
      })
      .map(taken),
  ),
  atPlaces(['nginx/upgrade-not-passed', 'nginx/cli-upgrade-not-passed'], (place) =>
    upgradeMissing(place) === 'headers' && !mayBeElsewhere(place, 'proxy_set_header')
      ? upgradeFound(place, true)
      : undefined,
  ),
  atPlaces(['nginx/upgrade-without-connection'], (place) =>
    upgradeMissing(place) === 'connection' ? upgradeFound(place, false) : undefined,
  ),
  atPlaces(['nginx/upgrade-not-passed/http-1-0'], (place) => {
    if (upgradeMissing(place) !== 'version' || mayBeElsewhere(place, 'proxy_http_version'))
      return undefined;
    const [line] = effective(place.pass, 'proxy_http_version');
    return line === undefined ? added(place, 'proxy_http_version') : replaced(line);
  }),
  refused(['nginx/endpoint-not-routed'], ['/wsagents/agent']),
  refused(['nginx/cli-path-refused'], ['/cli/ws', '/cli']),
  refused(['nginx/listener-path-refused'], ['/tcpSlaveAgentListener/']),
  atPlaces(['nginx/answer-takes-too-long'], ({ pass }) =>
    effective(pass, 'proxy_read_timeout')
      .filter(({ args }) => secondsOf(args.join(' ')) < patience.answer)
      .map(replaced),
  ),
  atPlaces(['nginx/websocket-idle-limit', 'nginx/websocket-idle-limit/log-level'], ({ pass }) =>
    effective(pass, 'proxy_read_timeout')
      .filter(({ args }) => secondsOf(args.join(' ')) < patience.websocket)
      .map(replaced),
  ),
  atPlaces(['nginx/body-limit'], (place) =>
    effective(place.pass, 'client_max_body_size').length > 0 ||
    mayBeElsewhere(place, 'client_max_body_size')
      ? undefined
      : added(place, 'client_max_body_size'),
  ),
  atPlaces(['nginx/narrower-body-limit'], ({ pass }) =>
    effective(pass, 'client_max_body_size')
      .filter(({ args }) => {
        const most = bytesOf(args[0] ?? '0');
        return most > 0 && most < upload;
      })
      .map((at) => ({ at, edits: [{ at, put: 'instead', from: 'nginx/body-limit' }] })),
  ),
  atPlaces(['nginx/cli-body-buffered'], (place) => {
    if (isSetTo(place, 'proxy_request_buffering', 'off')) return undefined;
    if (mayBeElsewhere(place, 'proxy_request_buffering')) return undefined;
    const [line] = effective(place.pass, 'proxy_request_buffering');
    return line === undefined ? added(place, 'proxy_request_buffering') : replaced(line);
  }),
  atPlaces(['nginx/header-buffer-too-small'], (place) => {
    const [size] = effective(place.pass, 'proxy_buffer_size');
    if (size === undefined && mayBeElsewhere(place, 'proxy_buffer_size')) return undefined;
    if (size !== undefined && bytesOf(size.args[0] ?? '') >= 16_384) return undefined;
    const old = [...(size === undefined ? [] : [size]), ...effective(place.pass, 'proxy_buffers')];
    const [first, ...rest] = old;
    return first === undefined
      ? added(place, 'proxy_buffer_size')
      : {
          at: size ?? place.pass,
          edits: [
            { at: first, put: 'instead' },
            ...rest.map((at): Edit => ({ at, put: 'nothing' })),
          ],
        };
  }),
  atPlaces(['nginx/temporary-file-full'], (place) => {
    const [line] = effective(place.pass, 'proxy_max_temp_file_size');
    const most = bytesOf(line?.args[0] ?? '0');
    return line !== undefined && most > 0 && !isSetTo(place, 'proxy_buffering', 'off')
      ? replaced(line)
      : undefined;
  }),
  atPlaces(['nginx/events-compressed'], (place) => {
    const [gzip] = effective(place.pass, 'gzip');
    const [types] = effective(place.pass, 'gzip_types');
    if (gzip?.args[0] !== 'on' || isSetTo(place, 'proxy_buffering', 'off')) return undefined;
    if (types?.args.some((type) => type === '*' || type === 'text/event-stream') !== true)
      return undefined;
    const [buffering] = effective(place.pass, 'proxy_buffering');
    return {
      at: types,
      edits: [
        buffering === undefined
          ? { at: place.pass, put: 'before' }
          : { at: buffering, put: 'instead' },
        { at: gzip, put: 'instead', change: 1 },
        { at: types, put: 'nothing' },
      ],
    };
  }),
  atPlaces(['nginx/pages-cached'], (place) => {
    const [cache] = effective(place.pass, 'proxy_cache').filter(({ args }) => args[0] !== 'off');
    const ignored = effective(place.pass, 'proxy_ignore_headers').flatMap(({ args }) => args);
    if (
      cache === undefined ||
      !ignored.some((name) => /^(?:cache-control|expires|set-cookie)$/i.test(name))
    )
      return undefined;
    const others = ['proxy_cache_valid', 'proxy_ignore_headers'].flatMap((name) =>
      effective(place.pass, name),
    );
    return {
      at: cache,
      edits: [
        {
          at: cache,
          put: isSetTo(place, 'proxy_buffering', 'off') ? 'nothing' : 'instead',
          change: 1,
        },
        ...others.map((at): Edit => ({ at, put: 'nothing' })),
      ],
    };
  }),
  atPlaces(['nginx/sni-not-sent'], (place, model) => {
    if (place.target.scheme !== 'https' || isSetTo(place, 'proxy_ssl_server_name', 'on'))
      return undefined;
    const host = valueOf(headerSet(place.pass, 'Host')) ?? '$';
    // Another name than the public one is a fault of its own.
    if (!host.includes('$') && !isPublicName(place, model, host)) return undefined;
    return mayBeElsewhere(place, 'proxy_ssl_server_name')
      ? undefined
      : { at: place.pass, edits: [{ at: place.pass, put: 'after' }] };
  }),
  atPlaces(['nginx/public-address-only'], ({ listeners }) => {
    const isEverywhere = listeners.some(
      ({ address }) =>
        address === '' || /^(?:0\.0\.0\.0|\[::\]|127\.|localhost|unix:|\[::1\])/.test(address),
    );
    const [first, ...rest] = listeners.filter(({ port }) => port === 80);
    return first === undefined || isEverywhere
      ? undefined
      : {
          at: first.statement,
          edits: [
            { at: first.statement, put: 'instead' },
            ...rest.map(({ statement }): Edit => ({ at: statement, put: 'nothing' })),
          ],
        };
  }),
  atPlaces(['nginx/authorization-forwarded'], (place) => {
    const password = passwordAt(place.pass);
    return password === undefined ||
      clearsAuthorization(place) ||
      mayBeElsewhere(place, 'proxy_set_header')
      ? undefined
      : { ...added(place, 'proxy_set_header'), at: password };
  }),
  atPlaces(['nginx/login-not-open', 'nginx/machines-not-exempt'], (place) => {
    const password = passwordAt(place.pass);
    if (password === undefined || isExempt(place, '/login', 'auth_basic', /off/)) return undefined;
    const header = headerSet(place.pass, 'Authorization');
    const file = effective(place.pass, 'auth_basic_user_file')[0];
    // Only where the password hides the token: else the fault is that it is passed on.
    if (!clearsAuthorization(place) || place.server === null) return undefined;
    return {
      at: password,
      edits: [
        { at: place.server, put: 'before', change: 0 },
        { at: password, put: 'instead', change: 1 },
        ...[header, file].flatMap((at): Edit[] =>
          at === undefined ? [] : [{ at, put: 'nothing' }],
        ),
      ],
    };
  }),
  atPlaces(['nginx/webhook-behind-password'], (place) => {
    const password = passwordAt(place.pass);
    if (password === undefined || place.location === null) return undefined;
    if (clearsAuthorization(place)) return undefined;
    return isExempt(place, '/github-webhook/', 'auth_basic', /off/)
      ? undefined
      : { at: password, edits: [{ at: place.location, put: 'before' }] };
  }),
  atPlaces(['nginx/webhook-address-refused'], (place) => {
    const deny = effective(place.pass, 'deny').find(({ args }) => args[0] === 'all');
    if (deny === undefined || place.location === null) return undefined;
    return isExempt(place, '/github-webhook/', 'allow', /all/)
      ? undefined
      : { at: deny, edits: [{ at: place.location, put: 'before' }] };
  }),
  {
    setUps: ['nginx/redirect-turns-post-into-get'],
    find: (model) => plainServers(model).flatMap((server) => redirects(server).map(replaced)),
  },
  atPlaces(['nginx/two-hops-redirect'], ({ server, listeners }) => {
    if (server === null || listeners.some(({ tls }) => tls)) return undefined;
    const line = (server.children ?? []).find(
      ({ name, args }) => name === 'return' && /^https:/.test(args[1] ?? args[0] ?? ''),
    );
    return line === undefined ? undefined : replaced(line);
  }),
  atPlaces(['nginx/redirect-of-inner-hop'], ({ server, listeners, path, pass }, { url }) => {
    if (url?.scheme !== 'https' || listeners.some(({ tls }) => tls) || server === null)
      return undefined;
    if (isSetTo({ pass } as Proxied, 'absolute_redirect', 'off')) return undefined;
    const exact = locationFor(server, path);
    const line = (exact?.children ?? []).find(
      ({ name, args }) =>
        name === 'return' && /^30\d$/.test(args[0] ?? '') && (args[1] ?? '').startsWith('/'),
    );
    return path === '' || exact === undefined || line === undefined
      ? undefined
      : { at: line, edits: [{ at: exact, put: 'instead' }] };
  }),
  atPlaces(['nginx/styles-read-from-disk'], ({ server, location, path }) => {
    if (server === null || location?.parent !== server) return undefined;
    const chosen = locationFor(server, `${path}/static/0a1b2c3d/css/style.css`);
    const isRead =
      chosen !== undefined &&
      chosen !== location &&
      !within(chosen).some(({ name }) => name === 'proxy_pass' || name === 'include') &&
      within(chosen).some(({ name }) =>
        ['try_files', 'root', 'alias', 'rewrite', 'expires'].includes(name),
      );
    const root = (server.children ?? []).filter(
      ({ name, args }) => name === 'root' && /war/.test(args[0] ?? ''),
    );
    return isRead
      ? {
          at: chosen,
          edits: [
            { at: chosen, put: 'nothing' },
            ...root.map((at): Edit => ({ at, put: 'nothing' })),
          ],
        }
      : undefined;
  }),
];

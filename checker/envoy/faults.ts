import { replaced, taken } from '../found.ts';
import { patience, upload } from '../limits.ts';
import type { Edit, Fault, Found } from '../report.ts';
import { within, type Statement } from '../statement.ts';
import {
  at,
  entriesOf,
  isFalse,
  isShorter,
  isTrue,
  joining,
  removed,
  scalar,
  textsOf,
  withValue,
} from '../yaml/tree.ts';
import type { EnvoyModel, Place } from './model.ts';

type SetUps = Fault<EnvoyModel>['setUps'];

const atPlaces = (
  setUps: SetUps,
  find: (place: Place, model: EnvoyModel) => readonly Found[],
): Fault<EnvoyModel> => ({
  setUps,
  find: (model) => model.places.flatMap((place) => find(place, model)),
});

/** Fields of the connection manager, the virtual host and the route, wherever they may stand. */
const levels = ({ entry, virtualHost, manager: { fields } }: Place): readonly Statement[] => [
  entry,
  virtualHost,
  ...[at(fields, 'route_config')].flatMap((one) => one ?? []),
];

/** The entries that take a header of the request away. */
const removalsOf = (place: Place): readonly Statement[] => [
  ...levels(place).flatMap((one) => entriesOf(at(one, 'request_headers_to_remove'))),
  ...within(place.manager.fields)
    .filter(({ name }) => name === 'mutations' || name === 'request_mutations')
    .flatMap(entriesOf)
    .filter((one) => scalar(one, 'remove') !== undefined),
];

const lost = (setUps: SetUps, names: readonly string[]): Fault<EnvoyModel> =>
  atPlaces(setUps, (place) =>
    removalsOf(place)
      .filter((one) => names.includes((scalar(one, 'remove') ?? one.args[0] ?? '').toLowerCase()))
      .map(removed),
  );

/** Filters that collect a request before they pass it on, unless the route switches them off. */
const buffersOf = (place: Place): readonly Statement[] =>
  levels(place).some((one) =>
    isTrue(scalar(one, 'typed_per_filter_config', 'envoy.filters.http.buffer', 'disabled')),
  )
    ? []
    : entriesOf(at(place.manager.fields, 'http_filters')).filter((one) =>
        /\.filters\.http\.buffer\.v3\.Buffer$/.test(scalar(one, 'typed_config', '@type') ?? ''),
      );

const slashes = (setUps: SetUps, action: RegExp): Fault<EnvoyModel> =>
  atPlaces(setUps, ({ manager: { fields } }) =>
    [at(fields, 'path_with_escaped_slashes_action')]
      .flatMap((line) => line ?? [])
      .filter(({ args }) => action.test(args[0] ?? ''))
      .map(replaced),
  );

const upgrades = (from: Statement): readonly Statement[] =>
  entriesOf(at(from, 'upgrade_configs')).filter(
    (one) => scalar(one, 'upgrade_type')?.toLowerCase() === 'websocket',
  );

const findUpgrade = ({ route, manager: { fields } }: Place): readonly Found[] => {
  const own = upgrades(route)[0] ?? upgrades(fields)[0];
  const disabled = at(own, 'enabled');
  if (own !== undefined && !isFalse(disabled?.args[0])) return [];
  if (disabled !== undefined) return [withValue(disabled, 'true')];
  const list = at(fields, 'upgrade_configs');
  const place = list ?? at(fields, 'http_filters') ?? fields;
  return [
    list === undefined
      ? { at: place, edits: [{ at: place, put: 'before' }] }
      : { at: list, edits: addedTo(list, '- upgrade_type: websocket') },
  ];
};

/** A line after the last entry of a list. */
const addedTo = (list: Statement, line: string): Edit[] => {
  const last = entriesOf(list).at(-1);
  return last === undefined ? [] : [{ at: last, put: 'after', own: [line] }];
};

/** What changes the name that Jenkins is asked for. */
const rewritesHost = ({ route, virtualHost }: Place): readonly Statement[] =>
  entriesOf(route).filter(({ name, args: [value = ''] }) =>
    name === 'auto_host_rewrite'
      ? isTrue(value)
      : name === 'host_rewrite_literal'
        ? !textsOf(at(virtualHost, 'domains')).includes(value)
        : name === 'host_rewrite_path_regex',
  );

/** What takes the context path away. */
const rewritesPath = ({ entry, route }: Place): readonly Statement[] => {
  const match = at(entry, 'match');
  const prefix = scalar(match, 'prefix') ?? scalar(match, 'path_separated_prefix') ?? '/';
  return entriesOf(route).filter((one) =>
    one.name === 'prefix_rewrite'
      ? ['', '/'].includes(one.args[0] ?? '') && prefix !== '/'
      : one.name === 'regex_rewrite' && /^\/?(?:\\\d)?$/.test(scalar(one, 'substitution') ?? ''),
  );
};

/** A constant port that Jenkins is told, beside the real one. */
const fixedPorts = (place: Place, { url }: EnvoyModel): readonly Found[] => {
  const port = url?.port ?? place.manager.port;
  return levels(place)
    .flatMap((one) => entriesOf(at(one, 'request_headers_to_add')))
    .filter((one) => {
      const value = scalar(one, 'header', 'value') ?? '';
      return (
        scalar(one, 'header', 'key')?.toLowerCase() === 'x-forwarded-port' &&
        /^\d+$/.test(value) &&
        port !== undefined &&
        Number(value) !== port
      );
    })
    .map(removed);
};

/** A listener behind another proxy that forgets what this one says of the scheme, and redirects. */
const findLoop = (place: Place): readonly Found[] => {
  const { entry, manager, virtualHost } = place;
  const { fields, tls } = manager;
  const asksScheme = entriesOf(at(entry, 'match', 'headers')).some(
    (one) => scalar(one, 'name')?.toLowerCase() === 'x-forwarded-proto',
  );
  const redirects =
    /^(?:ALL|EXTERNAL_ONLY)$/.test(scalar(virtualHost, 'require_tls') ?? '') ||
    (asksScheme &&
      entriesOf(at(virtualHost, 'routes')).some((one) =>
        isTrue(scalar(one, 'redirect', 'https_redirect')),
      ));
  const own = at(fields, 'use_remote_address');
  const isTrusted = Number(scalar(fields, 'xff_num_trusted_hops') ?? 0) > 0;
  return tls || !redirects || own === undefined || !isTrue(own.args[0]) || isTrusted
    ? []
    : [{ at: own, edits: [{ at: own, put: 'after' }] }];
};

export const faults: readonly Fault<EnvoyModel>[] = [
  atPlaces(['envoy/answer-takes-too-long'], ({ route }) => {
    const limit = at(route, 'timeout');
    // Without a limit of its own a route has 15 s.
    if (limit === undefined) return [{ at: route, edits: joining(route, ['timeout: 0s']) }];
    return isShorter(limit.args[0], patience.answer) ? [replaced(limit)] : [];
  }),
  atPlaces(['envoy/answer-takes-too-long/idle-limit'], ({ route, manager: { fields } }) =>
    [at(fields, 'stream_idle_timeout'), at(route, 'idle_timeout')]
      .flatMap((line) => line ?? [])
      .filter(({ args }) => isShorter(args[0], patience.answer))
      .map(removed),
  ),
  atPlaces(['envoy/upgrade-not-passed'], findUpgrade),
  slashes(['envoy/slash-refused'], /^REJECT_REQUEST$/),
  slashes(['envoy/slash-decoded'], /^UNESCAPE_AND_(?:FORWARD|REDIRECT)$/),
  atPlaces(['envoy/host-not-passed'], (place) => rewritesHost(place).map(removed)),
  atPlaces(['envoy/port-not-passed'], ({ manager: { fields, port } }, { url }) => {
    const isDefault = [80, 443].includes(url?.port ?? port ?? 443);
    return ['strip_any_host_port', 'strip_matching_host_port']
      .flatMap((name) => at(fields, name) ?? [])
      .filter(({ args }) => !isDefault && isTrue(args[0]))
      .map(taken);
  }),
  atPlaces(['envoy/fixed-forwarded-port'], fixedPorts),
  atPlaces(['envoy/prefix-removed'], (place) => rewritesPath(place).map(removed)),
  lost(['envoy/agent-request-headers-removed'], ['secret-key', 'node-name']),
  lost(['envoy/cli-origin-replaced'], ['origin']),
  lost(['envoy/crumb-header-removed'], ['jenkins-crumb']),
  atPlaces(['envoy/cli-body-buffered'], (place) => buffersOf(place).map(removed)),
  atPlaces(['envoy/body-limit'], (place) =>
    buffersOf(place)
      .filter((one) => Number(scalar(one, 'typed_config', 'max_request_bytes') ?? upload) < upload)
      .map(removed),
  ),
  atPlaces(['envoy/two-hops-redirect'], findLoop),
];

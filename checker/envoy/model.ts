import { mostPlaces } from '../limits.ts';
import type { PublicUrl } from '../report.ts';
import { outwards, within, type Problem, type SourceFile, type Statement } from '../statement.ts';
import { parseYaml } from '../yaml/parse.ts';
import { at, entriesOf, scalar, textsOf } from '../yaml/tree.ts';

/** A route that goes to Jenkins, with what stands around it. */
export interface Place {
  /** The entry of `routes`. */
  readonly entry: Statement;
  /** Its `route`: the cluster, timeouts, rewriting. */
  readonly route: Statement;
  readonly virtualHost: Statement;
  readonly manager: Manager;
  readonly cluster: Statement | undefined;
}

/** A connection manager of HTTP with its listener. */
export interface Manager {
  /** The fields of `HttpConnectionManager`. */
  readonly fields: Statement;
  readonly port: number | undefined;
  readonly tls: boolean;
  readonly virtualHosts: readonly Statement[];
}

export interface EnvoyModel {
  readonly problems: readonly Problem[];
  readonly places: readonly Place[];
  /** Connection managers whose routes another file or service holds. */
  readonly elsewhere: readonly Statement[];
  readonly url: PublicUrl | undefined;
}

/** Envoy reads `upgradeConfigs` as `upgrade_configs`. */
const folded = (key: string): string => key.replace(/[A-Z]/g, (sign) => `_${sign.toLowerCase()}`);

/** The addresses of the machines behind a cluster, each with its port. */
export const addressesOf = (cluster: Statement | undefined): readonly string[] =>
  cluster === undefined
    ? []
    : within(cluster)
        .filter(({ name }) => name === 'socket_address')
        .map((one) => `${scalar(one, 'address') ?? ''}:${scalar(one, 'port_value') ?? ''}`);

const managersOf = (tops: readonly Statement[]): readonly Manager[] =>
  tops
    .flatMap(within)
    .filter((one) => at(one, 'http_filters') !== undefined && at(one, 'stat_prefix') !== undefined)
    .map((fields): Manager => {
      const around = outwards(fields);
      const chain = around.find((one) => at(one, 'filters') !== undefined);
      const listener = around.find((one) => at(one, 'filter_chains') !== undefined);
      const port = Number(scalar(listener, 'address', 'socket_address', 'port_value'));
      return {
        fields,
        port: Number.isNaN(port) ? undefined : port,
        tls: at(chain, 'transport_socket') !== undefined,
        virtualHosts: entriesOf(at(fields, 'route_config', 'virtual_hosts')),
      };
    });

export const modelOf = (files: readonly SourceFile[], url: PublicUrl | undefined): EnvoyModel => {
  const parsed = files.map((file) => parseYaml(file, folded));
  const tops = parsed.flatMap(({ statements }) => statements);
  const clusters = new Map(
    tops
      .flatMap(within)
      .filter(({ name }) => name === 'clusters')
      .flatMap(entriesOf)
      .map((one) => [scalar(one, 'name') ?? '', one]),
  );
  const managers = managersOf(tops);
  const places = managers.flatMap((manager) =>
    manager.virtualHosts.flatMap((virtualHost) =>
      entriesOf(at(virtualHost, 'routes')).flatMap((entry): Place[] => {
        const route = at(entry, 'route');
        const name = scalar(route, 'cluster');
        if (route === undefined || name === undefined) return [];
        return [{ entry, route, virtualHost, manager, cluster: clusters.get(name) }];
      }),
    ),
  );
  const text = ({ entry, route, virtualHost, cluster }: Place): string =>
    [
      scalar(route, 'cluster'),
      scalar(virtualHost, 'name'),
      ...textsOf(at(virtualHost, 'domains')),
      ...entriesOf(at(entry, 'match')).flatMap(({ args }) => args),
      ...addressesOf(cluster),
    ].join(' ');
  const named = places.filter((one) => /jenkins|hudson|\bci\b/i.test(text(one)));
  const byPort = places.filter(({ cluster }) =>
    addressesOf(cluster).some((one) => one.endsWith(':8080')),
  );
  return {
    problems: parsed.flatMap(({ problems }) => problems),
    places: (named.length > 0 ? named : byPort.length > 0 ? byPort : places).slice(0, mostPlaces),
    elsewhere: managers.flatMap(({ fields }) => at(fields, 'rds') ?? []),
    url,
  };
};

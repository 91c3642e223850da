import { findAll, type Reading, type ServerReader, type Virtue } from '../report.ts';
import { decodedBy, knowsHost, nginxFaults } from './faults.ts';
import {
  effective,
  headerSet,
  nginxModel,
  secondsOf,
  type NginxModel,
  type Proxied,
} from './model.ts';

const isOff = ({ pass }: Proxied, name: string): boolean =>
  effective(pass, name)[0]?.args[0] === 'off';

/** Headers of a client that Jenkins would believe. */
const believed = ['X-Forwarded-Host', 'X-Forwarded-Port', 'Forwarded'];

const goodAt = (place: Proxied, model: NginxModel): Virtue[] => {
  const { pass } = place;
  const upgrade = headerSet(pass, 'Upgrade')?.args[1] ?? '';
  const size = effective(pass, 'client_max_body_size')[0]?.args[0];
  const silence = effective(pass, 'proxy_read_timeout')[0]?.args.join(' ');
  const tests: Readonly<Record<Virtue, boolean>> = {
    'paths-unchanged': decodedBy(place) === undefined && !/\$/.test(pass.args[0] ?? ''),
    'host-passed': knowsHost(place, model) === true,
    'scheme-passed': headerSet(pass, 'X-Forwarded-Proto') !== undefined,
    'forged-overwritten': believed.every((name) => headerSet(pass, name) !== undefined),
    'websocket-passes':
      upgrade !== '' && effective(pass, 'proxy_http_version')[0]?.args[0] === '1.1',
    'uploads-unlimited': size === '0' && isOff(place, 'proxy_request_buffering'),
    streaming: isOff(place, 'proxy_buffering'),
    patient: silence !== undefined && secondsOf(silence) >= 300,
  };
  return Object.entries(tests).flatMap(([name, isGood]) => (isGood ? [name as Virtue] : []));
};

/** Good is what holds at every place. */
const goodOf = (model: NginxModel): Virtue[] => {
  const [first, ...rest] = model.proxied.map((place) => goodAt(place, model));
  return (first ?? []).filter((virtue) => rest.every((others) => others.includes(virtue)));
};

const read: ServerReader['read'] = (files, url): Reading => {
  const model = nginxModel(files, url);
  const faults = findAll(nginxFaults, model);
  const found = new Set(faults.flatMap(({ setUps }) => setUps));
  const [place] = model.proxied;
  const { host = '', scheme = '' } = place?.target ?? {};
  const upstream = model.all.find(({ name, args }) => name === 'upstream' && args[0] === host);
  const address =
    upstream?.children?.find(({ name }) => name === 'server')?.args[0] ?? (host || undefined);
  const names = (place?.server?.children ?? []).find(({ name }) => name === 'server_name');
  const name = names?.args.find((one) => /^[a-z0-9.-]+$/i.test(one) && one !== '_');
  const [upstreamHost, upstreamPort] = address?.split(':') ?? [];
  const defined = new Set(
    model.all
      .filter((one) => ['map', 'set', 'geo', 'split_clients'].includes(one.name))
      .map(({ name: kind, args }) => (kind === 'set' ? args[0] : args[1])),
  );
  const outer = place?.server ?? place?.location ?? place?.pass;
  return {
    problems: model.problems,
    judged: model.proxied.map(({ pass }) => pass),
    faults,
    virtues: found.size === 0 || model.proxied.length > 0 ? goodOf(model) : [],
    unclear: model.unclear,
    values: {
      path: place?.path ?? '',
      ...(name !== undefined && { host: name }),
      ...(upstreamHost !== undefined && { upstreamHost }),
      ...(upstreamPort !== undefined && { upstreamPort }),
    },
    renamed: host === '' ? [] : [[/http:\/\/jenkins(?=[;/$])/g, `${scheme}://${host}`]],
    ...(outer !== undefined && {
      definitions: { has: (variable) => defined.has(`$${variable}`), before: outer },
    }),
  };
};

export const nginx: ServerReader = {
  read,
  setUps: nginxFaults.flatMap(({ setUps }) => setUps),
};

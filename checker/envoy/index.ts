import { findAll, type Reading, type ServerReader, type Virtue } from '../report.ts';
import { within } from '../statement.ts';
import { at, entriesOf, isShorter, isTrue, scalar, textsOf } from '../yaml/tree.ts';
import { faults } from './faults.ts';
import { addressesOf, modelOf, type EnvoyModel } from './model.ts';

const virtuesOf = ({ places }: EnvoyModel): Virtue[] => {
  const every = (is: (place: EnvoyModel['places'][number]) => boolean): boolean => places.every(is);
  const isRemoved = (place: EnvoyModel['places'][number], name: string): boolean =>
    within(place.manager.fields).some(
      (one) => one.name === 'remove' && one.args[0]?.toLowerCase() === name,
    );
  const filters = places.flatMap(({ manager: { fields } }) =>
    entriesOf(at(fields, 'http_filters')).map((one) => scalar(one, 'typed_config', '@type') ?? ''),
  );
  const tests: Readonly<Record<Virtue, boolean>> = {
    'paths-unchanged': every(
      ({ manager: { fields }, route }) =>
        !isTrue(scalar(fields, 'normalize_path')) &&
        !isTrue(scalar(fields, 'merge_slashes')) &&
        !entriesOf(route).some(({ name }) => /^(?:prefix|regex|path)_rewrite/.test(name)),
    ),
    'host-passed': true,
    'scheme-passed': every(({ manager: { fields } }) =>
      isTrue(scalar(fields, 'use_remote_address')),
    ),
    'forged-overwritten': every((place) =>
      ['x-forwarded-host', 'x-forwarded-port', 'forwarded'].every((name) => isRemoved(place, name)),
    ),
    'websocket-passes': true,
    'uploads-unlimited': !filters.some((one) => /Buffer$/.test(one)),
    streaming: !filters.some((one) => /(?:Compressor|Buffer)$/.test(one)),
    patient: every(
      ({ route, manager: { fields } }) =>
        !isShorter(scalar(route, 'timeout') ?? '15s', 300) &&
        !isShorter(scalar(fields, 'stream_idle_timeout'), 300),
    ),
  };
  return places.length === 0
    ? []
    : (Object.keys(tests) as Virtue[]).filter((virtue) => tests[virtue]);
};

const read: ServerReader['read'] = (files, url): Reading => {
  const model = modelOf(files, url);
  const [place] = model.places;
  const host = textsOf(at(place?.virtualHost, 'domains')).find((one) => /^[\w-][\w.-]*$/.test(one));
  const path = scalar(place?.entry, 'match', 'path_separated_prefix');
  const [, upstreamHost, upstreamPort] =
    /^(.+):(\d+)$/.exec(addressesOf(place?.cluster)[0] ?? '') ?? [];
  return {
    problems: model.problems,
    judged: model.places.map(({ entry }) => entry),
    faults: findAll(faults, model),
    virtues: virtuesOf(model),
    unclear: model.elsewhere.map((one) => ({
      kind: 'provider',
      file: one.file.name,
      line: one.line,
      text: within(one).find(({ name }) => name === 'path')?.args[0] ?? 'rds',
    })),
    values: {
      ...(host !== undefined && { host }),
      ...(path !== undefined && path !== '/' && { path }),
      ...(upstreamHost !== undefined && { upstreamHost }),
      ...(upstreamPort !== undefined && { upstreamPort }),
    },
  };
};

export const envoy: ServerReader = { read, setUps: faults.flatMap(({ setUps }) => setUps) };

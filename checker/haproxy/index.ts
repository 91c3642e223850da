import { findAll, type Reading, type ServerReader, type Virtue } from '../report.ts';
import { haproxyFaults } from './faults.ts';
import { haproxyModel, secondsOf, setting, type HaproxyModel, type Proxied } from './model.ts';

const goodAt = (place: Proxied, model: HaproxyModel): Virtue[] => {
  const { lines, back } = place;
  const rules = lines.filter(({ name }) => name === 'http-request');
  const sets = (header: string): boolean =>
    rules.some(({ args }) => args[0] === 'set-header' && args[1]?.toLowerCase() === header);
  const deletesAll = rules.some(
    ({ args }) => args[0] === 'del-header' && /x-forwarded-\.\*/i.test(args[1] ?? ''),
  );
  const touchesPath = rules.some(({ args }) => /^(?:replace|set)-(?:path|uri)/.test(args[0] ?? ''));
  const touchesHost = rules.some(
    ({ args }) => args[1]?.toLowerCase() === 'host' && args[0] !== 'add-header',
  );
  const silence = secondsOf(setting(model, back, 'timeout', 'server')?.args[1] ?? '0');
  const tests: Readonly<Partial<Record<Virtue, boolean>>> = {
    'paths-unchanged': !touchesPath,
    'host-passed': !touchesHost,
    'scheme-passed': sets('x-forwarded-proto'),
    'forged-overwritten': deletesAll,
    'websocket-passes': true,
    'uploads-unlimited': true,
    streaming: setting(model, back, 'option', 'http-no-delay') !== undefined,
    patient: silence >= 300,
  };
  return Object.entries(tests).flatMap(([name, isGood]) => (isGood ? [name as Virtue] : []));
};

const read: ServerReader['read'] = (files, url): Reading => {
  const model = haproxyModel(files, url);
  const [place] = model.proxied;
  const server = place?.back.children?.find(({ name }) => name === 'server')?.args[1] ?? '';
  const [, upstreamHost, upstreamPort] = /^([^:]+)(?::(\d+))?$/.exec(server) ?? [];
  const list = model.sections.find(({ name }) => name === 'userlist')?.args[0];
  const prefix = place?.lines
    .map(({ args }) => /https:\/\/([\w.-]+)/.exec(args.join(' '))?.[1])
    .find((host) => host !== undefined);
  const [first, ...rest] = model.proxied.map((one) => goodAt(one, model));
  return {
    problems: model.problems,
    judged: model.proxied.flatMap(
      ({ back }) => back.children?.find(({ name }) => name === 'server') ?? back,
    ),
    faults: findAll(haproxyFaults, model),
    virtues: (first ?? []).filter((virtue) => rest.every((others) => others.includes(virtue))),
    unclear: [],
    values: {
      ...(prefix !== undefined && { host: prefix }),
      ...(upstreamHost !== undefined && { upstreamHost }),
      ...(upstreamPort !== undefined && { upstreamPort }),
    },
    renamed: list === undefined ? [] : [[/http_auth\(people\)/g, `http_auth(${list})`]],
  };
};

export const haproxy: ServerReader = {
  read,
  setUps: haproxyFaults.flatMap(({ setUps }) => setUps),
};

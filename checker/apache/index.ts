import { findAll, type Reading, type ServerReader, type Virtue } from '../report.ts';
import { apacheFaults } from './faults.ts';
import { apacheModel, holding, type ApacheModel, type Proxied } from './model.ts';

const sets = (model: ApacheModel, place: Proxied, header: string): boolean =>
  holding(model, place, 'requestheader').some(
    ({ args }) => /^(?:set|unset)$/i.test(args[0] ?? '') && args[1]?.toLowerCase() === header,
  );

const goodAt = (place: Proxied, model: ApacheModel): Virtue[] => {
  const { options } = place;
  const slashes = holding(model, place, 'allowencodedslashes').at(-1)?.args[0] ?? '';
  const timeout = Number(holding(model, place, 'proxytimeout').at(-1)?.args[0] ?? 0);
  const tests: Readonly<Partial<Record<Virtue, boolean>>> = {
    'paths-unchanged': /^nodecode$/i.test(slashes) && options.some((one) => /^nocanon$/i.test(one)),
    'host-passed': /^on$/i.test(holding(model, place, 'proxypreservehost').at(-1)?.args[0] ?? ''),
    'scheme-passed': sets(model, place, 'x-forwarded-proto'),
    'forged-overwritten': ['x-forwarded-host', 'x-forwarded-port', 'forwarded'].every((name) =>
      sets(model, place, name),
    ),
    'websocket-passes': options.some((one) => /^upgrade=/i.test(one)),
    patient: timeout >= 300,
  };
  return Object.entries(tests).flatMap(([name, isGood]) => (isGood ? [name as Virtue] : []));
};

const read: ServerReader['read'] = (files, url): Reading => {
  const model = apacheModel(files, url);
  const [place] = model.proxied;
  const found = /^https?:\/\/([^/:]+)(?::(\d+))?/i.exec(place?.target ?? '');
  const name = place?.host?.children?.find((one) => one.name === 'servername')?.args[0];
  const path = place?.path ?? '';
  const [first, ...rest] = model.proxied.map((one) => goodAt(one, model));
  return {
    problems: model.problems,
    judged: model.proxied.map(({ pass }) => pass),
    faults: findAll(apacheFaults, model),
    virtues: (first ?? []).filter((virtue) => rest.every((others) => others.includes(virtue))),
    unclear: model.unclear,
    values: {
      path: path.startsWith('/') ? path.replace(/\/+$/, '') : '',
      ...(name !== undefined && { host: name.replace(/^https?:\/\//, '').replace(/:\d+$/, '') }),
      ...(found !== null && { upstreamHost: found[1] ?? '', upstreamPort: found[2] ?? '80' }),
    },
  };
};

export const apache: ServerReader = {
  read,
  setUps: apacheFaults.flatMap(({ setUps }) => setUps),
};

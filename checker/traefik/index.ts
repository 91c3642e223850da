import { findAll, type Reading, type ServerReader, type Unclear, type Virtue } from '../report.ts';
import { secondsOf } from '../go-duration.ts';
import type { Statement } from '../statement.ts';
import { at, entriesOf, isFalse, isTrue, isShorter, scalar } from '../yaml/tree.ts';
import { faults } from './faults.ts';
import { modelOf, type TraefikModel } from './model.ts';

/** What of a configuration stands in files that are not here. */
const unclearOf = ({ entryPoints, hasRouters, providers, routers }: TraefikModel): Unclear[] => {
  const place = ({ file, line }: Statement, text: string) => ({ file: file.name, line, text });
  const [router] = routers;
  if (entryPoints.length === 0 && router !== undefined)
    return [{ kind: 'other-file', ...place(router.statement, 'traefik.yml') }];
  if (hasRouters) return [];
  return providers.map((one) => ({
    kind: 'provider',
    ...place(one, scalar(one, 'filename') ?? scalar(one, 'directory') ?? one.name),
  }));
};

const virtuesOf = ({ entryPoints, routers, transports, url }: TraefikModel): Virtue[] => {
  const names = new Set(routers.flatMap((router) => router.entryPoints));
  const entries = entryPoints.filter(({ name }) => names.size === 0 || names.has(name));
  const every = (is: (entry: Statement) => boolean): boolean =>
    entries.length > 0 && entries.every(is);
  const kinds = routers.flatMap(({ used }) => used.map(({ kind }) => kind));
  const header = (name: string): readonly string[] =>
    kinds.flatMap((kind) => scalar(kind, 'customrequestheaders', name) ?? []);
  const clears = (name: string): boolean =>
    routers.every(({ used }) =>
      used.some(({ kind }) => scalar(kind, 'customrequestheaders', name) === ''),
    );
  const isBuffered = kinds.some(({ name }) => name === 'buffering');
  const tests: Readonly<Record<Virtue, boolean>> = {
    'paths-unchanged':
      every(
        (entry) =>
          isFalse(scalar(entry, 'http', 'sanitizepath')) &&
          isTrue(scalar(entry, 'http', 'encodedcharacters', 'allowencodedslash')),
      ) && !kinds.some(({ name }) => /^(?:strip|replace|add)/.test(name)),
    'host-passed':
      header('host').length === 0 &&
      !routers.some(({ service }) => isFalse(scalar(service, 'loadbalancer', 'passhostheader'))),
    'scheme-passed': header('x-forwarded-proto').every(
      (value) => url === undefined || value === url.scheme,
    ),
    'forged-overwritten':
      every((entry) => !isTrue(scalar(entry, 'forwardedheaders', 'insecure'))) &&
      clears('forwarded'),
    'websocket-passes': true,
    'uploads-unlimited':
      !isBuffered &&
      every(
        (entry) => secondsOf(scalar(entry, 'transport', 'respondingtimeouts', 'readtimeout')) === 0,
      ),
    streaming: !isBuffered && !kinds.some(({ name }) => name === 'compress'),
    patient:
      every(
        (entry) =>
          !isShorter(scalar(entry, 'transport', 'respondingtimeouts', 'writetimeout'), 300),
      ) &&
      transports.every(
        (one) => !isShorter(scalar(one, 'forwardingtimeouts', 'responseheadertimeout'), 300),
      ),
  };
  return routers.length === 0
    ? []
    : (Object.keys(tests) as Virtue[]).filter((virtue) => tests[virtue]);
};

const read: ServerReader['read'] = (files, url): Reading => {
  const model = modelOf(files, url);
  const found = findAll(faults, model);
  const [router] = model.routers;
  const [address] = entriesOf(at(router?.service, 'loadbalancer', 'servers'));
  const [, upstreamHost, upstreamPort] =
    /^\w+:\/\/([\w.-]+):(\d+)/.exec(scalar(address, 'url') ?? '') ?? [];
  const host = /\bHost\(\s*[`"]([\w.-]+)[`"]/.exec(router?.rule ?? '')?.[1];
  const path = /\bPath(?:Prefix|Regexp)\(\s*[`"]\^?(\/[\w./-]*\w)/.exec(router?.rule ?? '')?.[1];
  return {
    problems: model.problems,
    // A static file alone says what is wrong with it, but never that all is well.
    judged:
      model.routers.length > 0
        ? model.routers.map(({ statement }) => statement)
        : found.map(({ found: { at: line } }) => line),
    faults: found,
    virtues: virtuesOf(model),
    unclear: unclearOf(model),
    values: {
      ...(host !== undefined && { host }),
      ...(path !== undefined && { path }),
      ...(upstreamHost !== undefined && { upstreamHost }),
      ...(upstreamPort !== undefined && { upstreamPort }),
    },
  };
};

export const traefik: ServerReader = { read, setUps: faults.flatMap(({ setUps }) => setUps) };

import { chainLeftOut, changed, replaced, taken, textOf } from '../found.ts';
import { patience, upload } from '../limits.ts';
import { parseLines } from '../lines.ts';
import {
  findAll,
  type Fault,
  type Found,
  type PublicUrl,
  type Reading,
  type ServerReader,
  type Virtue,
} from '../report.ts';
import type { Statement } from '../statement.ts';

/** A file of Squid: each line is a directive, and the order matters within one only. */
interface SquidModel {
  readonly lines: readonly Statement[];
  readonly peer: Statement | undefined;
  readonly url: PublicUrl | undefined;
}

const named = ({ lines }: SquidModel, ...names: readonly string[]): readonly Statement[] =>
  lines.filter(({ name }) => names.includes(name));

/** What stands beside the peer, when nothing of the kind is there. */
const after = (model: SquidModel, ...names: readonly string[]): Found | undefined => {
  const at = named(model, ...names).at(-1) ?? model.peer;
  return at && { at, edits: [{ at, put: 'after' }] };
};

const units: Readonly<Record<string, number>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
};

const secondsOf = ({ args: [number = '0', unit = 'seconds'] }: Statement): number =>
  Number(number) * (units[unit.replace(/s$/, '')] ?? 1);

const bytesOf = ({ args: [number = '0', unit = 'bytes'] }: Statement): number =>
  Number(number) * ({ KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 }[unit.toUpperCase()] ?? 1);

const portOf = ({ args: [where = ''] }: Statement): number =>
  Number(/(\d+)$/.exec(where)?.[1] ?? 0);

const overTls = (model: SquidModel): boolean =>
  model.url === undefined ? named(model, 'https_port').length > 0 : model.url.scheme === 'https';

const setsHeader = (model: SquidModel, header: string): readonly Statement[] =>
  named(model, 'request_header_add', 'request_header_replace').filter(
    ({ args }) => args[0]?.toLowerCase() === header,
  );

/** Request headers that every request loses. */
const removing = (setUps: Fault<SquidModel>['setUps'], header: RegExp): Fault<SquidModel> => ({
  setUps,
  find: (model) => {
    const lines = named(model, 'request_header_access').filter(({ args }) =>
      header.test(args[0] ?? ''),
    );
    // The first line that matches counts: one that allows some stands before.
    const first = lines.find(({ args }) => args[2] === 'all');
    return first?.args[1] === 'deny' ? [taken(first)] : [];
  },
});

const faults: readonly Fault<SquidModel>[] = [
  {
    setUps: ['squid/scheme-not-passed', 'squid/https-not-announced'],
    find: (model) => {
      if (!overTls(model) || setsHeader(model, 'x-forwarded-proto').length > 0) return [];
      return [after(model, 'request_header_access', 'request_header_add')].flatMap(
        (one) => one ?? [],
      );
    },
  },
  {
    setUps: ['squid/port-not-passed', 'squid/host-without-port'],
    find: (model) =>
      named(model, 'https_port', 'http_port')
        .filter((line) => line.args.includes('no-vhost'))
        .filter((line) => ![80, 443].includes(model.url?.port ?? portOf(line)))
        .map((line) => changed(line, textOf(line).replace(/\s+no-vhost\b/, ''))),
  },
  {
    setUps: ['squid/value-made-up'],
    find: (model) => {
      const ports =
        model.url === undefined ? named(model, 'https_port').map(portOf) : [model.url.port];
      return setsHeader(model, 'x-forwarded-port')
        .filter(
          ({ args }) =>
            /^\d+$/.test(args[1] ?? '') && ports.length > 0 && !ports.includes(Number(args[1])),
        )
        .map(taken);
    },
  },
  {
    setUps: ['squid/chain-incomplete'],
    find: (model) =>
      [chainLeftOut(named(model, 'https_port', 'http_port'))].flatMap((found) => found ?? []),
  },
  removing(['squid/referer-removed'], /^Referer$/i),
  removing(['squid/cookie-not-returned'], /^Cookie$/i),
  removing(['squid/crumb-header-removed'], /^Jenkins-Crumb$/i),
  removing(['squid/agent-request-headers-removed'], /^(?:Secret-Key|Node-Name)$/i),
  {
    setUps: ['squid/upgrade-not-passed', 'squid/cli-upgrade-not-passed'],
    find: (model) => {
      const rules = named(model, 'http_upgrade_request_protocols');
      const isAllowed = rules.some(
        ({ args }) => /^(?:websocket|OTHER)$/i.test(args[0] ?? '') && args[1] === 'allow',
      );
      if (isAllowed || model.peer === undefined) return [];
      const [first, ...rest] = rules;
      return first === undefined
        ? [{ at: model.peer, edits: [{ at: model.peer, put: 'after' as const }] }]
        : [
            {
              at: first,
              edits: [
                { at: first, put: 'instead' as const },
                ...rest.map((at) => ({ at, put: 'nothing' as const })),
              ],
            },
          ];
    },
  },
  {
    setUps: ['squid/answer-takes-too-long'],
    find: (model) =>
      named(model, 'read_timeout')
        .filter((line) => secondsOf(line) < patience.answer)
        .map(taken),
  },
  {
    setUps: ['squid/body-limit'],
    find: (model) =>
      named(model, 'request_body_max_size')
        .filter((line) => bytesOf(line) > 0 && bytesOf(line) < upload)
        .map(taken),
  },
  {
    setUps: ['squid/redirect-turns-post-into-get'],
    find: (model) =>
      named(model, 'deny_info')
        .filter(({ args }) => /^(?:30[12]:)?https:\/\//.test(args[0] ?? ''))
        .map((line) =>
          /%>?rp|%R/.test(line.args[0] ?? '')
            ? changed(
                line,
                textOf(line).replace(/(deny_info\s+)(?:30[12]:)?https:/, '$1308:https:'),
              )
            : replaced(line),
        ),
  },
];

const read: ServerReader['read'] = (files, url): Reading => {
  const lines = files.flatMap((file) => parseLines(file).statements);
  const peers = lines.filter(
    ({ name, args }) => name === 'cache_peer' && args.includes('originserver'),
  );
  const peer = peers.find((line) => /jenkins|hudson/i.test(textOf(line))) ?? peers[0];
  const model: SquidModel = { lines, peer, url };
  const site = lines
    .flatMap(({ args }) => args)
    .map((word) => /^defaultsite=([\w.-]+)/.exec(word)?.[1])
    .find((name) => name !== undefined);
  const tests: Readonly<Partial<Record<Virtue, boolean>>> = {
    'paths-unchanged': true,
    'host-passed': !lines.some(({ args }) => args.includes('no-vhost')),
    'scheme-passed': setsHeader(model, 'x-forwarded-proto').length > 0,
    'forged-overwritten': ['X-Forwarded-Host', 'X-Forwarded-Port', 'Forwarded'].every((header) =>
      lines.some(
        ({ name, args }) =>
          name === 'request_header_access' && args.join(' ') === `${header} deny all`,
      ),
    ),
    'websocket-passes': lines.some(
      ({ name, args }) => name === 'http_upgrade_request_protocols' && args[1] === 'allow',
    ),
    'uploads-unlimited': !lines.some(({ name }) => name === 'request_body_max_size'),
  };
  return {
    problems: [],
    judged: peer === undefined ? [] : [peer],
    faults: findAll(faults, model),
    virtues: Object.entries(tests).flatMap(([name, isGood]) => (isGood ? [name as Virtue] : [])),
    unclear: lines
      .filter(({ name }) => name === 'include')
      .map(({ file, line, args }) => ({
        kind: 'include',
        file: file.name,
        line,
        text: args.join(' '),
      })),
    values: {
      ...(site !== undefined && { host: site }),
      ...(peer !== undefined && {
        upstreamHost: peer.args[0] ?? '',
        upstreamPort: peer.args[2] ?? '',
      }),
    },
  };
};

export const squid: ServerReader = { read, setUps: faults.flatMap(({ setUps }) => setUps) };

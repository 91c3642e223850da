import { chainLeftOut, replaced, taken } from '../found.ts';
import { patience, upload } from '../limits.ts';
import {
  findAll,
  type Fault,
  type Found,
  type PublicUrl,
  type Reading,
  type ServerReader,
  type Virtue,
} from '../report.ts';
import {
  lineCounter,
  outwards,
  within,
  type Problem,
  type SourceFile,
  type Statement,
} from '../statement.ts';
import { parseLighttpd } from './parse.ts';

/** Files of lighttpd, and the block that passes requests on to Jenkins. */
interface LighttpdModel {
  readonly all: readonly Statement[];
  readonly problems: readonly Problem[];
  readonly server: Statement | undefined;
  readonly includes: readonly Statement[];
  readonly url: PublicUrl | undefined;
}

const modelOf = (files: readonly SourceFile[], url: PublicUrl | undefined): LighttpdModel => {
  const parsed = files.map(parseLighttpd);
  const all = parsed.flatMap(({ statements }) => statements).flatMap(within);
  const servers = all.filter(({ name }) => name === 'proxy.server');
  const isJenkins = (one: Statement): boolean =>
    /jenkins|hudson|8080/i.test([...outwards(one)].flatMap(({ args }) => args).join(' '));
  return {
    all,
    problems: parsed.flatMap(({ problems }) => problems),
    server: servers.find(isJenkins) ?? servers[0],
    includes: all.filter(
      ({ name, args }) =>
        name.startsWith('include') && !/mime|conf-enabled|modules/.test(args.join(' ')),
    ),
    url,
  };
};

/** Lines of a setting that hold at the proxy: in its block, around it, or in conditions of its own. */
const holding = ({ all, server }: LighttpdModel, name: string): readonly Statement[] => {
  const around = new Set(outwards(server?.parent ?? null));
  return all.filter(
    (one) =>
      one.name === name &&
      (one.parent === null ||
        around.has(one.parent) ||
        (server?.parent !== undefined && outwards(one.parent).some((outer) => around.has(outer)))),
  );
};

const numberAt = (model: LighttpdModel, name: string): number | undefined => {
  const value = holding(model, name).at(-1)?.args[1];
  return value === undefined ? undefined : Number(value.replaceAll('"', ''));
};

/** A setting that is not there goes beside the proxy, or to the beginning where it is global. */
const missing = ({ server, all }: LighttpdModel, isGlobal = false): Found[] => {
  const at = isGlobal ? all[0] : server;
  return at === undefined ? [] : [{ at: server ?? at, edits: [{ at, put: 'before' }] }];
};

/** An entry of a list, as a statement of its own. */
const entry = (list: Statement, pattern: RegExp): Statement[] => {
  const { file, start, end } = list;
  const text = file.text.slice(start, end);
  const lineOf = lineCounter(file.text);
  return [...text.matchAll(pattern)].map((found) => ({
    file,
    name: found[1] ?? '',
    args: [found[2] ?? ''],
    start: start + found.index,
    end: start + found.index + found[0].length,
    line: lineOf(start + found.index),
    parent: list,
  }));
};

const headers = (model: LighttpdModel): readonly Statement[] =>
  ['setenv.set-request-header', 'setenv.add-request-header']
    .flatMap((name) => holding(model, name))
    .flatMap((list) => entry(list, /"([\w-]+)"\s*=>\s*"([^"]*)"\s*,?/g));

const emptied = (setUps: Fault<LighttpdModel>['setUps'], header: RegExp): Fault<LighttpdModel> => ({
  setUps,
  find: (model) =>
    headers(model)
      .filter(({ name, args }) => header.test(name) && args[0] === '')
      .map(taken),
});

const faults: readonly Fault<LighttpdModel>[] = [
  {
    setUps: ['lighttpd/chain-incomplete'],
    find: ({ all }) =>
      [
        chainLeftOut(
          all.filter(({ name }) => ['ssl.pemfile', 'ssl.verifyclient.ca-file'].includes(name)),
        ),
      ].flatMap((found) => found ?? []),
  },
  {
    setUps: ['lighttpd/slash-decoded', 'lighttpd/encoded-slash-decoded'],
    find: (model) => {
      const [line] = holding(model, 'server.http-parseopts');
      const value = line?.args[1] ?? '';
      const isRight =
        /"url-normalize"\s*=>\s*"disable"/.test(value) ||
        (line !== undefined && /"url-path-2f-decode"\s*=>\s*"disable"/.test(value));
      if (isRight || (line === undefined && model.includes.length > 0)) return [];
      return line === undefined ? missing(model, true) : [replaced(line)];
    },
  },
  {
    setUps: ['lighttpd/response-collected', 'lighttpd/cli-answer-buffered'],
    find: (model) => {
      const [line] = holding(model, 'server.stream-response-body');
      if ((numberAt(model, 'server.stream-response-body') ?? 0) > 0) return [];
      return line === undefined ? missing(model) : [replaced(line)];
    },
  },
  {
    setUps: ['lighttpd/cli-body-buffered'],
    find: (model) => {
      const [line] = holding(model, 'server.stream-request-body');
      if ((numberAt(model, 'server.stream-request-body') ?? 0) > 0) return [];
      return line === undefined ? missing(model) : [replaced(line)];
    },
  },
  {
    setUps: ['lighttpd/value-made-up'],
    find: (model) => {
      const sockets = model.all.flatMap(
        ({ args }) => /^\$SERVER\["socket"\].*:(\d+)"/.exec(args[0] ?? '')?.[1] ?? [],
      );
      const ports = model.url === undefined ? sockets.map(Number) : [model.url.port];
      return headers(model)
        .filter(
          ({ name, args }) =>
            /^X-Forwarded-Port$/i.test(name) &&
            /^\d+$/.test(args[0] ?? '') &&
            ports.length > 0 &&
            !ports.includes(Number(args[0])),
        )
        .map((line) => ({ at: line, edits: [{ at: line, put: 'instead' as const }] }));
    },
  },
  {
    setUps: ['lighttpd/path-differs'],
    find: (model) =>
      holding(model, 'proxy.header')
        .filter(({ args }) =>
          /"map-urlpath"\s*=>\s*\(\s*"\/[^"]+"\s*=>\s*"\/?"/.test(args[1] ?? ''),
        )
        .map(taken),
  },
  emptied(['lighttpd/referer-removed'], /^Referer$/i),
  emptied(['lighttpd/cookie-not-returned'], /^Cookie$/i),
  emptied(['lighttpd/crumb-header-removed'], /^Jenkins-Crumb$/i),
  emptied(['lighttpd/agent-request-headers-removed'], /^(?:Secret-Key|Node-Name)$/i),
  {
    setUps: ['lighttpd/upgrade-not-passed', 'lighttpd/cli-upgrade-not-passed'],
    find: (model) => {
      const lines = holding(model, 'proxy.header');
      if (lines.some(({ args }) => /"upgrade"\s*=>\s*"enable"/.test(args[1] ?? ''))) return [];
      return model.includes.length > 0 ? [] : missing(model);
    },
  },
  {
    setUps: ['lighttpd/answer-takes-too-long'],
    find: ({ server }) =>
      server === undefined
        ? []
        : entry(server, /,?\s*("read-timeout")\s*=>\s*(\d+)/g)
            .filter(({ args }) => Number(args[0]) < patience.answer)
            .map(taken),
  },
  {
    setUps: ['lighttpd/body-limit'],
    find: (model) =>
      holding(model, 'server.max-request-size')
        .filter(({ args }) => Number(args[1]) > 0 && Number(args[1]) * 1024 < upload)
        .map(taken),
  },
  {
    setUps: ['lighttpd/redirect-turns-post-into-get'],
    find: (model) =>
      model.all
        .filter(({ name, args }) => name === 'url.redirect' && /"https:/.test(args[1] ?? ''))
        .filter(({ parent }) => {
          const code =
            parent?.children?.find(({ name }) => name === 'url.redirect-code') ??
            model.all.find(
              ({ name, parent: outer }) => name === 'url.redirect-code' && outer === null,
            );
          return !/30[78]/.test(code?.args[1] ?? '');
        })
        .map((line): Found => {
          const code = line.parent?.children?.find(({ name }) => name === 'url.redirect-code');
          return code === undefined
            ? { at: line, edits: [{ at: line, put: 'after' }] }
            : replaced(code);
        }),
  },
];

const read: ServerReader['read'] = (files, url): Reading => {
  const model = modelOf(files, url);
  const { server } = model;
  const value = server?.args[1] ?? '';
  const upstreamHost = /"host"\s*=>\s*"([^"]+)"/.exec(value)?.[1];
  const upstreamPort = /"port"\s*=>\s*"?(\d+)/.exec(value)?.[1];
  const host = outwards(server?.parent ?? null)
    .map(({ args }) => /\$HTTP\["host"\]\s*=[=~]\s*"\^?([^"(:$]+)/.exec(args[0] ?? '')?.[1])
    .find((one) => one !== undefined);
  const set = new Set(headers(model).map(({ name }) => name.toLowerCase()));
  const tests: Readonly<Partial<Record<Virtue, boolean>>> = {
    'paths-unchanged': /"url-normalize"\s*=>\s*"disable"/.test(
      holding(model, 'server.http-parseopts')[0]?.args[1] ?? '',
    ),
    'host-passed': !set.has('host'),
    'scheme-passed': true,
    'forged-overwritten': set.has('forwarded') && set.has('x-forwarded-port'),
    'websocket-passes': holding(model, 'proxy.header').some(({ args }) =>
      /"upgrade"/.test(args[1] ?? ''),
    ),
    streaming: (numberAt(model, 'server.stream-response-body') ?? 0) > 0,
  };
  return {
    problems: model.problems,
    judged: server === undefined ? [] : [server],
    faults: findAll(faults, model),
    virtues: Object.entries(tests).flatMap(([name, isGood]) => (isGood ? [name as Virtue] : [])),
    unclear: model.includes.map(({ file, line, args }) => ({
      kind: 'include',
      file: file.name,
      line,
      text: args.join(' '),
    })),
    values: {
      ...(host !== undefined && { host: host.replaceAll('\\', '') }),
      ...(upstreamHost !== undefined && { upstreamHost }),
      ...(upstreamPort !== undefined && { upstreamPort }),
    },
  };
};

export const lighttpd: ServerReader = { read, setUps: faults.flatMap(({ setUps }) => setUps) };

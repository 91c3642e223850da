import { secondsOf } from '../go-duration.ts';
import { mostPlaces, patience } from '../limits.ts';
import {
  findAll,
  type Edit,
  type Fault,
  type Found,
  type PublicUrl,
  type Reading,
  type ServerReader,
  type Virtue,
} from '../report.ts';
import type { Problem, SourceFile, Statement } from '../statement.ts';
import { textOf } from '../found.ts';
import { parseYaml } from '../yaml/parse.ts';
import {
  at,
  entriesOf,
  isShorter,
  isTrue,
  joining,
  scalar,
  textsOf,
  withValue,
} from '../yaml/tree.ts';

interface PomeriumModel {
  readonly problems: readonly Problem[];
  /** The global options. */
  readonly tops: readonly Statement[];
  /** The routes that lead to Jenkins, in their order: the first that matches counts. */
  readonly routes: readonly Statement[];
  readonly url: PublicUrl | undefined;
}

const modelOf = (files: readonly SourceFile[], url: PublicUrl | undefined): PomeriumModel => {
  const parsed = files.map((file) => parseYaml(file, (key) => key.toLowerCase()));
  const tops = parsed.flatMap(({ statements }) => statements);
  // `policy` at the top is what `routes` was called before 0.16.
  const routes = tops
    .filter(({ name }) => name === 'routes' || name === 'policy')
    .flatMap(entriesOf)
    .filter((one) => /^https?:/.test(textsOf(at(one, 'to'))[0] ?? ''));
  const text = (one: Statement): string =>
    [scalar(one, 'from'), scalar(one, 'name'), ...textsOf(at(one, 'to'))].join(' ');
  const named = routes.filter((one) => /jenkins|hudson|\bci\b/i.test(text(one)));
  const byPort = routes.filter((one) => /:8080\b/.test(text(one)));
  return {
    problems: parsed.flatMap(({ problems }) => problems),
    tops,
    routes: (named.length > 0 ? named : byPort.length > 0 ? byPort : routes).slice(0, mostPlaces),
    url,
  };
};

/** Whether a route takes a path below the context path. */
const takes = (route: Statement, path: string): boolean => {
  const regex = scalar(route, 'regex');
  const prefix = scalar(route, 'prefix');
  const whole = scalar(route, 'path');
  if (whole !== undefined) return whole === path;
  if (prefix !== undefined) return path.startsWith(prefix);
  if (regex === undefined) return true;
  // Patterns of RE2 that JavaScript does not read are no statement about the path.
  try {
    return regex.length < 600 && new RegExp(`^(?:${regex})$`).test(path);
  } catch {
    return false;
  }
};

/** The context path: of the URL, or of the routes that begin with it. */
const contextPath = ({ routes, url }: PomeriumModel): string =>
  url?.path ??
  routes
    .map(
      (one) =>
        /^\^?(\/[\w.-]+)\/?(?:\(|$)/.exec(scalar(one, 'regex') ?? '')?.[1] ??
        /^(\/[\w.-]+)\/?$/.exec(scalar(one, 'prefix') ?? '')?.[1],
    )
    .find(
      (path) => path !== undefined && !/^\/(?:wsagents|cli|github-webhook|login)$/.test(path),
    ) ??
  '';

const isOpen = (route: Statement): boolean =>
  isTrue(scalar(route, 'allow_public_unauthenticated_access'));

/** The route that a path below the context path is sent to. */
const routeFor = (model: PomeriumModel, path: string): Statement | undefined =>
  model.routes.find((one) => takes(one, contextPath(model) + path));

/** An address of each kind that machines ask for, and those that stand for webhooks. */
const agentPath = '/wsagents/';
const webSocketPaths = [agentPath, '/cli/ws'];
const webhooks = [
  '/github-webhook/',
  '/bitbucket-hook/',
  '/generic-webhook-trigger/invoke',
  '/gitea-webhook/post',
  '/gitlab-webhook/post',
  '/project/x',
  '/git/notifyCommit',
];

/** A key of a route with another value, or one more key. */
const put = (route: Statement, key: string, value: string): Found => {
  const known = at(route, key);
  return known === undefined
    ? { at: route, edits: joining(route, [`${key}: ${value}`]) }
    : withValue(known, value);
};

/** The pattern of the open route with more alternatives; nothing where it has none yet. */
const opening = (model: PomeriumModel, alternatives: string): Found => {
  const open = model.routes.find((one) => isOpen(one) && at(one, 'regex') !== undefined);
  const regex = at(open, 'regex');
  const text = regex === undefined ? '' : textOf(regex);
  const edits: Edit[] =
    regex === undefined || !text.includes('(?:')
      ? []
      : [{ at: regex, put: 'instead', own: [text.replace('(?:', () => `(?:${alternatives}|`)] }];
  const [first] = model.routes;
  return { at: regex ?? (first as Statement), edits };
};

const isClosed = (model: PomeriumModel, path: string): boolean => {
  const route = routeFor(model, path);
  return route !== undefined && !isOpen(route);
};

/** Whether the whole of an answer has to come within a limit that slow pages of Jenkins pass. */
const isImpatient = ({ tops }: PomeriumModel, route: Statement): boolean => {
  if (isTrue(scalar(route, 'allow_websockets'))) return false;
  const fallback = tops.find(({ name }) => name === 'default_upstream_timeout')?.args[0] ?? '30s';
  return isShorter(scalar(route, 'timeout') ?? fallback, patience.answer);
};

const faults: readonly Fault<PomeriumModel>[] = [
  {
    setUps: ['pomerium/host-not-passed'],
    find: ({ routes }) =>
      routes
        .filter(
          (one) =>
            !isTrue(scalar(one, 'preserve_host_header')) &&
            at(one, 'host_rewrite') === undefined &&
            at(one, 'host_rewrite_header') === undefined,
        )
        .map((one) => put(one, 'preserve_host_header', 'true')),
  },
  {
    setUps: ['pomerium/upgrade-not-passed'],
    find: (model) =>
      [...new Set(webSocketPaths.flatMap((path) => routeFor(model, path) ?? []))]
        .filter((one) => !isTrue(scalar(one, 'allow_websockets')))
        .map((one) => put(one, 'allow_websockets', 'true')),
  },
  {
    setUps: ['pomerium/answer-takes-too-long'],
    find: (model) =>
      [routeFor(model, '/job/x/')]
        .flatMap((one) => one ?? [])
        .filter((one) => isImpatient(model, one))
        .map((one) => put(one, 'allow_websockets', 'true')),
  },
  {
    setUps: ['pomerium/upload-time-limit'],
    find: ({ tops, routes }) => {
      const limit = tops.find(({ name }) => name === 'timeout_read');
      const [first] = tops;
      // Without a limit of its own a request has 30 s.
      if (limit === undefined && first !== undefined && routes.length > 0)
        return [{ at: first, edits: [{ at: first, put: 'before' }] }];
      return limit !== undefined && isShorter(limit.args[0], patience.answer + 1)
        ? [{ at: limit, edits: [{ at: limit, put: 'instead' }] }]
        : [];
    },
  },
  {
    setUps: ['pomerium/login-not-open', 'pomerium/sign-in-portal'],
    find: (model) =>
      isClosed(model, '/login') || isClosed(model, agentPath)
        ? [opening(model, 'login|wsagents/')]
        : [],
  },
  {
    setUps: ['pomerium/webhook-behind-password'],
    find: (model) =>
      webhooks.every((path) => isClosed(model, path)) ? [opening(model, 'github-webhook/')] : [],
  },
];

const virtuesOf = (model: PomeriumModel): Virtue[] => {
  const { routes, tops } = model;
  const global = (name: string): string | undefined =>
    tops.find((one) => one.name === name)?.args[0];
  const removes = (name: string): boolean =>
    routes.every((one) =>
      textsOf(at(one, 'remove_request_headers')).some((header) => header.toLowerCase() === name),
    );
  const tests: Readonly<Record<Virtue, boolean>> = {
    'paths-unchanged':
      global('path_with_escaped_slashes_action')?.toLowerCase() === 'keep_unchanged' &&
      !routes.some((one) =>
        ['prefix_rewrite', 'regex_rewrite_pattern'].some((key) => at(one, key) !== undefined),
      ),
    'host-passed': true,
    'scheme-passed': true,
    'forged-overwritten': ['forwarded', 'x-forwarded-host', 'x-forwarded-port'].every(removes),
    'websocket-passes': true,
    'uploads-unlimited': secondsOf(global('timeout_read')) === 0,
    streaming: true,
    patient: !routes.some((one) => isImpatient(model, one)),
  };
  return routes.length === 0
    ? []
    : (Object.keys(tests) as Virtue[]).filter((virtue) => tests[virtue]);
};

const read: ServerReader['read'] = (files, url): Reading => {
  const model = modelOf(files, url);
  const [route] = model.routes;
  const host = /^https?:\/\/([\w.-]+)/.exec(scalar(route, 'from') ?? '')?.[1];
  const [, upstreamHost, upstreamPort] =
    /^https?:\/\/([\w.-]+):(\d+)/.exec(textsOf(at(route, 'to'))[0] ?? '') ?? [];
  return {
    problems: model.problems,
    judged: model.routes,
    faults: route === undefined ? [] : findAll(faults, model),
    virtues: virtuesOf(model),
    unclear: [],
    values: {
      ...(host !== undefined && { host }),
      ...(upstreamHost !== undefined && { upstreamHost }),
      ...(upstreamPort !== undefined && { upstreamPort }),
    },
  };
};

export const pomerium: ServerReader = { read, setUps: faults.flatMap(({ setUps }) => setUps) };

import { expect, test } from 'playwright/test';
import { parseDocument } from 'yaml';
import { exampleSettings } from '#conf';
import { findExample } from '#examples';
import { origin, type Shape } from '#settings';
import { forgedHeaders, oddTargets } from '../iis/odd-targets.ts';
import { matchRoute, optionProblems, options, type Route } from './options.ts';
import { checkSyntax, type SyntaxCheck } from '../syntax-evidence.ts';

/**
 * Pomerium is in no package registry that the tests may use, so its file is held against what can
 * be checked without it: the YAML, the types of the options, and the routes in their order.
 */
const example = findExample('pomerium');

const textOf = (files: Readonly<Record<string, string>>): string => files['config.yaml'] ?? '';

/** @throws with the parser's words when the text is not YAML, or gives a key twice. */
const parse = (text: string): Record<string, unknown> => {
  const document = parseDocument(text, { strict: true, uniqueKeys: true });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) throw problem;
  return document.toJS() as Record<string, unknown>;
};

const routesOf = (files: Readonly<Record<string, string>>): readonly Route[] =>
  parse(textOf(files))['routes'] as Route[];

/** Requests below the context path, with who sends them. */
const machineRequests = [
  ['/login', 'an agent, before it connects'],
  ['/wsagents/', 'a WebSocket agent'],
  ['/tcpSlaveAgentListener/', 'a TCP agent that asks for its port'],
  ['/jnlpJars/agent.jar', 'a machine that fetches the agent'],
  ['/jnlpJars/jenkins-cli.jar', 'a machine that fetches the command line'],
  ['/cli/ws', 'the command line'],
  ['/github-webhook/', 'a webhook'],
  ['/health/', 'monitoring'],
  ['/content-security-policy-reporting-endpoint/YW5vbnltb3Vz:1a2b', 'a browser’s CSP report'],
  ['/login?from=%2F', 'an address with a query'],
] as const;

const peopleRequests = [
  ['/', 'the dashboard'],
  ['/manage/', 'the settings'],
  ['/cli', 'the HTTP mode of the command line'],
  ['/cli/', 'the help of the command line'],
  ['/script', 'the script console'],
  ['/j_spring_security_check', 'the sign-in form'],
  ['/job/demo/build', 'a build'],
  ['/loginError', 'a path that only begins like a public one'],
  ['/login/', 'the same with a slash'],
  ['/github-webhook/x', 'a path below a webhook'],
  ['/jnlpJars/a/b', 'a path below the agent’s folder'],
  ['/jnlpJars/..%2Fmanage', 'an encoded step up'],
  ['/wsagents/../manage/', 'a step up'],
  ['/login;x=1', 'a path parameter'],
  ['/x/login', 'a public path below another'],
  ...oddTargets.filter(([target]) => !target.startsWith('/login')),
] as const;

const lineEnds: SyntaxCheck = (files) => {
  for (const [name, text] of Object.entries(files)) {
    expect(text, `${name} has LF line ends only`).not.toContain('\r');
    expect(text.endsWith('\n'), `${name} ends with a line end`).toBe(true);
  }
};

const wellFormed: SyntaxCheck = (files) => {
  expect(textOf(files)).not.toContain('\t');
  parse(textOf(files));
};

const knownSettings: SyntaxCheck = (files) => {
  expect(optionProblems(parse(textOf(files)), { fields: options })).toEqual([]);
  for (const route of routesOf(files)) {
    const isPublic = route.allow_public_unauthenticated_access === true;
    // A public route with a policy, or a route with neither, is refused or lets nobody in.
    expect(isPublic !== (route.policy !== undefined), route.regex ?? 'every path').toBe(true);
  }
};

const pathsKept: SyntaxCheck = (files) => {
  const config = parse(textOf(files));
  expect(config['path_with_escaped_slashes_action']).toBe('keep_unchanged');
  expect(config['merge_slashes']).toBe(false);
  for (const route of routesOf(files)) {
    expect(new URL(route.to).pathname, 'a path in “to” would replace the prefix').toBe('/');
    expect(route.to.endsWith('/'), 'even a slash').toBe(false);
    expect(route.preserve_host_header).toBe(true);
    expect(route.allow_websockets).toBe(true);
  }
};

const routesInOrder =
  (shape: Shape): SyntaxCheck =>
  (files) => {
    const settings = exampleSettings(example, shape);
    const routeOf = (path: string): Route | null =>
      matchRoute(routesOf(files), origin(settings) + settings.path + path);
    for (const [path, who] of machineRequests) {
      expect(routeOf(path)?.allow_public_unauthenticated_access, `${path}: ${who}`).toBe(true);
    }
    for (const [path, who] of peopleRequests) {
      expect(routeOf(path)?.policy, `${path}: ${who}`).toBeDefined();
    }
  };

const wholeSegment =
  (shape: Shape): SyntaxCheck =>
  (files) => {
    const settings = exampleSettings(example, shape);
    const routeOf = (path: string): Route | null =>
      matchRoute(routesOf(files), origin(settings) + path);
    const { path } = settings;
    for (const own of [path, `${path}/`, `${path}?a=1`]) expect(routeOf(own), own).not.toBeNull();
    for (const foreign of ['/', `${path}x`, `${path}x/login`, `/x${path}/login`, '/login']) {
      expect(routeOf(foreign), foreign).toBeNull();
    }
  };

/** `X-Forwarded-Proto` is written by Pomerium itself and must not be removed. */
const forged: SyntaxCheck = (files) => {
  for (const route of routesOf(files)) {
    const wanted = Object.keys(forgedHeaders).filter((name) => name !== 'X-Forwarded-Proto');
    expect([...(route.remove_request_headers ?? [])].toSorted()).toEqual(wanted.toSorted());
  }
};

for (const shape of example.shapes) {
  test(`pomerium/${shape}: what can be checked without Pomerium`, async () => {
    await checkSyntax(example, shape, {
      'line-ends': lineEnds,
      'yaml-well-formed': wellFormed,
      'known-settings': knownSettings,
      'paths-kept': pathsKept,
      'routes-in-order': routesInOrder(shape),
      ...(shape.endsWith('path') ? { 'whole-segment': wholeSegment(shape) } : {}),
      'forged-headers': forged,
    });
  });
}

test('the published mistakes are found', () => {
  expect(() => parse('routes:\n - from: a\n\t   to: b\n')).toThrow();
  expect(() => parse('address: a\naddress: b\n')).toThrow(/unique/i);
  const problemsOf = (config: unknown): string =>
    optionProblems(config, { fields: options }).join();
  expect(problemsOf({ address: ':443' })).toBe('');
  expect(problemsOf({ routes: [{ host_rewrite_header: true }] })).toContain('no such option');
  expect(problemsOf({ routes: [{ from: 'http://jenkins.example.com' }] })).toContain('https:');
  expect(problemsOf({ timeout_read: 0 })).toContain('no duration');
  expect(problemsOf({ merge_slashes: 'no' })).toContain('neither true nor false');
  expect(problemsOf({ path_with_escaped_slashes_action: 'KEEP' })).toContain('none of');
  expect(problemsOf({ routes: [{ regex: '^/(?!login)' }] })).toContain('no RE2');
  expect(problemsOf({ routes: [{ policy: [{ allow: { and: { email: 'a' } } }] }] })).toContain(
    'criteria of one key',
  );
});

test('the first route that matches wins', () => {
  const from = 'https://jenkins.example.com';
  const routes: Route[] = [
    { from, to: 'http://a', prefix: '/jenkins' },
    { from, to: 'http://b' },
  ];
  expect(matchRoute(routes, `${from}/jenkinsx`)?.to).toBe('http://a');
  expect(matchRoute(routes, `${from}/other?x=/jenkins`)?.to).toBe('http://b');
  expect(matchRoute(routes, 'https://other.example.com/jenkins')).toBeNull();
});

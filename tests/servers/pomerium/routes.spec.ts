import { expect, test } from 'playwright/test';
import { parseDocument } from 'yaml';
import { exampleSettings, publishedFiles } from '#conf';
import { findExample } from '#examples';
import { locales } from '#i18n';
import { origin, type Shape } from '#settings';
import { oddTargets } from '../iis/odd-targets.ts';
import { matchRoute, optionProblems, type Route } from './options.ts';

/**
 * What runs of the server show of some requests only: the types of all options, since it starts with
 * those that it does not know, and which route takes which of many paths.
 */
const example = findExample('pomerium');

/** What a published file must hold; it throws when it does not. */
type FileCheck = (text: string) => void;

/** @throws with the parser's words when the text is not YAML, or gives a key twice. */
const parse = (text: string): Record<string, unknown> => {
  const document = parseDocument(text, { strict: true, uniqueKeys: true });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) throw problem;
  return document.toJS() as Record<string, unknown>;
};

const routesOf = (text: string): readonly Route[] => parse(text)['routes'] as Route[];

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

/** Whether a policy lets some people in. */
const allows = ({ policy = [] }: Route): boolean => policy.some(({ allow }) => allow !== undefined);

const knownSettings: FileCheck = (text) => {
  expect(optionProblems(parse(text))).toEqual([]);
  for (const route of routesOf(text)) {
    const isPublic = route.allow_public_unauthenticated_access === true;
    // Beside the line that makes a route public an `allow` closes nothing; without both, nobody enters.
    expect(isPublic !== allows(route), route.regex ?? 'every path').toBe(true);
    expect(JSON.stringify(route.policy), 'a `deny` holds for either').toContain(
      '{"deny":{"or":[{"http_method":{"is":"TRACE"}}]}}',
    );
  }
};

const pathsKept: FileCheck = (text) => {
  const config = parse(text);
  expect(config['path_with_escaped_slashes_action']).toBe('keep_unchanged');
  expect(config['merge_slashes']).toBe(false);
  for (const route of routesOf(text)) {
    expect(new URL(route.to).pathname, 'a path in “to” would replace the prefix').toBe('/');
    expect(route.to.endsWith('/'), 'even a slash').toBe(false);
    expect(route.preserve_host_header).toBe(true);
    expect(route.allow_websockets).toBe(true);
  }
};

const routesInOrder =
  (shape: Shape): FileCheck =>
  (text) => {
    const settings = exampleSettings(example, shape);
    const routeOf = (path: string): Route | null =>
      matchRoute(routesOf(text), origin(settings) + settings.path + path);
    for (const [path, who] of machineRequests) {
      expect(routeOf(path)?.allow_public_unauthenticated_access, `${path}: ${who}`).toBe(true);
    }
    for (const [path, who] of peopleRequests) {
      expect(allows(routeOf(path) as Route), `${path}: ${who}`).toBe(true);
    }
  };

const wholeSegment =
  (shape: Shape): FileCheck =>
  (text) => {
    const settings = exampleSettings(example, shape);
    const routeOf = (path: string): Route | null =>
      matchRoute(routesOf(text), origin(settings) + path);
    const { path } = settings;
    for (const own of [path, `${path}/`, `${path}?a=1`]) expect(routeOf(own), own).not.toBeNull();
    for (const foreign of ['/', `${path}x`, `${path}x/login`, `/x${path}/login`, '/login']) {
      expect(routeOf(foreign), foreign).toBeNull();
    }
  };

for (const shape of example.shapes) {
  const checks: Readonly<Record<string, FileCheck>> = {
    'its options have their types': knownSettings,
    'paths are kept': pathsKept,
    'requests take their routes': routesInOrder(shape),
    ...(shape.endsWith('path') ? { 'foreign paths take none': wholeSegment(shape) } : {}),
  };
  for (const [title, check] of Object.entries(checks)) {
    test(`pomerium/${shape}: ${title}`, () => {
      for (const locale of locales) {
        const [file] = publishedFiles(example, shape, locale);
        check(file?.text ?? '');
      }
    });
  }
}

test('the published mistakes are found', () => {
  expect(() => parse('routes:\n - from: a\n\t   to: b\n')).toThrow();
  expect(() => parse('address: a\naddress: b\n')).toThrow(/unique/i);
  const problemsOf = (config: unknown): string => optionProblems(config).join();
  expect(problemsOf({ address: ':443' })).toBe('');
  expect(problemsOf({ routes: [{ host_rewrite_header: true }] })).toContain('no such option');
  expect(problemsOf({ routes: [{ from: 'http://jenkins.example.com' }] })).toContain('https:');
  expect(problemsOf({ timeout_read: 0 })).toContain('no duration');
  expect(problemsOf({ routes: [{ from: 'https://jenkins.example.com' }] })).toContain(
    'routes.0.to',
  );
  expect(problemsOf({ routes: [{ policy: [{ admit: { and: [{ email: 'a' }] } }] }] })).toContain(
    'admit',
  );
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

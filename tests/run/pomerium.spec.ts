import { createPublicKey, verify, type JsonWebKey } from 'node:crypto';
import { expect, test } from 'playwright/test';
import { findExample } from '#examples';
import { exampleSettings } from '#conf';
import { publicUrl } from '#settings';
import type { Header } from '../wire/client.ts';
import type { Job, LabResult } from '../lab/job.ts';
import { runPhases } from '../lab/run.ts';
import { drivers } from '../servers/index.ts';
import type { ProbeId } from '../servers/pomerium/probes.ts';
import { findCommand } from '#commands';
import { toText } from '#conf';
import { exampleJob } from './example-job.ts';
import { tellText } from './break-job.ts';
import { matchesOutput } from './expected-output.ts';

/**
 * What only Pomerium has: the way through its sign-in, its three kinds of clients, and a
 * configuration that it reads again by itself.
 */
const example = findExample('pomerium');
const job = exampleJob(example, 'https-host');
const nested = exampleJob(example, 'https-path');
const settings = exampleSettings(example, 'https-host');

const why = drivers['pomerium']?.notMade?.() ?? null;
test.skip(why !== null, why ?? '');

const withProbes = (from: Job, ...probes: readonly ProbeId[]): Job => ({
  ...from,
  checks: [],
  probes,
});

/** The file with a place of it replaced, which must be there. */
const edited = (from: Job, change: (text: string) => string): Job => ({
  ...from,
  files: from.files.map((file) => {
    if (!file.install.endsWith('config.yaml')) return file;
    const text = change(file.text);
    expect(text, 'the edit finds its place').not.toBe(file.text);
    return { ...file, text };
  }),
});

const run = async (...jobs: readonly Job[]): Promise<LabResult[]> => {
  const results = await runPhases(jobs);
  for (const { failure } of results) expect(failure ?? '').toBe('');
  return results;
};

const seen = <T>(result: LabResult | undefined, probe: ProbeId): T => result?.probes?.[probe] as T;

for (const from of [job, nested]) {
  test(`a page that is opened first comes after the sign-in, ${publicUrl(from.settings)}`, async () => {
    const [first, again] = await run(
      withProbes(from, 'sign-in', 'still-signed-in'),
      withProbes(from, 'still-signed-in'),
    );
    const { steps, last } = seen<{ steps: { status: number; url: string }[]; last: string }>(
      first,
      'sign-in',
    );
    const places = steps.map(
      ({ status, url }) => `${status} ${new URL(url).host}${new URL(url).pathname}`,
    );
    const { host, path } = from.settings;
    expect(places).toEqual([
      `302 ${host}${path}/job/feature%252Ffoo/`,
      `302 authenticate.example.com/.pomerium/sign_in`,
      `302 accounts.example.com/authorize`,
      `302 authenticate.example.com/oauth2/callback`,
      expect.stringMatching(/^302 authenticate\.example\.com\/\.pomerium\//),
      `302 ${host}/.pomerium/callback/`,
      expect.stringMatching(/^\d+ .*\/job\/feature%252Ffoo\/$/),
    ]);
    // The path comes back as it was; the query is decoded, sorted and written anew.
    expect(last).toBe(`${publicUrl(from.settings)}job/feature%252Ffoo/?a=1&b=&c=&from=%2Fjob%2Fx`);
    const before = seen<{ open: number; people: number }>(first, 'still-signed-in');
    expect(before.open, 'requests for /login').toBe(1);
    expect(before.people, 'requests for the start page').toBe(1);
    // The sessions were in memory; the jar still has its cookie.
    expect(seen<{ people: number }>(again, 'still-signed-in').people).toBeGreaterThan(3);
  });
}

/** Identity headers, on the route of people alone or on the open one as well. */
const identified = (routes: 'people' | 'both'): Job =>
  edited(job, (text) => {
    const place = '    preserve_host_header: true\n';
    const added = `${place}    pass_identity_headers: true\n`;
    const last = text.lastIndexOf(place);
    return (
      routes === 'both'
        ? text.replaceAll(place, added)
        : text.slice(0, last) + added + text.slice(last + place.length)
    ).replace('routes:\n', 'jwt_claims_headers:\n  X-Pomerium-Claim-Email: email\n\nroutes:\n');
  });

/** What an assertion says, without looking at its signature. */
const saidBy = (assertion: string): unknown =>
  JSON.parse(Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString('utf8'));

test('what a client forges about itself does not reach Jenkins, on any route', async () => {
  const [plain, people, both] = await run(
    withProbes(job, 'forged'),
    withProbes(identified('people'), 'forged'),
    withProbes(identified('both'), 'forged'),
  );
  const headersOf = (result: LabResult | undefined, route: string): readonly Header[] =>
    seen<Record<string, readonly Header[]>>(result, 'forged')[route] ?? [];
  const forgedIn = (result: LabResult | undefined, route: string): string[] =>
    headersOf(result, route)
      .filter(([, value]) => /forged|198\.51/.test(value))
      .map(([name]) => name.toLowerCase());
  const valuesOf = (result: LabResult | undefined, route: string, name: string): string[] =>
    headersOf(result, route)
      .filter(([found]) => found.toLowerCase() === name)
      .map(([, value]) => value);
  const assertion = 'x-pomerium-jwt-assertion';
  for (const route of ['people', 'token', 'open']) {
    // A name that no file mentions is like any other header, and nobody behind reads it.
    expect(forgedIn(plain, route), `published file, ${route}`).toEqual(['x-pomerium-claim-email']);
    expect(valuesOf(plain, route, assertion)).toEqual([]);
  }
  for (const route of ['people', 'token']) {
    const [found = ''] = valuesOf(people, route, assertion);
    expect(saidBy(found)).toMatchObject({
      email: 'alice@example.com',
      iss: 'jenkins.example.com',
      aud: 'jenkins.example.com',
      groups: ['developers'],
    });
    expect(valuesOf(people, route, 'x-pomerium-claim-email')).toEqual(['alice@example.com']);
    // What the client sent in its place comes under another name, which no plugin believes.
    expect(forgedIn(people, route)).toEqual([`${assertion}-for`]);
  }
  expect(forgedIn(people, 'open')).toEqual([]);
  expect(valuesOf(people, 'open', assertion)).toEqual([]);
  // On the open route the option would vouch for nobody, with a valid signature.
  const [nobody = ''] = valuesOf(both, 'open', assertion);
  expect(saidBy(nobody)).toMatchObject({ email: '', sub: '', iss: 'jenkins.example.com' });
});

test('programs get what the page says of them', async () => {
  const [result] = await run(withProbes(job, 'programs'));
  interface Outcome {
    status: number;
    location: string | null;
    reached: boolean;
    text: string;
  }
  const all = seen<Record<string, Outcome>>(result, 'programs');
  const signIn = /^https:\/\/authenticate\.example\.com\/\.pomerium\/sign_in\?/;
  expect(all['webhook']).toMatchObject({ reached: true });
  expect(all['agentJar']).toMatchObject({ reached: true });
  expect(all['cliJar']).toMatchObject({ reached: true });
  expect(all['otherWebhook']).toMatchObject({ status: 302, reached: false });
  expect(all['otherWebhook']?.location).toMatch(signIn);
  expect(all['api']).toMatchObject({ status: 302, reached: false });
  expect(all['api']?.location).toMatch(signIn);
  expect(all['apiAsJson']).toMatchObject({ status: 401, reached: false });
  // The first request of the command line in HTTP mode, which follows where it leads.
  expect(all['httpCli']).toMatchObject({ status: 302, reached: false });
  expect(all['apiWithToken']).toMatchObject({ status: 200, reached: true });
  expect(all['apiWithToken']?.text).toContain('"name":"admin"');
});

for (const from of [job, nested]) {
  test(`the page's commands print what it shows, ${publicUrl(from.settings)}`, async () => {
    const ids = ['pomerium/redirect', 'pomerium/sign-in', 'pomerium/program-token'];
    const [result] = await run({
      ...from,
      checks: [],
      commands: [...ids, 'check/login', 'check/websocket'].map((id) => ({
        side: 'client',
        run: tellText(id, from.settings),
      })),
    });
    for (const [index, id] of ids.entries()) {
      const { output } = findCommand(id);
      if (output === undefined) throw new Error(`${id} shows no output.`);
      await test.step(id, () => {
        matchesOutput(result?.commands[index]?.stdout ?? '', toText(output, from.settings, 'en'));
      });
    }
    const [login, webSocket] = (result?.commands.slice(ids.length) ?? []).map(
      ({ stdout }) => stdout,
    );
    expect(login).toMatch(/^HTTP\/2 200/);
    expect(login).toMatch(/cookie: JSESSIONID.*; Secure;/i);
    expect(login).toContain(publicUrl(from.settings));
    expect(webSocket).toMatch(/101/);
  });
}

/** The policy of the route of people, the last one of the file; programs have another. */
const peoplesPolicy = /^ +policy:\n(?: {6,}.*\n?)+(?![^]*^ +policy:)/m;

test('a route that is public beside its policy lets everybody in, and says nothing', async () => {
  const both = edited(job, (text) =>
    text.replace(peoplesPolicy, '    allow_public_unauthenticated_access: true\n$&'),
  );
  const [result] = await run({
    ...both,
    checks: [],
    commands: [
      {
        side: 'client',
        run: "curl -sS -o /dev/null -w '%{http_code}' --resolve jenkins.example.com:443:10.99.0.1 https://jenkins.example.com/whoAmI/",
      },
    ],
  });
  expect(result?.commands[0]?.stdout).toBe('200');
  expect(result?.trouble).toEqual([]);
});

test('it reads a changed file by itself, and keeps the old one when the new one is wrong', async () => {
  const ask =
    "curl -sS -o /dev/null -w '%{http_code}\\n' --resolve jenkins.example.com:443:10.99.0.1 https://jenkins.example.com/";
  const file = '/etc/pomerium/config.yaml';
  const [result] = await run({
    ...job,
    checks: [],
    commands: [
      { side: 'client', run: `${ask}login` },
      { side: 'client', run: `${ask}whoAmI/` },
      {
        side: 'server',
        run: `sed -i 's/login|wsagents/login|whoAmI\\/|wsagents/' ${file}; sleep 3`,
      },
      { side: 'client', run: `${ask}whoAmI/` },
      {
        side: 'server',
        run: `sed -i 's/timeout_read: 0s/timeout_read: soon/; s/whoAmI/elsewhere/' ${file}; sleep 3`,
      },
      { side: 'client', run: `${ask}whoAmI/` },
    ],
  });
  const answers = result?.commands.map(({ stdout }) => stdout.trim()).filter(Boolean);
  expect(answers).toEqual(['200', '302', '200', '200']);
  expect(result?.trouble.join('\n')).toMatch(
    /'timeout_read' time: invalid duration.*"config: error updating config"/,
  );
});

test('the redirect to HTTPS never names a port', async () => {
  const moved = edited({ ...job, settings: { ...settings, port: 8443 } }, (text) =>
    text
      .replace('address: ":443"', 'address: ":8443"')
      .replace('authenticate.example.com\n', 'authenticate.example.com:8443\n')
      .replaceAll(
        'from: https://jenkins.example.com\n',
        'from: https://jenkins.example.com:8443\n',
      ),
  );
  const [result] = await run({
    ...moved,
    double: { jenkinsUrl: 'https://jenkins.example.com:8443/' },
    checks: ['login-page', 'root-url', 'session-cookie'],
    client: 'browser',
    commands: [
      {
        side: 'client',
        run: "curl -sS -o /dev/null -w '%{redirect_url}' --resolve jenkins.example.com:80:10.99.0.1 http://jenkins.example.com/login?x=1",
      },
    ],
  });
  expect(result?.commands[0]?.stdout).toBe('https://jenkins.example.com/login?x=1');
  expect(result?.outcomes.map(({ id, result: found }) => `${id} ${found}`)).toEqual([
    'login-page passed',
    'root-url passed',
    'session-cookie passed',
  ]);
});

/** Another one beside it, on a port of its own, which it may not use. */
const noListener = `
  cat > /run/pomerium-temporary/other.yaml <<'EOF'
  address: 10.99.0.1:843
  health_check_addr: 127.0.0.1:28081
  certificates:
    - cert: /run/pomerium-temporary/unable/fullchain.pem
      key: /run/pomerium-temporary/unable/privkey.pem
  routes: []
EOF
  mkdir -p /run/pomerium-temporary/unable
  cp /etc/ssl/jenkins/*.pem /run/pomerium-temporary/unable
`;

test('a session lasts for as long as the page says', async () => {
  const [usual, short] = await run(
    withProbes(job, 'session'),
    withProbes(
      edited(job, (text) => text.replace('routes:\n', 'cookie_expire: 5s\n\nroutes:\n')),
      'session',
    ),
  );
  expect(seen(usual, 'session')).toEqual({ hours: 14, before: 200, after: 200 });
  expect(seen(short, 'session')).toMatchObject({ before: 200, after: 302 });
});

test('what Jenkins is told of who signed in can be checked with the keys that it finds', async () => {
  const page = identified('people');
  const withKey = edited(page, (text) =>
    text.replace('routes:\n', 'signing_key_file: /etc/pomerium/signing_key\n\nroutes:\n'),
  );
  const [without, result] = await run(withProbes(page, 'statement'), {
    ...withProbes(withKey, 'statement'),
    enable: [...withKey.enable, tellText('pomerium/signing-key', settings)],
  });
  // Without a key of its own it signs with one that it tells nobody.
  expect(seen(without, 'statement')).toMatchObject({ keys: { keys: null } });
  const { keys, assertion } = seen<{
    keys: { keys: (JsonWebKey & { kid: string })[] };
    assertion: string;
  }>(result, 'statement');
  const [head = '', body = '', signature = ''] = assertion.split('.');
  const { alg, kid } = JSON.parse(Buffer.from(head, 'base64url').toString('utf8')) as {
    alg: string;
    kid: string;
  };
  expect(alg).toBe('ES256');
  const jwk = keys.keys.find((key) => key.kid === kid);
  if (jwk === undefined) throw new Error(`No key ${kid} at the address of the keys.`);
  const right = verify(
    'sha256',
    Buffer.from(`${head}.${body}`),
    { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  expect(right, 'the signature').toBe(true);
  const { exp, iat } = saidBy(assertion) as { exp: number; iat: number };
  expect(exp - iat, 'seconds').toBe(300);
});

test('its own headers are those that the file chooses, and Jenkins’ arrive once', async () => {
  const withoutChoice = edited(job, (text) =>
    text.replace(/^set_response_headers:\n(?: .*\n)+/m, ''),
  );
  const [chosen, inherited] = await run(
    withProbes(job, 'headers'),
    withProbes(withoutChoice, 'headers'),
  );
  const valuesIn = (result: LabResult | undefined, answer: string, name: string): string[] =>
    (seen<Record<string, readonly Header[]>>(result, 'headers')[answer] ?? [])
      .filter(([found]) => found.toLowerCase() === name)
      .map(([, value]) => value.toLowerCase());
  const hsts = 'strict-transport-security';
  for (const answer of ['page', 'open', 'own']) {
    expect(valuesIn(chosen, answer, hsts), answer).toEqual(['max-age=31536000']);
    expect(valuesIn(chosen, answer, 'x-xss-protection'), answer).toEqual([]);
    expect(valuesIn(inherited, answer, hsts), answer).toEqual([
      'max-age=31536000; includesubdomains; preload',
    ]);
  }
  for (const answer of ['page', 'open']) {
    for (const name of ['x-frame-options', 'x-content-type-options'] as const) {
      expect(valuesIn(chosen, answer, name), `${answer}: ${name}`).toHaveLength(1);
    }
  }
  expect(valuesIn(inherited, 'page', 'x-xss-protection')).toHaveLength(1);
});

test('a policy lets in whom it names, and nobody without one', async () => {
  const without = edited(job, (text) => text.replace(peoplesPolicy, ''));
  const others = edited(job, (text) => text.replace('is: example.com', 'is: example.net'));
  const results = await run(
    withProbes(job, 'landing'),
    withProbes(without, 'landing'),
    withProbes(others, 'landing'),
  );
  expect(results.map((result) => seen(result, 'landing'))).toEqual([200, 403, 403]);
});

test('a path in “to” changes what Jenkins receives', async () => {
  const towards = (from: Job, path: string): Job =>
    edited(from, (text) =>
      text.replaceAll('to: http://127.0.0.1:8080\n', `to: http://127.0.0.1:8080${path}\n`),
    );
  const results = await run(
    ...[job, towards(job, '/'), towards(job, '/x'), nested, towards(nested, '/')].map((each) =>
      withProbes(each, 'path-at-jenkins'),
    ),
  );
  expect(
    results.map((result) => seen<{ target: string }>(result, 'path-at-jenkins').target),
  ).toEqual([
    '/job/a%2Fb//c/?x=1',
    '/job/a%2Fb//c/?x=1',
    '/xjob/a%2Fb//c/?x=1',
    '/jenkins/job/a%2Fb//c/?x=1',
    // A route with a regular expression replaces the whole path.
    '/?x=1',
  ]);
});

/** One question of curl after the other, each answered by its status and where it leads. */
const answersTo = async (from: Job, ...urls: readonly string[]): Promise<string[]> => {
  const [result] = await run({
    ...from,
    checks: [],
    commands: urls.map((url) => ({
      side: 'client',
      run: `curl -sS -o /dev/null -w '%{http_code} %{redirect_url}' '${url}' || echo " exit $?"`,
    })),
  });
  return (result?.commands ?? []).map(({ stdout }) => stdout.replace(/\?.*/, '').trim());
};

test('what is below the prefix and beside it', async () => {
  const site = 'https://jenkins.example.com';
  expect(
    await answersTo(
      nested,
      `${site}/jenkins/login`,
      `${site}/jenkins`,
      `${site}/jenkinsfoo`,
      `${site}/login`,
      `${site}/`,
    ),
  ).toEqual(['200', '302 https://authenticate.example.com/.pomerium/sign_in', '404', '404', '404']);
});

test('the first route that matches is taken, in the order of the file', async () => {
  const swapped = edited(job, (text) => {
    const [head = '', body = ''] = text.split('routes:\n');
    const at = body.lastIndexOf('  - from:');
    return `${head}routes:\n${body.slice(at)}\n${body.slice(0, at)}`;
  });
  expect(await answersTo(swapped, 'https://jenkins.example.com/login')).toEqual([
    '302 https://authenticate.example.com/.pomerium/sign_in',
  ]);
});

test('a route over plain HTTP is told of, and served over HTTPS', async () => {
  const plain = edited(job, (text) =>
    text.replaceAll('from: https://jenkins.example.com\n', 'from: http://jenkins.example.com\n'),
  );
  const [result] = await run({
    ...plain,
    checks: ['login-page'],
    client: 'open',
  });
  expect(result?.logs['output']).toMatch(
    /policy source url \(http:\/\/jenkins\.example\.com\) uses HTTP but only HTTPS is supported/,
  );
  expect(result?.outcomes.map(({ result: found }) => found)).toEqual(['passed']);
});

test('without the right to bind its port it goes on without listening, and logs that it cannot', async () => {
  const binary = drivers['pomerium']?.start[0] ?? '';
  const [result] = await run({
    ...job,
    checks: [],
    commands: [
      { side: 'server', run: noListener },
      {
        side: 'server',
        run: `cd /run/pomerium-temporary/unable; TMPDIR=/run/pomerium-temporary/unable HOME=/run/pomerium-temporary/unable XDG_CACHE_HOME=/run/pomerium-temporary/unable XDG_DATA_HOME=/run/pomerium-temporary/unable timeout -s TERM 8 setpriv --inh-caps=-net_bind_service --bounding-set=-net_bind_service ${binary} --config /run/pomerium-temporary/other.yaml > /run/pomerium-temporary/unable.log 2>&1 & sleep 6; ss -Hltn 'sport = :843' | wc -l; kill -0 $! && echo alive; wait; grep -v '"level":"info"' /run/pomerium-temporary/unable.log`,
        milliseconds: 20_000,
      },
    ],
  });
  const printed = result?.commands[1]?.stdout ?? '';
  expect(printed).toMatch(/^0\nalive\n/);
  expect(printed).toMatch(/"level":"error".*cannot bind .*Permission denied/);
});

test('without the line of the redirect, nothing answers on port 80', async () => {
  const without = edited(job, (text) => text.replace('http_redirect_addr: ":80"\n', ''));
  expect(await answersTo(without, 'http://jenkins.example.com/login')).toEqual(['000  exit 7']);
});

/** Files that are wrong, and the words with which Pomerium refuses them at its start. */
const refused: readonly (readonly [title: string, from: string, to: string, words: RegExp])[] = [
  ['a bad duration', 'timeout_read: 0s', 'timeout_read: soon', /invalid duration/],
  [
    'an upstream without a scheme',
    'to: http://127.0.0.1:8080',
    'to: 127.0.0.1:8080',
    /scheme|first path segment/,
  ],
  ['a missing certificate', 'fullchain.pem', 'missing.pem', /missing\.pem/],
  ['a tab', '  - from:', '\t- from:', /yaml/i],
];

for (const [title, from, to, words] of refused) {
  test(`${title} keeps it from starting`, async () => {
    const [result] = await runPhases([
      { ...edited(job, (text) => text.replaceAll(from, to)), checks: [] },
    ]);
    expect(result?.started).toBe(false);
    expect(result?.failure).toMatch(words);
  });
}

test('a line end keeps it from starting in one of the three secrets only', async () => {
  const withLineEnd = (secret: string): Job => ({
    ...withProbes(job, 'landing'),
    enable: [...job.enable, `echo >> /etc/pomerium/${secret}`],
  });
  const [client, cookie, shared] = await runPhases([
    withLineEnd('idp_client_secret'),
    withLineEnd('cookie_secret'),
    withLineEnd('shared_secret'),
  ]);
  expect(shared?.started).toBe(false);
  expect(shared?.failure).toMatch(/shared secret contains whitespace/);
  // What the provider says of a secret with a line end is the provider's affair.
  for (const result of [cookie, client]) expect(seen(result, 'landing')).toBe(200);
});

test('a bad regular expression is told of by Envoy alone, and no route is left', async () => {
  const [result] = await run({
    ...edited(job, (text) => text.replace('/(?:login|', '/((?:login|')),
    checks: ['login-page'],
    client: 'open',
  });
  expect(result?.trouble.join('\n')).toMatch(/RouteConfiguration rejected: missing \)/);
  expect(result?.outcomes[0]?.message).toMatch(/got 404/);
});

test('the command of the page finds these words, and two harmless lines of a good file', async () => {
  const { run: command } = findCommand('pomerium/log-errors');
  const pattern = /grep -E '([^']+)'/.exec(toText(command, settings, 'en'))?.[1];
  if (pattern === undefined) throw new Error('The command has no pattern.');
  const shown = ({ logs, failure = '' }: LabResult): string[] =>
    `${logs['output'] ?? ''}\n${failure}`
      .split('\n')
      .filter((line) => new RegExp(pattern).test(line));
  const start = { ...job, checks: [] } as const;
  const [good, unknown, broken, refusing] = await runPhases([
    start,
    edited(start, (text) => text.replace('timeout_read', 'timeout_raed')),
    edited(start, (text) => text.replace('/(?:login|', '/((?:login|')),
    edited(start, (text) => text.replace('timeout_read: 0s', 'timeout_read: soon')),
  ]);
  if (!good || !unknown || !broken || !refusing) throw new Error('The lab gave no result.');
  const keys = (result: LabResult): string[] =>
    shown(result).flatMap((line) => /"key":"(\w+)"/.exec(line)?.[1] ?? []);
  expect(new Set(keys(good))).toEqual(
    new Set(['merge_slashes', 'path_with_escaped_slashes_action']),
  );
  expect(good.trouble).toEqual([]);
  expect(keys(unknown)).toContain('timeout_raed');
  expect(shown(broken).join('\n')).toContain('rejected: missing )');
  expect(shown(refusing).some((line) => /"level":"fatal".*invalid duration/.test(line))).toBe(true);
});

test('an unknown key is told of, and it starts', async () => {
  const [result] = await run({
    ...edited(job, (text) => text.replace('timeout_read', 'timeout_raed')),
    checks: ['login-page'],
    client: 'open',
  });
  expect(result?.trouble.join('\n')).toMatch(/"key":"timeout_raed".*"unknown config option"/);
  expect(result?.outcomes.map((outcome) => outcome.result)).toEqual(['passed']);
});

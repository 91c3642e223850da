import { setTimeout as wait } from 'node:timers/promises';
import type { CookieJar } from 'tough-cookie';
import { origin, publicUrl } from '#settings';
import { admin } from '../../double/accounts.ts';
import {
  chunk,
  headerValue,
  lastChunk,
  openConnection,
  wholeResponse,
  type Header,
} from '../../wire/client.ts';
import {
  headersFor,
  lookUp,
  makeMark,
  placeOf,
  targetOf,
  token,
  visit,
  type Subject,
} from '../../contract/subject.ts';
import type { Probe } from '../driver.ts';
import { follow, programToken, signedIn } from './sign-in.ts';

/** What a client might send to be taken for somebody, each with a value that no proxy would write. */
const claims: readonly Header[] = [
  ['X-Pomerium-Jwt-Assertion', 'forged'],
  ['X-Pomerium-Jwt-Assertion-For', 'forged'],
  ['X-Pomerium-Claim-Email', 'forged'],
  ['X-Forwarded-User', 'forged'],
  ['X-Forwarded-Groups', 'forged'],
  ['X-Forwarded-Email', 'forged'],
  ['X-Forwarded-Prefix', '/forged'],
  ['X-Real-IP', '198.51.100.7'],
];

/** Names and values of a request that Jenkins received, without those of the contract's client. */
const atJenkins = async (subject: Subject, mark: string): Promise<readonly Header[] | null> =>
  (await lookUp(subject, mark))?.headers ?? null;

/** One request: its answer, where it leads, and whether it reached Jenkins. */
const outcome = async (
  subject: Subject,
  request: Parameters<typeof visit>[1],
): Promise<{ status: number; location: string | null; reached: boolean; text: string }> => {
  const { status, headers, mark, text } = await visit(subject, request);
  return {
    status,
    location: headerValue(headers, 'Location'),
    reached: (await lookUp(subject, mark)) !== null,
    text: text.slice(0, 400),
  };
};

/** The jar of a browser, kept over a restart of the server: the client of the lab goes on. */
let kept: CookieJar | undefined;

const bytesOf200MB = 200_000_000;

/** What only Pomerium has to show; each answers with what it saw, for the test to judge. */
export const probes = {
  /** The way of a browser that opens a page with a query first. */
  'sign-in': async (subject) => {
    const from = `${origin(subject.settings)}${targetOf(subject, '/job/feature%252Ffoo/?b&c=&a=1&from=%2Fjob%2Fx&y=1;z=2')}`;
    const { jar, steps, last } = await follow(subject, from);
    kept = jar;
    return { steps, last };
  },

  /** Whether the browser of `sign-in` is still known. */
  'still-signed-in': async (subject) => {
    const { steps } = await follow(
      subject,
      `${publicUrl(subject.settings)}login`,
      kept === undefined ? {} : { jar: kept },
    );
    const page = await follow(
      subject,
      publicUrl(subject.settings),
      kept === undefined ? {} : { jar: kept },
    );
    return { open: steps.length, people: page.steps.length };
  },

  /** How long the browser keeps its cookie, and what a program's token is worth after some seconds. */
  session: async (subject) => {
    const { jar } = await follow(subject, publicUrl(subject.settings));
    const cookie = (await jar.getCookies(publicUrl(subject.settings))).find(({ key }) =>
      key.startsWith('_pomerium'),
    );
    const expires = cookie?.expires instanceof Date ? cookie.expires.getTime() : null;
    const hours = expires === null ? null : Math.round((expires - Date.now()) / 3_600_000);
    const mine = {
      ...subject,
      credentials: [['X-Pomerium-Authorization', await programToken(subject)]] as const,
    };
    const ask = async (): Promise<number> =>
      (await visit(mine, { path: '/whoAmI/api/json', headers: [token] })).status;
    const before = await ask();
    await wait(8_000);
    return { hours, before, after: await ask() };
  },

  /** The key set that a plugin of Jenkins reads, and the statement that it checks with it. */
  statement: async (subject) => {
    const mine = { ...subject, credentials: await signedIn(subject) };
    const { mark } = await visit(mine, { path: '/whoAmI/', headers: [token] });
    const received = (await atJenkins(subject, mark)) ?? [];
    using connection = await openConnection(placeOf(subject));
    const keys = await connection.exchange({
      method: 'GET',
      target: '/.well-known/pomerium/jwks.json',
      headers: [['Host', subject.settings.host]],
    });
    return {
      keys: JSON.parse(keys.text) as unknown,
      assertion: headerValue(received, 'X-Pomerium-Jwt-Assertion'),
    };
  },

  /** What a browser gets for the start page after its sign-in, and for the login page without one. */
  headers: async (subject) => {
    const mine = { ...subject, credentials: await signedIn(subject) };
    const page = await visit(mine, { path: '/whoAmI/', headers: [token] });
    const open = await visit(subject, { path: '/login' });
    const own = await visit(subject, { path: '/whoAmI/' });
    return { page: page.headers, open: open.headers, own: own.headers };
  },

  /** The status of the first page that is no redirect. */
  landing: async (subject) => {
    const { steps } = await follow(subject, `${publicUrl(subject.settings)}whoAmI/`);
    return steps.at(-1)?.status;
  },

  /** The path of people as Jenkins receives it. */
  'path-at-jenkins': async (subject) => {
    const mine = { ...subject, credentials: await signedIn(subject) };
    const { mark, status } = await visit(mine, { path: '/job/a%2Fb//c/?x=1', headers: [token] });
    return { status, target: (await lookUp(subject, mark))?.target ?? null };
  },

  /** What a client forges, on the route of people and on the open one, and what Jenkins receives. */
  forged: async (subject) => {
    const cookie = await signedIn(subject);
    const bearer: Header = ['X-Pomerium-Authorization', await programToken(subject)];
    const asked = { headers: [...claims, token] };
    const results: Record<string, readonly Header[] | null> = {};
    for (const [name, path, credentials] of [
      ['people', '/whoAmI/', cookie],
      ['token', '/whoAmI/', [bearer]],
      ['open', '/login', []],
    ] as const) {
      const { mark } = await visit({ ...subject, credentials }, { path, ...asked });
      results[name] = await atJenkins(subject, mark);
    }
    return results;
  },

  /** What programs get that have not signed in. */
  programs: async (subject) => {
    const json: Header = ['Accept', 'application/json'];
    return {
      webhook: await outcome(subject, {
        method: 'POST',
        path: '/github-webhook/',
        headers: [
          ['Content-Type', 'application/json'],
          ['X-GitHub-Event', 'ping'],
        ],
        body: '{"zen":"ok"}',
      }),
      otherWebhook: await outcome(subject, {
        method: 'POST',
        path: '/generic-webhook-trigger/invoke',
        body: '{}',
      }),
      api: await outcome(subject, { path: '/api/json', headers: [token] }),
      apiAsJson: await outcome(subject, { path: '/api/json', headers: [token, json] }),
      agentJar: await outcome(subject, { path: '/jnlpJars/agent.jar' }),
      cliJar: await outcome(subject, { path: '/jnlpJars/jenkins-cli.jar' }),
      httpCli: await outcome(subject, { path: '/', headers: [token] }),
      apiWithToken: await outcome(
        { ...subject, credentials: [['X-Pomerium-Authorization', await programToken(subject)]] },
        { path: '/whoAmI/api/json', headers: [token, json] },
      ),
      whoIsAsked: admin.name,
    };
  },

  /** An upload of a piece every three seconds for three quarters of a minute. */
  'slow-upload': async (subject) => {
    const mine = { ...subject, credentials: await signedIn(subject) };
    const mark = makeMark();
    using connection = await openConnection(placeOf(mine));
    connection.reader.patience(80_000);
    await connection.head({
      method: 'POST',
      target: targetOf(mine, '/pluginManager/uploadPlugin'),
      headers: headersFor(mine, mark, [
        token,
        ['Content-Type', 'application/octet-stream'],
        ['Transfer-Encoding', 'chunked'],
      ]),
    });
    const began = Date.now();
    const answer = connection.response().then(async (head) => ({
      ...(await wholeResponse(head, connection.body('POST', head))),
      seconds: Math.round((Date.now() - began) / 1000),
    }));
    answer.catch(() => undefined);
    try {
      for (let index = 0; index < 16; index += 1) {
        if (index > 0) await wait(3_000);
        await connection.write(chunk(`piece ${index}`.padEnd(100, '.')));
      }
      await connection.write(lastChunk);
    } catch {
      // The answer says why.
    }
    const { status, seconds } = await answer;
    return { status, seconds };
  },

  /** 200 MB with a length, and what Jenkins counted. */
  'big-upload': async (subject) => {
    const mine = { ...subject, credentials: await signedIn(subject) };
    const mark = makeMark();
    using connection = await openConnection(placeOf(mine));
    connection.reader.patience(60_000);
    await connection.head({
      method: 'POST',
      target: targetOf(mine, '/pluginManager/uploadPlugin'),
      headers: headersFor(mine, mark, [
        token,
        ['Content-Type', 'application/octet-stream'],
        ['Content-Length', String(bytesOf200MB)],
      ]),
    });
    const piece = Buffer.alloc(1_000_000, 'x');
    for (let sent = 0; sent < bytesOf200MB; sent += piece.length) await connection.write(piece);
    const head = await connection.response();
    await wholeResponse(head, connection.body('POST', head));
    const received = await lookUp(subject, mark);
    return { status: head.status, bytes: received?.bodyBytes ?? 0 };
  },

  /** An answer that takes more than five minutes to begin, longer than any default of Envoy's. */
  silence: async (subject) => {
    const mine = { ...subject, credentials: await signedIn(subject) };
    const began = Date.now();
    const { status } = await visit(mine, {
      path: '/slow?ms=320000',
      headers: [token],
      patience: 340_000,
    });
    return { status, seconds: Math.round((Date.now() - began) / 1000) };
  },
} satisfies Record<string, Probe>;

export type ProbeId = keyof typeof probes;

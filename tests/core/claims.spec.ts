import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { toText } from '#conf';
import { commands } from '#commands';
import { examples } from '#examples';
import { locales, type Locale } from '#i18n';
import { servers } from '#servers';
import { reports } from '#symptoms';
import { defaultShape, formOf, sampleSettings } from '#settings';

/**
 * Claims of the site that a real server, or a real Jenkins, showed to be wrong, each with what holds
 * in its place, so that neither comes back on another page.
 */
const settings = sampleSettings(defaultShape);

const pagesOf = (locale: Locale): ReadonlyMap<string, string> => {
  const folder = join('content/docs', locale);
  return new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.mdx'))
      .map((name) => [name.replace(/\.mdx$/, ''), readFileSync(join(folder, name), 'utf8')]),
  );
};

const typed = Object.entries(commands).map(
  ([id, { run }]) => [id, toText(run, settings, 'en')] as const,
);

/** Words that no page says, and why. */
const wrong: readonly (readonly [RegExp, string])[] = [
  [/data-crumb-value|crumb-value="/, 'the login page has no such attribute'],
  [/Please wait while Jenkins is getting ready/, 'the page is titled “Starting Jenkins”'],
  [/sse-gateway[^.|]*404/, 'without the plugin Jenkins answers a page that begins blank'],
  [/SEVERE:[^\n]*not reachable/, 'the agent prints a WARNING and an IOException'],
  [/jnlpJars[^\n]*(?:needs a password|exige un mot de passe)/, 'these files are public'],
];

for (const locale of locales) {
  const pages = pagesOf(locale);
  const page = (name: string): string => {
    const found = pages.get(name);
    if (found === undefined) throw new Error(`No page “${name}”.`);
    return found;
  };

  test(`${locale}: no page says what was found wrong`, () => {
    for (const [pattern, why] of wrong) {
      const saying = [...pages].filter(([, text]) => pattern.test(text)).map(([name]) => name);
      expect(saying, why).toEqual([]);
    }
  });

  test(`${locale}: idle agents: the release, the message, the limit above the ping, lost packets`, () => {
    const text = page('troubleshooting/agents-drop-when-idle');
    expect(text).toContain('LTS 2.387.2');
    expect(text).not.toContain('2.401.1');
    expect(text).toContain('WebSocketTimeoutException: Connection Idle Timeout');
    expect(text).toContain('jenkins.websocket.idleTimeout');
    expect(text).toMatch(/`Connection timed out`.{0,160}(?:not this symptom|pas ce symptôme)/);
  });

  test(`${locale}: a refused handshake: who prints the status, and every status has its row`, () => {
    const text = page('troubleshooting/websocket-agent-handshake');
    expect(text).toContain('Response code was not 101: 200');
    expect(text).toContain('Remoting 3355');
    expect(text).toContain('Invalid h2c upgrade headers');
    const rows = text.match(/^\| .*no such agent.* \|$/gm)?.join('\n') ?? '';
    for (const status of ['400', '200', '302', '301', '401', '404'])
      expect(rows, status).toContain(`\`${status}\``);
    expect(text).toMatch(/^\| `login 200`[^|]*`502`[^|]*`504`/m);
  });

  test(`${locale}: 400 on every page leads where it is answered`, () => {
    const index = page('troubleshooting/index');
    expect(index).toMatch(/`400`.*Bad header value.*concepts\/root-url\/#bad-values/);
    const rootUrl = page('concepts/root-url');
    expect(rootUrl).toMatch(/^### .*\{#bad-values\}$|^## .*\{#bad-values\}$/m);
    expect(rootUrl).toContain('Bad header value for X-Forwarded-…');
  });

  test(`${locale}: a path that is encoded twice has its sign in the table`, () => {
    expect(page('troubleshooting/broken-proxy-banner')).toMatch(
      /^\| [^|]*`vs\.`[^|]*`https%3A%2F%2F…` \|/m,
    );
  });

  test(`${locale}: what limits says and what timeouts say is the same`, () => {
    const limits = page('concepts/limits');
    const timeout = page('troubleshooting/timeout-504');
    const row = (name: string): string =>
      new RegExp(`^\\| ${name} \\| .*$`, 'm').exec(limits.split('{#silence}')[1] ?? '')?.[0] ?? '';
    // The whole answer, unlike all others, on both pages.
    expect(row('Pomerium')).toMatch(/30[\u00A0\u202F ]s (?:for the whole|pour toute)/);
    expect(timeout).toMatch(/(?:whole answer|réponse entière)[^.]*Pomerium/);
    // None before the answer has begun, on both pages.
    expect(row('lighttpd')).toMatch(/(?:none|aucune?), 360/);
    expect(timeout).toMatch(/lighttpd[^.]*(?:before the answer has begun|avant le début)/);
  });

  test(`${locale}: nginx passes small pieces on with HTTP/1.1, and no buffering delays the console`, () => {
    const text = page('troubleshooting/events-arrive-late');
    expect(text).toContain('1.29.7');
    expect(text).toMatch(
      /(?:console of a build is no stream|console d’un build n’est pas un flux)/,
    );
  });

  test(`${locale}: Jenkins is not said to log a refused SNI`, () => {
    const text = page('troubleshooting/invalid-sni');
    expect(/^where: \[(.*)\]$/m.exec(text)?.[1]).not.toContain('jenkins-log');
    expect(text).not.toMatch(/(?:log of Jenkins gets|journal de Jenkins ne reçoit)/);
  });
}

test('no command looks for an attribute that the login page does not have', () => {
  for (const [id, text] of typed) expect(text, id).not.toContain('crumb-value');
});

test('the probe of a silent TCP connection says nothing, since Jenkins ends one that begins', () => {
  const probe = typed.find(([id]) => id === 'agents/tcp-silence')?.[1] ?? '';
  expect(probe).not.toBe('');
  expect(probe).not.toContain('Protocol:');
});

test('a path that IIS passes on as it came is not encoded a second time', () => {
  const files = examples
    .filter(({ server }) => server === 'iis')
    .flatMap(({ render }) => render(formOf(defaultShape)).files)
    .map(({ content }) => toText(content, settings, 'en'));
  const fixes = reports
    .filter(({ server }) => server === 'iis')
    .map(({ changes = [] }) => changes.map(({ to }) => toText(to, settings, 'en')).join('\n'));
  const passing = [...files, ...fixes].filter((text) => text.includes('{UNENCODED_URL}'));
  expect(passing.length).toBeGreaterThan(1);
  for (const text of passing) expect(text).toContain('useOriginalURLEncoding="false"');
});

test('Pomerium keeps the path and the query of what it sends to HTTPS', () => {
  for (const id of ['https-redirect-path', 'https-redirect-query'] as const)
    expect(servers.pomerium.cannot).not.toHaveProperty(id);
});

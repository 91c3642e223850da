import { spawnSync } from 'node:child_process';
import { expect, test } from 'playwright/test';

/** Runs a tool as one would type it; each case ends before the tool does any work. */
const run = (...words: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  return { status, stdout, stderr };
};

const refused = [
  [['tools/fix-french.ts', '--chek'], "Unknown option '--chek'"],
  [['tools/index-search.ts', 'a', 'b'], '“b” is more than it takes.'],
  [['tools/repeat-build.ts', 'a', 'b'], '“b” is more than it takes.'],
  [['tools/serve.ts', '--port', '80'], "Unknown option '--port'"],
  [['tools/build-pomerium.ts', 'locked'], '“locked” is more than it takes.'],
  [['tools/record/index.ts', '--sytems'], "Unknown option '--sytems'"],
  [['tools/scan-tls.ts', '--only'], "Unknown option '--only'"],
  [['tools/bench/index.ts', 'fr/nginx/'], '“fr/nginx/” is no path of the site.'],
  [['tools/bench/compare/index.ts', '--paths'], "Unknown option '--paths'"],
  [['tools/try/try-break.ts'], 'Which broken set-up?'],
  [['tools/try/try-example.ts', 'nginx'], '“nginx” does not end in a shape.'],
  [['tools/try/try-example.ts', 'nginx/https-host', 'logn-page'], '“logn-page” is no check.'],
] as const;

for (const [words, why] of refused) {
  test(`${words.join(' ')} is refused, and the usage said`, () => {
    const { status, stdout, stderr } = run(...words);
    expect(stderr).toContain(why);
    expect(stderr).toMatch(/^(?:npm run|node tools\/)/m);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });
}

test('--help says the usage', () => {
  const { status, stdout } = run('tools/repeat-build.ts', '--help');
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: 'node tools/repeat-build.ts [built folder]\n',
  });
});

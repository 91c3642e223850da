import { execFileSync } from 'node:child_process';
import { expect, test } from 'playwright/test';
import { offlinePage } from '../../src/publish/archive/offline-page.ts';
import { tar } from '../../src/publish/archive/tar.ts';

const date = new Date('2026-11-24');
const file = (path: string, text: string) => ({ path, content: Buffer.from(text) });
const list = (archive: Buffer, ...options: string[]): string =>
  execFileSync('tar', [...options, '-f', '-'], { input: archive, encoding: 'utf8' });

test('tar reads the archive, and the order of the files does not matter', () => {
  const long = `${'folder/'.repeat(20)}file`;
  const files = [file('b', 'x'.repeat(600)), file('a/é', ''), file(long, 'end\n')];
  const archive = tar(files, date);
  expect(list(archive, '-t', '--quoting-style=literal').trim().split('\n')).toEqual([
    'a/é',
    'b',
    long,
  ]);
  expect(list(archive, '-x', '-O')).toBe(`${'x'.repeat(600)}end\n`);
  expect(list(archive, '-tv', '--utc')).toContain('-rw-r--r-- root/root');
  expect(tar(files.toReversed(), date).equals(archive)).toBe(true);
});

test('a path that no header can hold is refused by name', () => {
  expect(() => tar([file('x'.repeat(101), '')], date)).toThrow('too long');
});

test('a page of the archive leads to files beside it and has no script', () => {
  const html = [
    '<link rel="canonical" href="https://example.org/docs/fr/nginx/">',
    '<a href="/docs/all.tar.gz">z</a>',
    '<meta http-equiv="Content-Security-Policy" content="x"><script src="/docs/a.js"></script>',
    '<a href="/docs/fr/">a</a><a href="/docs/fr/apache/#check">b</a><a href="/docs/">c</a>',
    '<a href="#id">d</a><a href="https://example.org/docs/">e</a><p class="page-address">f</p>',
    '<script type="module">g</script>',
  ].join('');
  const options = { base: '/docs', note: 'note', isLeftOut: (path: string) => /gz$/.test(path) };
  expect(offlinePage({ path: 'fr/nginx/index.html', html }, options)).toBe(
    [
      '<link rel="canonical" href="https://example.org/docs/fr/nginx/">',
      '<a href="https://example.org/docs/all.tar.gz">z</a>',
      '<a href="../index.html">a</a><a href="../apache/index.html#check">b</a>',
      '<a href="../../index.html">c</a><a href="#id">d</a><a href="https://example.org/docs/">e</a>',
      '<p>note</p><p class="page-address">f</p>',
    ].join(''),
  );
});

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dist, expect, test } from './site.ts';

interface Entry {
  readonly id: string;
  readonly server: string;
  readonly shape: string;
  readonly publicUrl: string;
  readonly upstream: string;
  readonly files: readonly {
    readonly install: string;
    readonly published: string;
    readonly fr: string;
    readonly sha256: string;
    readonly frSha256: string;
    readonly mode: string;
  }[];
  readonly certificates: readonly { readonly path: string; readonly holds: readonly string[] }[];
  readonly enable: readonly string[];
  readonly tested: object | null;
}

const manifest = JSON.parse(readFileSync(join(dist, 'examples/manifest.json'), 'utf8')) as {
  readonly schema: number;
  readonly examples: readonly Entry[];
};

const hash = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const read = (path: string): Buffer => readFileSync(join(dist, 'examples', path));

/** A file without what may differ between the languages: the words after a comment sign. */
const withoutComments = (text: string): string =>
  text.replace(/<!--.*?-->/gs, '<!-- -->').replace(/^(\s*)(?:#|\/\/).*$/gm, '$1#');

test('the manifest lists every example once, in schema 1', () => {
  expect(manifest.schema).toBe(1);
  const ids = manifest.examples.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
  for (const { id, shape, publicUrl, upstream } of manifest.examples) {
    expect(id.endsWith(`/${shape}`), id).toBe(true);
    expect(publicUrl, id).toMatch(shape.startsWith('https') ? /^https:/ : /^http:/);
    expect(publicUrl.endsWith(shape.endsWith('path') ? '/jenkins/' : '/'), id).toBe(true);
    expect(upstream, id).toMatch(/^https?:\/\/[\d.]+:\d+\//);
  }
});

for (const { id, files, enable } of manifest.examples) {
  test(`the published files of ${id} are what the manifest says`, () => {
    for (const { install, published, fr, sha256, frSha256, mode } of files) {
      expect(hash(read(published))).toBe(sha256);
      expect(hash(read(fr))).toBe(frSha256);
      expect(mode).toMatch(/^6[04][04]$/);
      const name = install.slice(install.search(/[^/\\]*$/));
      expect(published.endsWith(`/${id.replace(/^[^/]+\//, '')}/${name}`)).toBe(true);
      const [english, french] = [published, fr].map((path) => read(path).toString('utf8'));
      for (const text of [english ?? '', french ?? '']) {
        expect(text).toMatch(/[^\s]\r?\n$/);
        expect(text, 'typographic character in a configuration').not.toMatch(
          /[\u00A0\u202F\u2018\u2019\u201C\u201D«»]/,
        );
        expect(text.includes('\r'), 'CRLF only for what Windows reads').toBe(/\\/.test(install));
      }
      expect(withoutComments(french ?? '')).toBe(withoutComments(english ?? ''));
    }
    expect(enable).toEqual([...new Set(enable)]);
  });
}

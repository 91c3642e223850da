import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { dist, expect, test } from './site.ts';

test('every page that is indexed names an image of its language, which is there in that size', () => {
  const pages = globSync('**/*.html', { cwd: dist })
    .map((file) => ({ file, html: readFileSync(join(dist, file), 'utf8') }))
    .filter(({ html }) => html.includes('rel="canonical"'));
  expect(pages.length).toBeGreaterThan(2);
  const images = new Set<string>();
  for (const { file, html } of pages) {
    const content = (name: string): string =>
      new RegExp(`<meta (?:property|name)="${name}" content="([^"]*)"`).exec(html)?.[1] ?? '';
    const language = /<html lang="(\w+)"/.exec(html)?.[1] ?? '';
    const image = new URL(content('og:image'));
    expect(image.origin, file).toBe(new URL(content('og:url')).origin);
    expect(image.pathname, file).toBe(`/share/${language}.png`);
    expect(content('og:image:alt'), file).toContain(content('og:site_name'));
    expect(content('twitter:card'), file).toBe('summary_large_image');
    images.add(image.pathname);
    const png = readFileSync(join(dist, image.pathname));
    expect(png.toString('latin1', 1, 4), image.pathname).toBe('PNG');
    expect(String(png.readUInt32BE(16)), file).toBe(content('og:image:width'));
    expect(String(png.readUInt32BE(20)), file).toBe(content('og:image:height'));
  }
  for (const image of images) expect(statSync(join(dist, image)).size, image).toBeLessThan(60_000);
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'playwright/test';
import { arrows, drawing, forbidden } from '../../tools/arrows.js';

const parts = Object.keys(arrows);

test('a part imports only from what stands before it, so that no two import each other', () => {
  for (const [index, part] of parts.entries()) {
    for (const allowed of arrows[part] ?? []) {
      // Nobody imports a spec.
      const meant = parts.filter(
        (one) => one === allowed || (one.startsWith(`${allowed}/`) && !one.endsWith('/specs')),
      );
      const later = meant.filter((one) => one !== part && parts.indexOf(one) > index);
      expect(later, `${part} ← ${allowed}`).toEqual([]);
    }
  }
});

const refused: readonly (readonly [file: string, specifier: string])[] = [
  ['core/conf/conf.ts', '#servers'],
  ['core/i18n/en.ts', '../../content/servers/index.ts'],
  ['content/servers/nginx/facts.ts', '../../../src/highlight/index.ts'],
  ['content/servers/nginx/facts.ts', '#evidence'],
  ['content/contract/index.ts', '#servers'],
  ['evidence/index.ts', '../src/site/address.ts'],
  ['src/client/page.ts', '#servers'],
  ['src/components/code/Fence.astro', '../../publish/manifest.ts'],
  ['tests/double/index.ts', '../contract/raw.ts'],
  ['tests/site/site.ts', '../../src/site/address.ts'],
  ['tests/lab/run.ts', 'astro:content'],
  ['newfolder/index.ts', '#conf'],
];

for (const [file, specifier] of refused) {
  test(`${file} may not import ${specifier}`, () => {
    expect(forbidden(file, specifier)).toBeDefined();
  });
}

test('what is allowed passes', () => {
  expect(forbidden('content/servers/nginx/facts.ts', '#conf')).toBeUndefined();
  expect(forbidden('src/pages/index.astro', 'astro:content')).toBeUndefined();
  expect(forbidden('tests/core/arrows.spec.ts', '../../tools/arrows.js')).toBeUndefined();
  expect(forbidden('tests/core/arrows.spec.ts', 'playwright/test')).toBeUndefined();
});

test('CONTRIBUTING draws the arrows that lint holds', () => {
  const drawn = readFileSync('CONTRIBUTING.md', 'utf8')
    .split('\n')
    .map((line) => line.replace(/^ {4}/, ''))
    .join('\n');
  expect(drawn).toContain(drawing);
});

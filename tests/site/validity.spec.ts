import { globSync } from 'node:fs';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';
import { dist, expect, test } from './site.ts';

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // The names of code blocks are on a region, which a section would only say with more words.
    'prefer-native-element': 'off',
    // Astro writes empty attributes as ="" and void elements without a slash; both are valid.
    'attribute-empty-style': 'off',
    'attribute-boolean-style': 'off',
    'void-style': 'off',
    'no-trailing-whitespace': 'off',
    'doctype-style': 'off',
    // Titles name the page and the site.
    'long-title': 'off',
    // Safari takes a list without markers for no list, unless its role is written.
    'no-redundant-role': 'off',
    // `autocapitalize` is allowed on every element (HTML standard, 6.9.5).
    'input-attributes': 'off',
    // The search answers while one types; Enter submits without a button.
    'wcag/h32': 'off',
    'no-inline-style': 'error',
    'no-implicit-button-type': 'error',
  },
});

test('every built page is valid HTML', async () => {
  const faults: string[] = [];
  for (const file of globSync('**/*.html', { cwd: dist })) {
    const report = await validator.validateFile(join(dist, file));
    for (const { messages } of report.results) {
      for (const { ruleId, message, line, column, selector } of messages) {
        faults.push(
          `${file}:${String(line)}:${String(column)} ${ruleId}: ${message} (${selector ?? ''})`,
        );
      }
    }
  }
  expect(faults.slice(0, 40)).toEqual([]);
});

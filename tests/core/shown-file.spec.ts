import { expect, test } from 'playwright/test';
import { toText } from '#conf';
import { examples } from '#examples';
import { locales } from '#i18n';
import { formOf, mostVariants } from '#settings';
import { plainText } from '../../src/code/plain-text.ts';
import { inForm } from '../../src/code/shown/form.ts';
import { formsOf } from '../../src/code/shown/forms.ts';
import { mergedHtml } from '../../src/code/shown/html.ts';
import { merge } from '../../src/code/shown/merge.ts';

const keyed = (words: string) => [...words].map((key) => ({ key }));

test('what lists share stands once, and each list can be read out again in its order', () => {
  const lists = ['abcxyz', 'abxyqz', 'xyz', 'zab', ''];
  const merged = merge(lists.map(keyed));
  for (const [number, list] of lists.entries()) {
    const own = merged.filter(({ found }) => found.has(number)).map(({ key }) => key);
    expect(own.join('')).toBe(list);
  }
  expect(merge(['abc', 'abc'].map(keyed))).toHaveLength(3);
});

for (const example of examples) {
  test(`the block of ${example.id} holds each file whole`, () => {
    const forms = formsOf(
      example,
      examples
        // A variant that is checked in a way of its own has other files, and a block of its own.
        .filter(({ id, checkedBy }) => id.startsWith(`${example.id}/`) && checkedBy === undefined)
        .slice(0, mostVariants),
    );
    for (const locale of locales) {
      const files = forms.map((form) => form.example.render(formOf(form.shape)).files);
      for (const [index, { language = '' } = {}] of (files[0] ?? []).entries()) {
        const html = mergedHtml(
          forms.map(({ letters, settings }, number) => {
            const config = files[number]?.[index]?.content;
            if (!config) throw new Error(`No file ${String(index)}.`);
            return { letters, settings, config };
          }),
          locale,
          language,
        );
        for (const [number, { letters, settings }] of forms.entries()) {
          const config = files[number]?.[index]?.content;
          const text = config ? toText(config, settings, locale) : '';
          for (const letter of letters) expect(`${plainText(inForm(html, letter))}\n`).toBe(text);
        }
      }
    }
  });
}

test('a reader whose shape an example has not sees the same place with the other protocol', () => {
  const secondHop = examples.find(({ id }) => id === 'nginx/second-hop');
  if (!secondHop) throw new Error('No such example.');
  expect(formsOf(secondHop).map(({ letters }) => letters)).toEqual(['ac', 'bd']);
});

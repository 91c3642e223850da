import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'playwright/test';
import { exampleShapeId, publishedFiles } from '#conf';
import { commands } from '#commands';
import { checklist } from '../../content/contract/checklist.ts';
import { examples } from '#examples';
import { isLanguage } from '#highlight';
import { locales } from '#i18n';
import { serverIds, servers } from '#servers';
import { shapes } from '#settings';
import { drivers } from '../servers/index.ts';

const pages = (locale: string): string[] =>
  readdirSync(`content/docs/${locale}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.mdx'))
    .map((file) => readFileSync(`content/docs/${locale}/${file}`, 'utf8'));

for (const id of serverIds) {
  test.describe(id, () => {
    test('has a page in both languages and a main example', () => {
      for (const locale of locales) {
        expect(
          existsSync(`content/docs/${locale}/${id}.mdx`),
          `content/docs/${locale}/${id}.mdx`,
        ).toBe(true);
      }
      expect(examples.some((example) => example.id === id)).toBe(true);
    });

    test('is run by a driver, or says why it is not', () => {
      const { evidence, notRun } = servers[id];
      if (evidence === 'run') expect(Object.keys(drivers)).toContain(id);
      else expect(notRun).toBeDefined();
    });
  });
}

for (const example of examples) {
  test.describe(`example ${example.id}`, () => {
    test('is shown on a page of each language', () => {
      for (const locale of locales) {
        // As an example, or as a variant that the block of another offers.
        const shown = pages(locale).some((page) =>
          [...page.matchAll(/<Configuration example="([^"]*)"(?: variants="([^"]*)")?/g)].some(
            ([, own = '', variants = '']) => [own, ...variants.split(' ')].includes(example.id),
          ),
        );
        expect(shown, `no page of “${locale}” shows it`).toBe(true);
      }
    });

    test('has every shape, or the reason why not', () => {
      for (const shape of shapes) {
        const known = example.shapes.includes(shape) || example.impossible?.[shape] !== undefined;
        expect(
          known,
          `${exampleShapeId(example, shape)} neither exists nor is declared impossible`,
        ).toBe(true);
      }
    });

    for (const shape of example.shapes) {
      test(`${shape} differs between the languages in its comments only`, () => {
        const [french, english] = locales.map((locale) => publishedFiles(example, shape, locale));
        expect(french?.length).toBe(english?.length);
        french?.forEach((file, index) => {
          const other = english?.[index];
          const code = (text: string): string[] =>
            text.split('\n').filter((line) => !/^\s*(?:#|<!--|--)/.test(line));
          expect(code(file.text)).toEqual(code(other?.text ?? ''));
        });
      });

      test(`${shape} holds no typographic character and ends with one line feed`, () => {
        for (const locale of locales) {
          for (const { text, install } of publishedFiles(example, shape, locale)) {
            expect(text, install).not.toMatch(/[\u00A0\u202F\u2018\u2019\u201C\u201D«»…–]/);
            expect(text, install).toMatch(/[^\n]\r?\n$/);
            expect(text, install).not.toMatch(/[ \t]\r?\n/);
          }
        }
      });

      test(`${shape} is highlighted in a known language`, () => {
        for (const { language } of publishedFiles(example, shape, 'en'))
          expect(isLanguage(language)).toBe(true);
      });
    }
  });
}

test('every command is highlighted in a known language and has no prompt', () => {
  for (const [id, { language, run }] of Object.entries(commands)) {
    expect(isLanguage(language), id).toBe(true);
    expect(JSON.stringify(run.lines[0]), id).not.toMatch(/"[$#] /);
  }
});

test('every command is shown on a page of each language', () => {
  for (const locale of locales) {
    const text = pages(locale).join('\n');
    const steps = checklist
      .filter(({ id }) => text.includes(`<ChecklistStep id="${id}" />`))
      .map(({ command }): string => command);
    const hidden = Object.keys(commands).filter(
      (id) => !text.includes(`<Command id="${id}" />`) && !steps.includes(id),
    );
    expect(hidden, locale).toEqual([]);
  }
});

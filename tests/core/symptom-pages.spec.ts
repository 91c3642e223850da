import { readFileSync } from 'node:fs';
import { expect, test } from 'playwright/test';
import { locales } from '#i18n';
import { causes, symptomIds } from '#symptoms';
import { splitFrontMatter } from '../../tools/front-matter.ts';

/** What every page of a symptom holds, read in its source. */
for (const symptom of symptomIds) {
  for (const locale of locales) {
    test(`${locale}/${symptom} leads from the message to the fix and its end`, () => {
      const page = readFileSync(`content/docs/${locale}/troubleshooting/${symptom}.mdx`, 'utf8');
      const { values, text = '' } = splitFrontMatter(page) ?? {};
      expect(values?.toJSON()).toMatchObject({
        messages: expect.arrayContaining([expect.objectContaining({ text: expect.any(String) })]),
        where: expect.arrayContaining([expect.any(String)]),
      });
      const parts = ['find-cause', 'causes', 'fixed-when', 'sources'].map((id) =>
        text.search(new RegExp(`^## .+ \\{#${id}\\}$`, 'm')),
      );
      expect(parts).toEqual(parts.toSorted((a, b) => a - b));
      expect(parts).not.toContain(-1);
      const findCause = text.slice(parts[0], parts[1]);
      expect(findCause).toContain('<Command id="');
      expect(findCause).toMatch(/^\| --- \| --- \|$/m);
      expect(text.slice(parts[2], parts[3])).toMatch(/^- /m);
      const own = Object.entries(causes).filter(([, cause]) => cause.symptom === symptom);
      const sections = [...text.matchAll(/^### (.+) \{#([\w-]+)\}$/gm)]
        .filter(({ index }) => index > (parts[1] ?? 0) && index < (parts[2] ?? 0))
        .map(([, title, id]) => `${String(id)}: ${String(title)}`);
      expect(sections).toEqual(own.map(([id, { title }]) => `${id}: ${title[locale]}`));
      const fixes = [...text.matchAll(/<Fix cause="([\w-]+)" \/>/g)].map(([, id]) => id);
      expect(fixes).toEqual(own.map(([id]) => id));
    });

    test(`${locale}/${symptom} tells the way back of what weakens a protection`, () => {
      const page = readFileSync(`content/docs/${locale}/troubleshooting/${symptom}.mdx`, 'utf8');
      const risky = page.split('\n').filter((line) => /\b(?:Risk|Risque)\b.*:/.test(line));
      for (const line of risky)
        expect(line, line).toMatch(
          /^(?:- |\d+\. ).*(?:Way back|Retour en arrière)[\u00A0\u202F ]?:/,
        );
    });
  }
}

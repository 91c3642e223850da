import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const locales = ['fr', 'en'] as const;

const section = (number: number, part: number): string => `
## Section ${String(part)} {#section-${String(part)}}

Page ${String(number)} speaks of \`proxy_pass\` number ${String(number * 10 + part)} and of what Jenkins is told about its URL. A second sentence makes the paragraph as long as an ordinary one, with **words that stand out** and a [link to the overview](/LOCALE/).

- a point about \`X-Forwarded-Proto\`,
- a point about \`X-Forwarded-Host\`.

\`\`\`nginx
location /page-${String(number)} {
    proxy_pass http://jenkins;
    proxy_set_header Host $http_host;
}
\`\`\`
`;

const page = (locale: string, number: number): string => `---
kind: symptom
title: 'Synthetic page ${String(number)}'
description: 'Made page number ${String(number)} in the language ${locale}.'
order: ${String(1000 + number)}
messages:
  - text: 'Made message ${String(number)}'
where: [browser]
updated: 2026-01-01
---
${[1, 2, 3, 4, 5].map((part) => section(number, part).replace('LOCALE', locale)).join('')}`;

/**
 * Writes pages of an ordinary length in both languages below a folder of pages. They are symptoms
 * outside the section of symptoms, so that no navigation lists them all: a list on each page that
 * grows with their number is no property of the build.
 */
export const writePages = (docs: string, count: number): void => {
  for (const locale of locales) {
    const folder = join(docs, locale, 'made');
    mkdirSync(folder, { recursive: true });
    for (let number = 1; number <= count; number += 1) {
      writeFileSync(join(folder, `page-${String(number)}.mdx`), page(locale, number));
    }
  }
};

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shapeNames } from '../../../core/i18n/shape-names.ts';
import type { Locale } from '../../../core/i18n/locales.ts';
import { shapes } from '../../../core/settings/shape.ts';

/** The text of a page as Markdown: its title apart, and the rest of it. */
export interface PageText {
  readonly title: string;
  readonly body: string;
}

/**
 * The Markdown copy of a server's page with the files that the page shows first. The copy has them in
 * every form, one after the other, where the page shows one.
 *
 * @param dist folder of the built site
 */
export const shownText = (dist: string, locale: Locale, slug: string): PageText => {
  const copy = readFileSync(join(dist, locale, slug, 'index.md'), 'utf8');
  const [title = '', lead = '', , ...rest] = copy.split(/\n{2,}/);
  const names = shapes.map((shape) => shapeNames[locale][shape]);
  const file = new RegExp(
    `^\\*\\*(?:${names.join('|')})[^\\n]*\\n\\n\`\`\`[\\s\\S]*?\\n\`\`\`$\\n*`,
    'gm',
  );
  const [first] = [...rest.join('\n\n').matchAll(file)];
  const form = /^\*\*[^*]*\*\*/.exec(first?.[0] ?? '')?.[0] ?? '';
  const body = rest
    .join('\n\n')
    .replace(file, (whole) => (whole.startsWith(`${form},`) ? whole : ''));
  return { title: title.replace(/^# /, ''), body: `${lead}\n\n${body}` };
};

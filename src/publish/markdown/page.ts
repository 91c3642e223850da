import { parsePageId, strings } from '#i18n';
import { linkTo, pathOf, pagesOfKind, serverPages, type Doc } from '../../site/navigation.ts';
import { absolute } from '../../site/address.ts';
import { written } from './components.ts';
import type { Locale } from '#i18n';

const component = /<([A-Z]\w*)((?:\s+\w+="[^"]*")*)\s*\/>/g;

const attributesOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
  );

/** Replaces components one after the other; their texts may take time. */
const replaceComponents = async (body: string, locale: Locale): Promise<string> => {
  let text = '';
  let from = 0;
  for (const match of body.matchAll(component)) {
    const [whole, name = '', attributes = ''] = match;
    const indent = /[ \t]*$/.exec(body.slice(0, match.index))?.[0] ?? '';
    const content = (await written[name]?.(attributesOf(attributes), locale)) ?? '';
    text += body.slice(from, match.index) + content.replaceAll('\n', `\n${indent}`);
    from = match.index + whole.length;
  }
  return text + body.slice(from);
};

const plainMarkup = (body: string): string =>
  body
    .replace(/^(#{2,6} .*?) \{#[\w-]+\}$/gm, '$1')
    .replace(/<Callout[^>]*>\n?/g, '> ')
    .replace(/<\/Callout>/g, '')
    .replace(/<\/?(?:span|kbd)[^>]*>/g, '')
    .replace(
      /\]\(\/((?:fr|en)\/[^)]*|examples\/[^)]*)\)/g,
      (_, path: string) => `](${absolute(`/${path}`)})`,
    )
    .replace(/\n{3,}/g, '\n\n');

/** A page as Markdown: its text with commands, configurations and fixes as fenced blocks. */
export const pageMarkdown = async (page: Doc): Promise<string> => {
  const { locale } = parsePageId(page.id);
  const { title, description, lead } = page.data;
  const body = plainMarkup(await replaceComponents(page.body ?? '', locale)).trim();
  return `# ${title}\n\n${lead ?? description}\n\n${absolute(pathOf(page))}\n\n${body}\n`;
};

const section = (title: string, pages: readonly Doc[]): string =>
  `## ${title}\n\n${pages
    .map(
      (page) =>
        `- [${linkTo(page).label}](${absolute(`${pathOf(page)}index.md`)}): ${page.data.description}`,
    )
    .join('\n')}\n`;

/** The index of all Markdown copies in a language, in the form of `llms.txt` (llmstxt.org). */
export const markdownIndex = async (locale: Locale): Promise<string> => {
  const text = strings(locale);
  const [overview] = await pagesOfKind(locale, 'overview');
  const parts = [
    `# ${text.siteName}\n\n> ${overview?.data.description ?? ''}\n`,
    section(text.navGroups.servers, await serverPages(locale)),
    section(text.navGroups.troubleshooting, await pagesOfKind(locale, 'symptom')),
    section(text.navGroups.concepts, await pagesOfKind(locale, 'concept')),
  ];
  return parts.join('\n');
};

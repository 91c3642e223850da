import { parsePageId, strings } from '#i18n';
import { linkTo, pathOf, pagesOfKind, serverPages, type Doc } from '../../site/navigation.ts';
import { absolute } from '../../site/address.ts';
import { typedWhere } from '../../blocks/followed.ts';
import { piecesMarkdown } from './pieces.ts';
import { sourceMarkdown } from './source.ts';
import type { Locale } from '#i18n';

/** A page as Markdown: its text with commands, configurations and fixes as fenced blocks. */
export const pageMarkdown = async (page: Doc): Promise<string> => {
  const { locale, slug } = parsePageId(page.id);
  const { data } = page;
  const { title, description, lead } = data;
  const mark = data.kind === 'other' ? strings(locale).known[data.known] : undefined;
  const first = [lead ?? description, mark && `**${mark.card}.** ${mark.claim}`];
  const body = await sourceMarkdown(page.body ?? '', locale);
  const head = first.filter((part) => part !== undefined).join(' ');
  const typed = piecesMarkdown(typedWhere(slug, locale), locale);
  const parts = [`# ${title}`, head, absolute(pathOf(page)), body, typed];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
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
    section(text.navGroups.servers, [
      ...(await serverPages(locale)),
      ...(await pagesOfKind(locale, 'other')),
      ...(await pagesOfKind(locale, 'reasons')),
    ]),
    section(text.navGroups.troubleshooting, await pagesOfKind(locale, 'symptom')),
    section(text.navGroups.concepts, await pagesOfKind(locale, 'concept')),
  ];
  return parts.join('\n');
};

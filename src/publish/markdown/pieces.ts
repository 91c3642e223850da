import { publishedFiles, toText } from '#conf';
import { findExample } from '#examples';
import { strings, writtenDate, type Locale } from '#i18n';
import type { BadgePiece, Cell, CodePiece, Linked, Piece, TablePiece } from '../../blocks/index.ts';
import { checkerStrings } from '../../../core/i18n/checker.ts';
import { colon } from '../../../core/i18n/typography.ts';
import { absolute } from '../../site/address.ts';

const address = (path: string): string => (path.startsWith('/') ? absolute(path) : path);

const fence = (language: string, text: string): string =>
  `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;

/** A text of the data, whose backquotes hold code, with what Markdown would take for a tag escaped. */
const prose = (text: string): string =>
  text
    .split('`')
    .map((part, index) => (index % 2 === 1 ? part : part.replaceAll('<', '\\<')))
    .join('`');

const link = (label: string, path: string): string => `[${label}](${address(path)})`;

/** Code in backquotes, more of them than the code itself has in a row. */
const codeSpan = (text: string): string => {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const marks = '`'.repeat(longest + 1);
  return text.includes('`') ? `${marks} ${text} ${marks}` : `${marks}${text}${marks}`;
};

const sourceLink = (href: string, locale: Locale): string => {
  const name = href.replace(/^https:\/\/(?:www\.)?/, '').replace(/\/$/, '');
  return `${strings(locale).symptom.source} ${link(name, href)}`;
};

/** Signs before the lines of a difference, of two characters each. */
const signs = { removed: '- ', inserted: '+ ', marked: '  ' } as const;

const codeText = ({ content }: CodePiece, locale: Locale): string =>
  'text' in content
    ? content.text
    : toText(content.config, content.settings, locale).replaceAll('\r\n', '\n');

const code = (piece: CodePiece, locale: Locale): string => {
  const { title, isPath, detail, content, language, isNotRun } = piece;
  const caption = [
    `**${isPath ? codeSpan(title) : prose(title)}**`,
    ...(detail === undefined ? [] : [prose(detail)]),
    ...(isNotRun === true ? [strings(locale).code.notRunHere] : []),
  ].join(', ');
  const text = codeText(piece, locale).trimEnd();
  const kinds = 'config' in content ? content.lines : undefined;
  const body =
    kinds === undefined
      ? fence(language, text)
      : fence(
          'diff',
          text
            .split('\n')
            .map((line, index) => `${signs[kinds[index] ?? 'marked']}${line}`)
            .join('\n'),
        );
  return `${caption}${colon(locale)}\n\n${body}`;
};

/** Whole files, a shape after the other, as they are published. */
const configuration = (id: string, locale: Locale): string => {
  const example = findExample(id);
  const variant = example.title === undefined ? '' : `, ${example.title[locale]}`;
  const { names, impossible } = strings(locale).shapes;
  const files = example.shapes.flatMap((shape) =>
    publishedFiles(example, shape, locale).map(
      ({ install, language, text }) =>
        `**${names[shape]}${variant}**, ${codeSpan(install)}${colon(locale)}\n\n${fence(language, text.replaceAll('\r\n', '\n'))}`,
    ),
  );
  const missing = Object.entries(example.impossible ?? {}).map(
    ([shape, { reason, source }]) =>
      `${impossible} **${names[shape as keyof typeof names]}**. ${prose(reason[locale])} ${sourceLink(source, locale)}`,
  );
  return [...files, ...missing].join('\n\n');
};

const entry = ({ path, label, isMessage, after }: Linked): string =>
  `- ${link(isMessage ? codeSpan(label) : label, path)}${after === undefined ? '' : ` ${after}`}`;

const cell = ({ texts, isCode, href, source }: Cell, locale: Locale): string => {
  const text = texts.map((each) => (isCode ? codeSpan(each) : prose(each))).join('<br>');
  const linked = href === undefined ? text : link(text, href);
  const all = source === undefined ? linked : `${linked} ${sourceLink(source, locale)}`;
  return all.replaceAll('|', '\\|');
};

const table = ({ caption, heads, rows }: TablePiece, locale: Locale): string => {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const lines = [
    row(heads),
    row(heads.map(() => '---')),
    ...rows.map((cells) => row(cells.map((each) => cell(each, locale)))),
  ];
  return `**${caption}**\n\n${lines.join('\n')}`;
};

const badge = ({ claim, subject, day, count }: BadgePiece, locale: Locale): string =>
  [`**${claim}**`, subject, day && writtenDate(day, locale), count]
    .filter((part) => part !== undefined)
    .join(', ');

/** A piece of a block as Markdown; empty for what only leads about. */
const pieceMarkdown = (piece: Piece, locale: Locale): string => {
  switch (piece.kind) {
    case 'text':
      return prose(piece.text);
    case 'heading':
      return `${piece.isSub ? '###' : '##'} ${piece.text}`;
    case 'code':
      return code(piece, locale);
    case 'configuration':
      return [piece.example, ...piece.variants].map((id) => configuration(id, locale)).join('\n\n');
    case 'followed':
      return `**${piece.claim}**, ${writtenDate(piece.day, locale)}, ${piece.count}`;
    case 'proof': {
      const seen = piece.day === undefined ? '' : `, ${writtenDate(piece.day, locale)}`;
      const source = piece.source === undefined ? '' : ` ${sourceLink(piece.source, locale)}`;
      return `${prose(piece.text)}${seen}${source}`;
    }
    case 'badge':
      return badge(piece, locale);
    case 'list':
      return piece.items.map((item) => `- ${prose(item)}`).join('\n');
    case 'links':
      return piece.links.map(entry).join('\n');
    case 'cards':
      return piece.cards
        .map(({ name, path, text, proof }) =>
          [`- ${link(name, path)}${colon(locale)} ${text}`, ...(proof ? [proof.claim] : [])].join(
            '. ',
          ),
        )
        .join('\n');
    case 'table':
      return table(piece, locale);
    case 'diagram':
      return piece.steps.map((step, index) => `${String(index + 1)}. ${step}`).join('\n');
    case 'fixes':
      return piecesMarkdown(piece.folds, locale);
    case 'fold':
      return `**${piece.title}**\n\n${piecesMarkdown(piece.pieces, locale)}`;
    case 'configuration-check':
      return checkerStrings(locale).noScript;
    case 'same-section':
      return '';
  }
};

/** The pieces of a block as Markdown, each a paragraph of its own. */
export const piecesMarkdown = (pieces: readonly Piece[], locale: Locale): string =>
  pieces
    .map((piece) => pieceMarkdown(piece, locale))
    .filter((text) => text !== '')
    .join('\n\n');

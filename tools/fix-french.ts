/**
 * Writes French typographic characters into sources: `node tools/fix-french.ts [--check] files…`.
 * MDX pages: text (in English pages what is marked with `lang="fr"`), and the title, label,
 * description and lead of the front matter. TypeScript modules: every string of a file named `fr.ts`,
 * elsewhere every `fr:` property; strings inside templates such as conf`…` stay as they are, since
 * configuration files hold plain characters only.
 * Without files: all pages and all modules of `content` and `src`.
 */
import { glob, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { basename } from 'node:path';
import { mdxToMdast } from 'satteri';
import ts from 'typescript';
import { isScalar } from 'yaml';
import { fixFrench, untouched } from '../core/i18n/typography.ts';
import { commandLine } from './command-line.ts';
import { splitFrontMatter } from './front-matter.ts';

interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Node {
  readonly type: string;
  readonly name?: string | null;
  readonly value?: string;
  readonly children?: readonly Node[];
  readonly attributes?: readonly { readonly name?: string; readonly value?: unknown }[];
  readonly position?: {
    readonly start: { readonly offset: number };
    readonly end: { readonly offset: number };
  };
}

const untouchedElements = new Set(['code', 'pre', 'kbd', 'samp']);

const isUntouched = (node: Node): boolean => untouchedElements.has(node.name ?? '');

const languageOf = (node: Node, around: string): string => {
  const own = node.attributes?.find(({ name }) => name === 'lang')?.value;
  return typeof own === 'string' ? own : around;
};

/** What keeps a mark of punctuation attached: anything on the same line but a line break. */
const isInline = (node: Node | undefined): boolean => node !== undefined && node.type !== 'break';

/** Entities hold a semicolon that is no punctuation. */
const fixKeepingEntities = (source: string): string => {
  const kept: string[] = [];
  const pattern = /&(?:#\w+|\w+);|`[^`]*`/g;
  const masked = source.replace(pattern, (match) => {
    kept.push(match);
    return untouched;
  });
  let index = 0;
  return fixFrench(masked).replaceAll(untouched, () => kept[index++] ?? untouched);
};

const fixBetween = (source: string, before: boolean, after: boolean): string => {
  const fixed = fixKeepingEntities((before ? '&before;' : '') + source + (after ? '&after;' : ''));
  return fixed.replace(/^&before;/, '').replace(/&after;$/, '');
};

const textReplacements = (source: string, parent: Node, language: string): Replacement[] => {
  const children = parent.children ?? [];
  return children.flatMap((node, index) => {
    if (node.type === 'text' && node.position && language === 'fr') {
      const { start, end } = node.position;
      const before = isInline(children[index - 1]);
      const after = isInline(children[index + 1]);
      const text = fixBetween(source.slice(start.offset, end.offset), before, after);
      return [{ start: start.offset, end: end.offset, text }];
    }
    return isUntouched(node) ? [] : textReplacements(source, node, languageOf(node, language));
  });
};

const frenchKeys = ['title', 'label', 'description', 'lead'] as const;

const frontMatterReplacements = (source: string): Replacement[] => {
  const values = splitFrontMatter(source)?.values;
  const { messages = [] } = (values?.toJSON() ?? {}) as {
    messages?: readonly { readonly text: string; readonly lang?: string }[];
  };
  // A title that is a message in another language stays word for word.
  const kept = messages.flatMap(({ text, lang = 'fr' }) => (lang === 'fr' ? [] : [text]));
  return frenchKeys.flatMap((key) => {
    const value = values?.get(key, true);
    if (!isScalar(value) || !value.range) return [];
    if (key === 'title' && kept.includes(String(value.value))) return [];
    const [start, end] = value.range;
    const quote = value.type === 'QUOTE_SINGLE' ? "'" : value.type === 'QUOTE_DOUBLE' ? '"' : '';
    const inner = source.slice(start + quote.length, end - quote.length);
    const plain = quote === "'" ? inner.replaceAll("''", "'") : inner;
    const fixed = fixKeepingEntities(plain);
    const text = quote === "'" ? fixed.replaceAll("'", "''") : fixed;
    return [{ start, end, text: quote + text + quote }];
  });
};

const apply = (source: string, replacements: readonly Replacement[]): string =>
  replacements
    .toSorted((a, b) => b.start - a.start)
    .reduce(
      (text, { start, end, text: by }) => text.slice(0, start) + by + text.slice(end),
      source,
    );

/**
 * An MDX page with French typographic characters where its text is French; code, attributes,
 * targets and ids unchanged.
 */
export const fixPage = (source: string, language = 'fr'): string => {
  const tree = mdxToMdast(source, {
    features: { frontmatter: true, headingAttributes: true, smartPunctuation: false },
  }) as unknown as Node;
  return apply(source, [
    ...(language === 'fr' ? frontMatterReplacements(source) : []),
    ...textReplacements(source, tree, language),
  ]);
};

/** Source text between the quotes of a literal; no-break spaces are written as escapes. */
const fixLiteral = (raw: string, before: boolean, after: boolean): string =>
  fixBetween(
    raw
      .replace(/\\u00a0/gi, '\u00A0')
      .replace(/\\u202f/gi, '\u202F')
      .replace(/\\u2019/g, '’')
      .replaceAll(String.raw`\'`, "'"),
    before,
    after,
  )
    .replaceAll('\u00A0', String.raw`\u00A0`)
    .replaceAll('\u202F', String.raw`\u202F`);

const literalReplacements = (
  node: ts.Node,
  file: ts.SourceFile,
  isFrench: boolean,
): Replacement[] => {
  if (ts.isTaggedTemplateExpression(node) || ts.isImportDeclaration(node)) return [];
  if (ts.isExportDeclaration(node) || ts.isTypeNode(node)) return [];
  if (ts.isPropertyAssignment(node)) {
    const french = isFrench || node.name.getText(file) === 'fr';
    return literalReplacements(node.initializer, file, french);
  }
  const isText = ts.isStringLiteral(node) || ts.isTemplateLiteralToken(node);
  if (isText && isFrench) {
    const opening = 1;
    const closing = ts.isTemplateHead(node) || ts.isTemplateMiddle(node) ? 2 : 1;
    const start = node.getStart(file) + opening;
    const end = node.getEnd() - closing;
    const raw = file.text.slice(start, end);
    const before = ts.isTemplateMiddle(node) || ts.isTemplateTail(node);
    const fixed = fixLiteral(raw, before, closing === 2);
    const quoted =
      file.text[start - 1] === "'" ? fixed.replace(/(?<!\\)'/g, String.raw`\'`) : fixed;
    return [{ start, end, text: quoted }];
  }
  const found: Replacement[] = [];
  ts.forEachChild(node, (child) => {
    found.push(...literalReplacements(child, file, isFrench));
  });
  return found;
};

/** A TypeScript module with its French strings fixed. */
export const fixModule = (source: string, name: string): string => {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true);
  return apply(source, literalReplacements(file, file, basename(name) === 'fr.ts'));
};

/** The text of a source file with French typography, by the kind of file. */
export const fixSource = (source: string, name: string): string =>
  name.endsWith('.mdx')
    ? fixPage(source, name.includes('docs/en/') ? 'en' : 'fr')
    : fixModule(source, name);

/** Every source that holds French, relative to the current directory. */
export const frenchSources = async (): Promise<string[]> => {
  const patterns = ['content/docs/**/*.mdx', 'content/**/*.ts', 'src/**/*.ts'];
  const files: string[] = [];
  for await (const file of glob(patterns)) {
    if (!file.endsWith('typography.ts')) files.push(file);
  }
  return files.toSorted();
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals: named } = commandLine('node tools/fix-french.ts [--check] files…', {
    options: { check: { type: 'boolean', default: false } },
    most: Infinity,
  });
  const isCheck = values.check;
  for (const file of named.length > 0 ? named : await frenchSources()) {
    const source = await readFile(file, 'utf8');
    const fixed = fixSource(source, file);
    if (fixed === source) continue;
    console.log(`${isCheck ? 'to fix' : 'fixed'}: ${file}`);
    if (isCheck) process.exitCode = 1;
    else await writeFile(file, fixed);
  }
}

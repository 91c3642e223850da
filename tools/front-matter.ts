import { isMap, parseDocument, type YAMLMap } from 'yaml';

/** A page in two: what stands between its lines of dashes, and the text below. */
export interface FrontMatter {
  /** The values by key, with their places (`range`) counted from the start of the page. */
  readonly values: YAMLMap;
  readonly text: string;
}

/**
 * The front matter of a page and its text; `null` when the page does not begin with any.
 * @throws with the parser's words, or when what stands there gives no keys.
 */
export const splitFrontMatter = (source: string): FrontMatter | null => {
  const head = /^---\n.*?(?=^---$)/ms.exec(source);
  if (head?.index !== 0) return null;
  // The first line of dashes begins a document of YAML too: so places are those in the page.
  const document = parseDocument(head[0]);
  const [problem] = document.errors;
  if (problem !== undefined) throw problem;
  if (!isMap(document.contents)) throw new Error('The front matter gives no keys.');
  return { values: document.contents, text: source.slice(head[0].length + '---'.length) };
};

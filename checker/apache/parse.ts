import { wholeLines } from '../lines.ts';
import type { Parsed, SourceFile } from '../statement.ts';
import { growTree } from '../tree.ts';

/** Words of a directive: a quote holds blanks, a backslash the quote (`ap_getword_conf`). */
const words = (text: string): string[] =>
  [...text.matchAll(/"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|(\S+)/gs)].map(
    ([, double, single, bare]) => bare ?? (double ?? single ?? '').replaceAll(/\\(["'])/g, '$1'),
  );

/**
 * Reads a file as Apache's `ap_cfg_getline` and `ap_build_config` do: a line each, the next one added
 * where it ends with a backslash; comments take whole lines; sections close by their names.
 */
export const parseApache = (file: SourceFile): Parsed => {
  const tree = growTree(file);
  for (const { text, start, end } of wholeLines(file.text)) {
    const closing = /^<\/\s*([\w-]+)\s*>/.exec(text);
    if (closing !== null) {
      const open = tree.current();
      if (open !== undefined && open.name !== (closing[1] ?? '').toLowerCase())
        tree.tell('closed-by-another', start, text);
      else if (open === undefined) tree.tell('not-opened', start, text);
      else tree.close(end, text);
      if (tree.problems.length > 0) break;
      continue;
    }
    const opening = /^<([\w-]+)\s*(.*?)\s*\/?>?$/s.exec(text);
    const [name = '', ...args] =
      opening === null ? words(text) : [opening[1] ?? '', ...words(opening[2] ?? '')];
    tree.add({ name: name.toLowerCase(), args, start, end }, opening !== null);
    if (tree.isTooDeep()) {
      tree.tell('too-deep', start, text);
      break;
    }
  }
  return tree.parsed(({ name }) => `<${name}>`);
};

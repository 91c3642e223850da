import type { Conf, Line, Piece } from './conf.ts';

/** A replacement of some lines by others; the indentation is that of the lines replaced. */
export interface Change {
  readonly from: Conf;
  readonly to: Conf;
}

/** Neighbouring texts as one: nesting leaves the indentation and the text as two. */
const merged = (pieces: readonly Piece[]): readonly Piece[] => {
  const all: Piece[] = [];
  for (const piece of pieces) {
    const last = all.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') all[all.length - 1] = last + piece;
    else all.push(piece);
  }
  return all;
};

const withoutIndent = (line: readonly Piece[]): readonly Piece[] => {
  const pieces = merged(line);
  const [first, ...rest] = pieces;
  if (typeof first !== 'string') return pieces;
  const text = first.trimStart();
  return text === '' ? rest : [text, ...rest];
};

const indentOf = ({ pieces }: Line): string => {
  const [first] = merged(pieces);
  return typeof first === 'string' ? first.slice(0, first.length - first.trimStart().length) : '';
};

const signature = (line: Line): string => JSON.stringify(withoutIndent(line.pieces));

const occurrences = (lines: readonly Line[], wanted: readonly string[]): number[] =>
  lines.flatMap((_, start) =>
    wanted.every((text, offset) => {
      const line = lines[start + offset];
      return line !== undefined && signature(line) === text;
    })
      ? [start]
      : [],
  );

/**
 * A configuration with some of its lines replaced: how a broken example is made from the good one,
 * and what a page shows as the lines to change. An empty `to` removes the lines.
 * @throws when `from` does not stand in the configuration exactly once.
 */
export const change = (config: Conf, { from, to }: Change): Conf => {
  const found = occurrences(config.lines, from.lines.map(signature));
  const [start] = found;
  if (start === undefined || found.length > 1 || from.lines.length === 0) {
    throw new Error(
      `The lines to change must stand in the configuration exactly once, found ${found.length} times: ` +
        from.lines
          .map((line) =>
            line.pieces.map((piece) => (typeof piece === 'string' ? piece : '…')).join(''),
          )
          .join(' ⏎ '),
    );
  }
  const first = config.lines[start];
  const indent = first === undefined ? '' : indentOf(first);
  const replacement = to.lines.map((line) =>
    line.pieces.length === 0 || indent === ''
      ? line
      : { ...line, pieces: [indent, ...line.pieces] },
  );
  return {
    kind: 'conf',
    lines: [
      ...config.lines.slice(0, start),
      ...replacement,
      ...config.lines.slice(start + from.lines.length),
    ],
  };
};

import type { Conf, Piece } from '#conf';

/** Indents by tabs, four spaces each, as `caddy fmt` does: Caddy warns of any other form. */
const tabbed = (pieces: readonly Piece[]): readonly Piece[] => {
  const [first, second, ...rest] = pieces;
  if (typeof first !== 'string') return pieces;
  if (typeof second === 'string') return tabbed([first + second, ...rest]);
  const text = first.replace(/^ +/, (indent) => '\t'.repeat(indent.length / 4));
  return [text, ...pieces.slice(1)];
};

/** A configuration as `caddy fmt` leaves it. */
export const withTabs = (content: Conf): Conf => ({
  ...content,
  lines: content.lines.map((line) => ({ ...line, pieces: tabbed(line.pieces) })),
});

import type { Change, Conf, Line } from '#conf';
import type { LineKind } from '#highlight';

/** The lines of a change as a page shows them, with the kind of each. */
export interface ShownChange {
  readonly config: Conf;
  readonly kinds: readonly (LineKind | undefined)[];
}

const same = (one: Line | undefined, other: Line | undefined): boolean =>
  JSON.stringify(one?.pieces) === JSON.stringify(other?.pieces);

/** Lines of one change: what both have in common around what goes and what comes. */
const shown = ({ from, to }: Change): { line: Line; kind: LineKind | undefined }[] => {
  const [old, fresh] = [from.lines, to.lines];
  const shorter = Math.min(old.length, fresh.length);
  let start = 0;
  while (start < shorter && same(old[start], fresh[start])) start += 1;
  let end = 0;
  while (end < shorter - start && same(old.at(-1 - end), fresh.at(-1 - end))) end += 1;
  const kindOf = (kind: LineKind | undefined) => (line: Line) => ({ line, kind });
  return [
    ...fresh.slice(0, start).map(kindOf(undefined)),
    ...old.slice(start, old.length - end).map(kindOf('removed')),
    ...fresh.slice(start, fresh.length - end).map(kindOf('inserted')),
    ...fresh.slice(fresh.length - end).map(kindOf(undefined)),
  ];
};

/** Changes to a file as one text, a blank line between two of them. */
export const shownChanges = (changes: readonly Change[]): ShownChange => {
  const lines = changes.flatMap((change, index) => [
    ...(index === 0 ? [] : [{ line: { pieces: [] }, kind: undefined }]),
    ...shown(change),
  ]);
  return {
    config: { kind: 'conf', lines: lines.map(({ line }) => line) },
    kinds: lines.map(({ kind }) => kind),
  };
};

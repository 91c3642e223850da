/** Something that stands in some of several lists, with what each of these lists has there. */
export interface Merged<T> {
  readonly key: string;
  /** By the number of the list. */
  readonly found: ReadonlyMap<number, T>;
}

/** Lines that say something are worth keeping together; blank ones and brackets stand anywhere. */
const weight = (key: string): number => (/\w/.test(key) ? 4 : 1);

/** Pairs of positions with equal keys, in order in both lists, of the greatest weight in all. */
const commonPlaces = (one: readonly string[], other: readonly string[]): [number, number][] => {
  const best = Array.from({ length: one.length + 1 }, () =>
    new Array<number>(other.length + 1).fill(0),
  );
  const at = (row: number, column: number): number => best[row]?.[column] ?? 0;
  const joined = (row: number, column: number): number =>
    one[row] === other[column] ? at(row + 1, column + 1) + weight(one[row] ?? '') : -1;
  for (let row = one.length - 1; row >= 0; row -= 1) {
    for (let column = other.length - 1; column >= 0; column -= 1) {
      const line = best[row];
      if (line)
        line[column] = Math.max(at(row + 1, column), at(row, column + 1), joined(row, column));
    }
  }
  const pairs: [number, number][] = [];
  for (let row = 0, column = 0; row < one.length && column < other.length;) {
    if (at(row, column) === joined(row, column)) pairs.push([row++, column++]);
    else if (at(row, column) === at(row + 1, column)) row += 1;
    else column += 1;
  }
  return pairs;
};

const withList = <T extends { readonly key: string }>(
  merged: readonly Merged<T>[],
  list: readonly T[],
  number: number,
): Merged<T>[] => {
  const all: Merged<T>[] = [];
  const pairs = commonPlaces(
    merged.map(({ key }) => key),
    list.map(({ key }) => key),
  );
  let old = 0;
  let fresh = 0;
  for (const [row, column] of [...pairs, [merged.length, list.length] as const]) {
    all.push(...merged.slice(old, row));
    for (const one of list.slice(fresh, column))
      all.push({ key: one.key, found: new Map([[number, one]]) });
    const common = merged[row];
    const own = list[column];
    if (common && own)
      all.push({ key: common.key, found: new Map([...common.found, [number, own]]) });
    old = row + 1;
    fresh = column + 1;
  }
  return all;
};

/**
 * Several lists as one, in which what they share stands once: leaving out what is not `found` in a
 * list gives that list again, in its order.
 */
export const merge = <T extends { readonly key: string }>(lists: readonly (readonly T[])[]) =>
  lists.reduce<Merged<T>[]>((merged, list, number) => withList(merged, list, number), []);

import { fold } from './fold.ts';

/**
 * Number of insertions, deletions, substitutions and exchanges of neighbours that turn one word into
 * the other (Damerau-Levenshtein, restricted), or `most + 1` when it is more than `most`.
 */
export const distance = (a: string, b: string, most: number): number => {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(
        (previous[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (previous[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    if (Math.min(...row) > most) return most + 1;
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? most + 1;
};

/** Faults forgiven: none in short words, where another word is always near. */
const forgiven = (length: number): number => (length < 4 ? 0 : length < 8 ? 1 : 2);

/**
 * The word of the vocabulary that a misspelt word stands for: `apahce` → `apache`.
 *
 * @param vocabulary folded words, the more important first; ties go to the earlier one
 * @returns nothing when the word is in the vocabulary, begins one of its words, or is near none
 */
export const correct = (word: string, vocabulary: readonly string[]): string | undefined => {
  const typed = fold(word);
  const most = forgiven(typed.length);
  if (most === 0 || /\d/.test(typed)) return undefined;
  if (vocabulary.some((known) => known.startsWith(typed))) return undefined;
  let best: string | undefined;
  let least = most + 1;
  for (const known of vocabulary) {
    if (known.length < 4) continue;
    const away = distance(typed, known, Math.min(most, least - 1));
    if (away < least) [best, least] = [known, away];
  }
  return best;
};

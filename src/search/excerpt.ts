/** A heading of an indexed page, and the number of words before it. */
export interface Anchor {
  readonly element: string;
  readonly id: string;
  readonly text?: string;
  readonly title?: string;
  readonly location: number;
}

/** A run of text of an excerpt; `hit` when it is a word that was looked for. */
export interface ExcerptPart {
  readonly text: string;
  readonly hit: boolean;
}

export interface Excerpt {
  /** The section the text is from; none when it stands before the first heading. */
  readonly section?: { readonly id: string; readonly title: string };
  readonly parts: readonly ExcerptPart[];
}

/** Indexed text has straight apostrophes so that elisions are found; what is shown has not. */
export const typographic = (text: string): string => text.replace(/(?<=\p{L})'(?=[\p{L}$])/gu, '’');

const titleOf = ({ title, text }: Anchor): string => typographic((title ?? text ?? '').trim());

interface Position {
  readonly place: number;
  readonly word: number;
}

interface Borders {
  readonly section: Anchor | undefined;
  readonly from: number;
  readonly to: number;
}

/** Part of an excerpt that stands before the first word found. */
const partBefore = 1 / 6;

/** The list of sources names everything and explains nothing. */
const leastTelling = 'sources';

const headingLength = (section: Anchor | undefined): number =>
  section?.text ? section.text.trim().split(/\s+/).length : 0;

/** Where the stretch of `length` words begins that has the most different words looked for. */
const densest = (
  places: readonly Position[],
  borders: (place: number) => Borders,
  length: number,
): number => {
  let best = { place: 0, value: -Infinity };
  for (const { place } of places) {
    const { section, from, to } = borders(place);
    const end = Math.min(place + length, to);
    const inside = places.filter((other) => other.place >= place && other.place < end);
    const inHeading = section !== undefined && place < from + headingLength(section);
    const value =
      new Set(inside.map(({ word }) => word)).size * 100 +
      inside.length +
      (inHeading ? 50 : 0) -
      (section?.id === leastTelling ? 150 : 0);
    if (value > best.value) best = { place, value };
  }
  return best.place;
};

/**
 * The part of a page that shows most of the words looked for, cut at the section's borders.
 *
 * @param content the page's text as indexed; words are what white space separates
 * @param anchors the page's headings
 * @param locations places of each word looked for; empty when only metadata matched
 * @param length number of words of the excerpt
 * @param titleLength number of words of the page's title, with which the content begins
 * @returns no parts when the title alone has all the words: the page as a whole is meant
 */
export const excerptOf = (
  content: string,
  anchors: readonly Anchor[],
  locations: readonly (readonly number[])[],
  length: number,
  titleLength = 0,
): Excerpt => {
  const words = content.split(/\s+/);
  const sections = anchors
    .filter((anchor) => anchor.element.toLowerCase() !== 'h1' && titleOf(anchor) !== '')
    .sort((a, b) => a.location - b.location);
  // Words of the title say which page is meant, not which part of it.
  const outsideTitle = locations.filter((ofWord) => !ofWord.some((place) => place < titleLength));
  const places = outsideTitle
    .flatMap((ofWord, word) => ofWord.map((place) => ({ place, word })))
    .sort((a, b) => a.place - b.place);
  const borders = (place: number): Borders => {
    const index = sections.findLastIndex(({ location }) => location <= place);
    return {
      section: sections[index],
      from: sections[index]?.location ?? 0,
      to: sections[index + 1]?.location ?? words.length,
    };
  };

  const start = places.length > 0 ? densest(places, borders, length) : undefined;
  if (start === undefined) return { parts: [] };

  const { section, from, to } = borders(start);
  // The heading itself is shown above the excerpt.
  const first = Math.min(from + headingLength(section), to);
  const begin = Math.max(first, Math.min(start - Math.floor(length * partBefore), to - length));
  const end = Math.min(begin + length, to);
  const hits = new Set(locations.flat());
  const parts: ExcerptPart[] = [];
  const add = (text: string, hit: boolean): void => {
    const last = parts.at(-1);
    if (last?.hit === hit) parts[parts.length - 1] = { text: last.text + text, hit };
    else parts.push({ text, hit });
  };
  if (begin > first) add('… ', false);
  for (let i = begin; i < end; i++) {
    if (i > begin) add(' ', false);
    add(typographic(words[i] ?? ''), hits.has(i));
  }
  if (end < to) add(' …', false);
  return { ...(section && { section: { id: section.id, title: titleOf(section) } }), parts };
};

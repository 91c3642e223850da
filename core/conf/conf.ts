import type { Translated } from '../i18n/locales.ts';
import type { Slot } from './slot.ts';

/** A comment of a configuration: the only part of it that differs between the languages. */
export interface Comment {
  readonly kind: 'comment';
  readonly text: Translated;
}

export type Piece = string | Slot | Comment;

/** A line without its line end. */
export interface Line {
  readonly pieces: readonly Piece[];
  /** The part that a page may show on its own. */
  readonly region?: string;
  /** Headers towards Jenkins that the server writes because of this line. */
  readonly writes?: readonly string[];
}

/** A configuration before the reader's values and language are known. */
export interface Conf {
  readonly kind: 'conf';
  readonly lines: readonly Line[];
}

/** What a template may hold. Strings are refused, so that nothing is glued outside the template. */
export type Insertion = Slot | Conf | Translated | false;

const isConf = (value: unknown): value is Conf =>
  (value as Conf | false | null | undefined) !== false && (value as Conf).kind === 'conf';
const isSlot = (value: unknown): value is Slot =>
  (value as Slot | false) !== false && (value as Slot).kind === 'slot';

type Part = string | Slot | Comment | Conf | false;

/** The raw text of a literal, in which only a backquote and `${` had to be escaped. */
const unescape = (raw: string): string => raw.replaceAll('\\`', '`').replaceAll('\\${', '${');

const isBlank = (parts: readonly Part[]): boolean =>
  parts.every((part) => typeof part === 'string' && part.trim() === '');

const indentOf = (parts: readonly Part[]): number => {
  const first = parts[0];
  return typeof first === 'string' ? first.length - first.trimStart().length : 0;
};

const splitLines = (strings: readonly string[], insertions: readonly Insertion[]): Part[][] => {
  const lines: Part[][] = [[]];
  const push = (part: Part): void => {
    lines.at(-1)?.push(part);
  };
  strings.forEach((raw, index) => {
    unescape(raw)
      .split('\n')
      .forEach((text, lineIndex) => {
        if (lineIndex > 0) lines.push([]);
        if (text !== '') push(text);
      });
    const insertion = insertions[index];
    if (insertion === undefined) return;
    if (insertion === false || isConf(insertion) || isSlot(insertion)) push(insertion);
    else push({ kind: 'comment', text: insertion });
  });
  return lines;
};

const dedent = (parts: readonly Part[], indent: number): Part[] => {
  const [first, ...rest] = parts;
  if (typeof first !== 'string') return [...parts];
  const text = first.slice(indent);
  return text === '' ? rest : [text, ...rest];
};

/** A block (a nested configuration alone on its line) takes the place and the indentation of its line. */
const expand = (parts: readonly Part[]): Line[] => {
  const blocks = parts.filter((part) => part === false || isConf(part));
  if (blocks.length === 0) return [{ pieces: trimEnd(parts as Piece[]) }];
  const visible = parts.filter((part) => typeof part !== 'string' || part.trim() !== '');
  if (visible.length === 1) {
    const block = visible[0];
    if (block === false || !isConf(block)) return [];
    const indent = ' '.repeat(indentOf(parts));
    return block.lines.map((line) =>
      line.pieces.length === 0 || indent === ''
        ? line
        : { ...line, pieces: [indent, ...line.pieces] },
    );
  }
  const pieces = parts.flatMap((part): Piece[] => {
    if (part === false) return [];
    if (!isConf(part)) return [part];
    const [only, ...more] = part.lines;
    if (more.length > 0) {
      throw new Error(
        `A configuration of ${part.lines.length} lines stands inside a line; put it on a line of its own.`,
      );
    }
    return [...(only?.pieces ?? [])];
  });
  return [{ pieces: trimEnd(pieces) }];
};

const trimEnd = (pieces: readonly Piece[]): Piece[] => {
  const last = pieces.at(-1);
  if (typeof last !== 'string') return [...pieces];
  const text = last.trimEnd();
  return text === '' ? pieces.slice(0, -1) : [...pieces.slice(0, -1), text];
};

/**
 * The tag that configurations are written with. Backslashes stay as they are, the indentation
 * common to all lines goes, as do a blank first and last line. `${slot}` holds a reader's value,
 * `${{ fr, en }}` a comment, `${conf}` other lines; `${false}` alone on a line removes the line.
 *
 * @throws when other lines stand in the middle of a line, which has no place for them.
 */
export const conf = (strings: TemplateStringsArray, ...insertions: readonly Insertion[]): Conf => {
  let lines = splitLines(strings.raw, insertions);
  if (lines.length > 1 && isBlank(lines[0] ?? [])) lines = lines.slice(1);
  if (isBlank(lines.at(-1) ?? [])) lines = lines.slice(0, -1);
  const indents = lines.filter((parts) => !isBlank(parts)).map(indentOf);
  const common = indents.length === 0 ? 0 : Math.min(...indents);
  return {
    kind: 'conf',
    lines: lines.flatMap((parts) => expand(isBlank(parts) ? [] : dedent(parts, common))),
  };
};

/** Names the lines of a configuration, so that a page can show them alone. */
export const region = (name: string, { lines }: Conf): Conf => ({
  kind: 'conf',
  lines: lines.map((line) => ({ ...line, region: name })),
});

/**
 * A tag as `conf`, for lines because of which the server writes these headers towards Jenkins; the
 * page then shows what Jenkins received in the run. It changes nothing in the file.
 */
export const writes =
  (...names: readonly string[]) =>
  (strings: TemplateStringsArray, ...insertions: readonly Insertion[]): Conf => ({
    kind: 'conf',
    lines: conf(strings, ...insertions).lines.map((line) => ({ ...line, writes: names })),
  });

/**
 * The lines of one region, without their common indentation.
 * @throws when the configuration has no such region; the message lists those it has.
 */
export const pick = (config: Conf, name: string): Conf => {
  const lines = config.lines.filter((line) => line.region === name);
  if (lines.length === 0) {
    const known = [...new Set(config.lines.flatMap((line) => line.region ?? []))];
    throw new Error(`No region “${name}” here; regions: ${known.join(', ') || 'none'}.`);
  }
  const common = Math.min(
    ...lines.filter((line) => line.pieces.length > 0).map((line) => indentOf(line.pieces)),
  );
  return {
    kind: 'conf',
    lines: lines.map((line) => ({ ...line, pieces: dedent(line.pieces, common) as Piece[] })),
  };
};

/** Several configurations one after the other. */
export const join = (...parts: readonly Conf[]): Conf => ({
  kind: 'conf',
  lines: parts.flatMap(({ lines }) => lines),
});

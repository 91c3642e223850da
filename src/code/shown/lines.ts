import { render, type Conf, type Slot } from '#conf';
import { roleOfEach, type Language, type Role } from '#highlight';
import type { Locale } from '#i18n';
import type { Settings } from '#settings';

/** A stretch of a line: text of one role, or a place for a reader's value. */
export interface Part {
  readonly text: string;
  readonly role: Role;
  readonly slot?: Slot;
}

/** A line without its line end. */
export interface ShownLine {
  /** What it begins with: blanks, which a block inside another has more of. */
  readonly indent: string;
  readonly parts: readonly Part[];
  /** Equal for lines that differ in their indentation and the values of their slots only. */
  readonly key: string;
}

/** A bracket alone belongs to what its indentation says; a line with words is one wherever it is. */
const keyOf = (indent: string, parts: readonly Part[]): string => {
  const key = parts
    .map(({ text, slot }) => (slot ? `\0${slot.name}/${slot.escape}\0` : text))
    .join('');
  return /\w/.test(key) ? key : indent + key;
};

/** The lines of a configuration as they are shown, without the last line end. */
export const linesOf = (
  config: Conf,
  settings: Settings,
  locale: Locale,
  language: Language,
): ShownLine[] => {
  const rendered = render(config, settings, locale);
  const text = rendered.text.replace(/\n$/, '');
  const roles = roleOfEach(text, language, rendered.slots);
  const lines: ShownLine[] = [];
  let start = 0;
  for (const content of text.split('\n')) {
    const end = start + content.length;
    const slots = rendered.slots.filter((slot) => slot.start >= start && slot.end <= end);
    const [first] = slots;
    const blanks = content.length - content.trimStart().length;
    const indent = content.slice(0, Math.min(blanks, first ? first.start - start : blanks));
    const parts: Part[] = [];
    const push = (from: number, to: number): void => {
      for (let at = from; at < to;) {
        const role = roles[at] ?? 'base';
        let next = at + 1;
        while (next < to && roles[next] === role) next += 1;
        parts.push({ text: text.slice(at, next), role });
        at = next;
      }
    };
    let at = start + indent.length;
    for (const { slot, start: from, end: to } of slots) {
      push(at, from);
      // A value still to be filled in continues the word before it.
      const role = roles[to > from || from === start ? from : from - 1] ?? 'base';
      parts.push({ text: text.slice(from, to), role, slot });
      at = to;
    }
    push(at, end);
    lines.push({ indent, parts, key: keyOf(indent, parts) });
    start = end + 1;
  }
  return lines;
};

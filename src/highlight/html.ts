import type { Language } from './languages.ts';
import { roleClass, type Role } from './roles.ts';
import { highlight } from './tokens.ts';

/** A stretch of code that becomes one element, such as a value that the reader may replace. */
export interface Span {
  /** First character, in UTF-16 units from the start of the code. */
  readonly start: number;
  /** Character after the last; equal to `start` for an empty element. */
  readonly end: number;
  /** Attributes of the element, unescaped; `class` and `style` are refused. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** How a line is pointed out; the sign in the margin comes from the style sheet. */
export const lineKinds = ['marked', 'inserted', 'removed'] as const;

export type LineKind = (typeof lineKinds)[number];

/** A stretch of code from `start` to before `end`, with the spans that lie in it. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly spans: readonly Span[];
}

/**
 * HTML of highlighted code, to stand inside `<pre><code>`. Its text content equals `text`, line
 * ends included; colours are the classes of `roleClass`, never `style` attributes.
 *
 * A span is always one element, whatever tokens it covers: it has the role of its first character.
 * Where its neighbours have the same role it lies inside their element and inherits the colour.
 *
 * @param spans in any order; they may touch but not overlap, nor contain a line end
 * @param lines kind of each line by its index, `undefined` for a plain one; may be shorter than the
 *   code. Such a line becomes `<span class="line inserted">` without its line end.
 * @throws RangeError for spans or lines outside the code, overlapping spans, refused attributes
 */
export const toHtml = (
  text: string,
  language: Language,
  spans: readonly Span[] = [],
  lines: readonly (LineKind | undefined)[] = [],
): string => {
  const ordered = checkedSpans(text, spans);
  const roleAt = roleOfEach(text, language, ordered);
  return stretchesOf(text, ordered, lines)
    .map(({ kind, ...stretch }) => {
      const html = runsOf(text, stretch, roleAt)
        .map((run) => runHtml(text, run, run.role))
        .join('');
      return kind ? `<span class="line ${kind}">${html}</span>` : html;
    })
    .join('');
};

const checkedSpans = (text: string, spans: readonly Span[]): Span[] => {
  const ordered = spans.toSorted((a, b) => a.start - b.start || a.end - b.end);
  for (const [index, { start, end, attributes }] of ordered.entries()) {
    const place = `span ${JSON.stringify(attributes)} at ${start}–${end}`;
    if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end < start)
      throw new RangeError(`Not a range: ${place}.`);
    if (end > text.length)
      throw new RangeError(`The code has ${text.length} characters, not enough for ${place}.`);
    if (text.slice(start, end).includes('\n'))
      throw new RangeError(`A span stays on one line, unlike ${place}.`);
    const next = ordered[index + 1];
    if (next && next.start < end)
      throw new RangeError(`Spans may not overlap: ${place} and the next at ${next.start}.`);
    const refused = Object.keys(attributes).find(
      (name) => !/^[a-z][a-z-]*$/.test(name) || name === 'class' || name === 'style',
    );
    if (refused !== undefined)
      throw new RangeError(`Attribute "${refused}" is refused; data-* and lang are usual.`);
  }
  return ordered;
};

/** The role of each character of a code, where a span has that of its first one. */
export const roleOfEach = (
  text: string,
  language: Language,
  spans: readonly Pick<Span, 'start' | 'end'>[],
): Role[] => {
  const roleAt = highlight(text, language).flatMap(({ text: { length }, role }) =>
    Array.from({ length }, () => role),
  );
  for (const { start, end } of spans) roleAt.fill(roleAt[start] ?? 'base', start, end);
  return roleAt;
};

/** The lines pointed out, and what lies between them; line ends belong to the latter. */
const stretchesOf = (
  text: string,
  spans: readonly Span[],
  lines: readonly (LineKind | undefined)[],
): (Stretch & { readonly kind: LineKind | undefined })[] => {
  const contents = text.split('\n');
  if (lines.length > contents.length)
    throw new RangeError(`${lines.length} line kinds for a code of ${contents.length} lines.`);
  const bounds: { start: number; end: number; kind: LineKind | undefined }[] = [];
  let plainStart = 0;
  let start = 0;
  for (const [index, content] of contents.entries()) {
    const end = start + content.length;
    const kind = lines[index];
    if (kind) {
      bounds.push({ start: plainStart, end: start, kind: undefined }, { start, end, kind });
      plainStart = end;
    }
    start = end + 1;
  }
  bounds.push({ start: plainStart, end: text.length, kind: undefined });
  // An empty span may stand on the border of two stretches: it belongs to the line pointed out.
  const homeOf = (span: Span) => {
    const candidates = bounds.filter((b) => span.start >= b.start && span.start <= b.end);
    return candidates.find(({ kind }) => kind) ?? candidates[0];
  };
  const homes = spans.map((span) => ({ span, home: homeOf(span) }));
  return bounds.map((bound) => ({
    ...bound,
    spans: homes.filter(({ home }) => home === bound).map(({ span }) => span),
  }));
};

/** Cuts a stretch where the role changes; an empty stretch is one empty run. */
const runsOf = (
  text: string,
  { start, end, spans }: Stretch,
  roleAt: readonly Role[],
): (Stretch & { readonly role: Role })[] => {
  const owned = spans.map((span) => ({ span, owner: ownerOf(span, { start, end }, text) }));
  const runs: (Stretch & { readonly role: Role })[] = [];
  let from = start;
  do {
    const role = (from < end ? roleAt[from] : undefined) ?? 'base';
    let to = Math.min(from + 1, end);
    while (to < end && roleAt[to] === role) to += 1;
    const inside = owned.filter(({ owner }) => owner >= from && owner < Math.max(to, from + 1));
    runs.push({ start: from, end: to, role, spans: inside.map(({ span }) => span) });
    from = to;
  } while (from < end);
  return runs;
};

/**
 * The character whose role a span has. A value still to be filled in continues the word before it
 * (`http://127.0.0.1:8080` and then a path), or else begins the word after it.
 */
const ownerOf = (
  { start: position, end: spanEnd }: Span,
  { start, end }: { start: number; end: number },
  text: string,
): number => {
  const before = position > start;
  const after = position < end;
  if (spanEnd > position || (!before && !after)) return position;
  if (before && /\S/.test(text.charAt(position - 1))) return position - 1;
  if (after && /\S/.test(text.charAt(position))) return position;
  return before ? position - 1 : position;
};

const runHtml = (text: string, { start, end, spans }: Stretch, role: Role): string => {
  const [only] = spans;
  if (only && spans.length === 1 && only.start === start && only.end === end)
    return element(escapeText(text.slice(start, end)), only.attributes, roleClass[role]);
  let html = '';
  let position = start;
  for (const span of spans) {
    html += escapeText(text.slice(position, span.start));
    html += element(escapeText(text.slice(span.start, span.end)), span.attributes);
    position = span.end;
  }
  html += escapeText(text.slice(position, end));
  return role === 'base' || html.trim() === '' ? html : element(html, {}, roleClass[role]);
};

/** An inline element; its content is HTML, the values of its attributes are not escaped yet. */
export const element = (
  content: string,
  attributes: Readonly<Record<string, string>>,
  className = '',
): string => {
  const attributeText = Object.entries({ ...(className && { class: className }), ...attributes })
    .map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`)
    .join('');
  return `<span${attributeText}>${content}</span>`;
};

/** Text as HTML. */
export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const escapeAttribute = (text: string): string => escapeText(text).replaceAll('"', '&quot;');

/**
 * Elements that begin and end a line of their own: white space at their edges and between them is
 * never shown (CSS Text 3, 4.1.2).
 */
const blocks =
  'html|head|body|title|meta|link|script|header|footer|main|nav|section|div|p|ul|ol|li|dl|dt|dd|h[1-6]|figure|figcaption|details|summary|dialog|form|fieldset|legend|table|caption|thead|tbody|tr|th|td|option|svg|path|rect|circle|blockquote';
/** Boxes within a line: white space is not shown at their edges, but it is beside them. */
const boxes = 'button|label|select';

const attributes = '(?:[^<>"]|"[^"]*")*>';
const edge = `</?(?:${blocks})\\b${attributes}`;
const around = new RegExp(`[ \\t\\n]*(</?(?:${blocks})\\b${attributes})[ \\t\\n]*`, 'g');
const inside = new RegExp(`(<(?:${boxes})\\b${attributes})[ \\t\\n]+`, 'g');
const insideEnd = new RegExp(`[ \\t\\n]+(</(?:${boxes})>)`, 'g');
/** The text of a link or of a part of a line that begins or ends a block. */
const opening = new RegExp(`(${edge}<(?:a|span|strong|code)\\b${attributes})[ \\t\\n]+`, 'g');
const closing = new RegExp(`[ \\t\\n]+(</(?:a|span|strong|code)></(?:${blocks})>)`, 'g');

/** Where white space is text, or none of ours. */
const kept = /<(pre|script|textarea|style)\b[\s\S]*?<\/\1>/g;

const lean = (html: string): string =>
  html
    .replace(around, '$1')
    .replace(inside, '$1')
    .replace(insideEnd, '$1')
    .replace(opening, '$1')
    .replace(closing, '$1')
    .replace(/[ \t]*\n[ \t\n]*/g, '\n')
    .replace(/[ \t]{2,}/g, ' ');

/**
 * HTML without the white space that templates leave between blocks and at their edges, which no
 * browser shows and every reader would fetch.
 */
export const withoutBlankEdges = (html: string): string => {
  let text = '';
  let from = 0;
  for (const { 0: whole, index } of html.matchAll(kept)) {
    text += lean(html.slice(from, index)) + whole;
    from = index + whole.length;
  }
  return text + lean(html.slice(from));
};

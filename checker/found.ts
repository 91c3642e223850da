import type { Edit, Found } from './report.ts';
import type { Statement } from './statement.ts';

/** A line that goes. */
export const taken = (at: Statement): Found => ({ at, edits: [{ at, put: 'nothing' }] });

/** A line in whose place the right one goes. */
export const replaced = (at: Statement): Found => ({ at, edits: [{ at, put: 'instead' }] });

/** Lines that go together, since each does the same harm. */
export const together = ([first, ...rest]: readonly Statement[]): Found | undefined =>
  first && { at: first, edits: [first, ...rest].map((at): Edit => ({ at, put: 'nothing' })) };

/** The first line gives way to the right ones, the others go. */
export const replacedTogether = ([first, ...rest]: readonly Statement[]): Found | undefined =>
  first && {
    at: first,
    edits: [{ at: first, put: 'instead' }, ...rest.map((at): Edit => ({ at, put: 'nothing' }))],
  };

/** The reader's own text with a word changed. */
export const changed = (at: Statement, own: string): Found => ({
  at,
  edits: [{ at, put: 'instead', own: own.split(/\r?\n/) }],
});

export const textOf = ({ file, start, end }: Statement): string => file.text.slice(start, end);

/** What certbot calls the certificate without its chain, beside `fullchain.pem` (its guide, “Where are my certificates?”). */
const alone = /(\/letsencrypt\/(?:live|archive)\/[^/\s"']+\/)cert(\d*\.pem)/;

/** Lines that name the certificate alone, all of which are to name the whole chain. */
export const chainLeftOut = (lines: readonly Statement[]): Found | undefined => {
  const edits = lines
    .filter((line) => alone.test(textOf(line)))
    .flatMap((line) => changed(line, textOf(line).replace(alone, '$1fullchain$2')).edits);
  const [first] = edits;
  return first && { at: first.at, edits };
};

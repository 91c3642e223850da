import {
  exampleSettings,
  publishedFiles,
  render,
  slot,
  slotText,
  type Example,
  type Slot,
} from '#conf';
import { strings, type Locale } from '#i18n';
import { formOf, type Settings } from '#settings';
import { proofOf } from '../proofs/examples.ts';

/** A header that Jenkins received: its name, its value, and the slot that the value is the text of. */
type ReceivedHeader = readonly [name: string, value: string, slot?: string];

/** By the number of the line, from 0. */
type FileNotes = Readonly<Record<string, readonly ReceivedHeader[]>>;

/** What is shown at the lines of a server's files that write headers; `src/client/received.ts` reads it. */
export interface ReceivedNotes {
  readonly run: string;
  readonly own: string;
  /** Address of the style sheet of the notes. */
  readonly styles: string;
  /** By the path of a published file. */
  readonly files: Readonly<Record<string, FileNotes>>;
}

/** Headers whose value may be the reader's. */
const places: Readonly<Record<string, Slot>> = {
  host: slot('authority'),
  'x-forwarded-host': slot('authority'),
  'x-forwarded-port': slot('port'),
  'x-forwarded-server': slot('host'),
};

const headerOf = (line: string, settings: Settings): ReceivedHeader[] => {
  const [, name = '', value = ''] = /^([^:]+): (.*)$/.exec(line) ?? [];
  const place = places[name.toLowerCase()];
  if (name === '') return [];
  return place !== undefined && slotText(place, settings) === value
    ? [[name, value, place.name]]
    : [[name, value]];
};

/**
 * For each file of a server's examples, what Jenkins received in its run because of each line that
 * writes headers. A file without a record of a run has no notes.
 */
export const receivedNotes = (
  examples: readonly Example[],
  locale: Locale,
  styles: string,
): ReceivedNotes => {
  const files = examples.flatMap((example) =>
    example.shapes.flatMap((shape) => {
      const settings = exampleSettings(example, shape);
      const received = proofOf(example, shape)?.received ?? [];
      const headers = new Map<string, ReceivedHeader>(
        received
          .flatMap((line) => headerOf(line, settings))
          .map((header) => [header[0].toLowerCase(), header]),
      );
      const published = publishedFiles(example, shape, locale);
      return example
        .render(formOf(shape))
        .files.flatMap(({ content }, index): [string, FileNotes][] => {
          const { text, writing } = render(content, settings, locale);
          const lines = writing.flatMap(({ names, start }): [string, ReceivedHeader[]][] => {
            const found = names.flatMap((name) => {
              const header = headers.get(name.toLowerCase());
              return header ? [header] : [];
            });
            const number = text.slice(0, start).split('\n').length - 1;
            return found.length === 0 ? [] : [[String(number), found]];
          });
          return lines.length === 0
            ? []
            : [[published[index]?.path ?? '', Object.fromEntries(lines)]];
        });
    }),
  );
  return { ...strings(locale).received, styles, files: Object.fromEntries(files) };
};

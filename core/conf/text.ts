import type { Locale } from '../i18n/locales.ts';
import type { Settings } from '../settings/index.ts';
import type { Conf, Piece } from './conf.ts';
import { slotText, type Slot } from './slot.ts';

/** A slot in a rendered text: where it stands, in characters, `end` excluded. */
export interface SlotRange {
  readonly slot: Slot;
  readonly start: number;
  readonly end: number;
}

/** A line that writes headers, in a rendered text: in characters, without its line end. */
export interface WritingRange {
  readonly names: readonly string[];
  readonly start: number;
  readonly end: number;
}

export interface RenderedText {
  /** The text, with LF line ends and one at its end. */
  readonly text: string;
  readonly slots: readonly SlotRange[];
  readonly writing: readonly WritingRange[];
}

const plainPrefix = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : '')).join('');

/**
 * A configuration as text for a reader's settings and language, with the places of its slots
 * and of the lines that write headers.
 * This is the one function behind the page, the copy button, the download and the tests.
 * A comment of several lines repeats what stands before it on its line (`# `).
 */
export const render = (config: Conf, settings: Settings, locale: Locale): RenderedText => {
  const slots: SlotRange[] = [];
  const writing: WritingRange[] = [];
  let text = '';
  for (const { pieces, writes } of config.lines) {
    const began = text.length;
    pieces.forEach((piece, index) => {
      if (typeof piece === 'string') text += piece;
      else if (piece.kind === 'slot') {
        const start = text.length;
        text += slotText(piece, settings);
        slots.push({ slot: piece, start, end: text.length });
      } else {
        text += piece.text[locale].replaceAll('\n', `\n${plainPrefix(pieces.slice(0, index))}`);
      }
    });
    if (writes) writing.push({ names: writes, start: began, end: text.length });
    text += '\n';
  }
  return { text, slots, writing };
};

/** The text alone: what is copied, published, hashed and executed. */
export const toText = (config: Conf, settings: Settings, locale: Locale): string =>
  render(config, settings, locale).text;

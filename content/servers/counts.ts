import { numberWord, type Locale } from '#i18n';
import { idsWith, serverIds } from './index.ts';

/** Numbers that a text may name in braces, so that they follow the registry. */
const counts: Readonly<Record<string, () => number>> = {
  servers: () => serverIds.length,
  run: () => idsWith('run').length,
};

/**
 * A text with its numbers in words: `{servers}` for all servers, `{run}` for those that tests run.
 * @throws for another word in braces; the message lists the known ones.
 */
export const withCounts = (text: string, locale: Locale): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const count = counts[name];
    if (count !== undefined) return numberWord(locale, count());
    throw new Error(
      `“{${name}}” in “${text}” is no number; known: ${Object.keys(counts).join(', ')}.`,
    );
  });

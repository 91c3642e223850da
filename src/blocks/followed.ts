import { certificatePage, followedRecord, typedPages } from '#evidence';
import { strings, type Locale } from '#i18n';
import { isServerId } from '#servers';
import type { FollowedPiece } from './piece.ts';

/**
 * Where a page was followed to the letter; nothing without a record of it as it is now.
 * @param page such as `nginx`, or `troubleshooting/upload-413`, whose commands alone were typed
 */
export const followed = (page: string, locale: Locale): readonly FollowedPiece[] => {
  const record = followedRecord(page);
  if (record === null) {
    console.warn(`[evidence] ${page}: not followed as it is now, no mention.`);
    return [];
  }
  const text = strings(locale).followed;
  const claim = isServerId(page) ? text.on : text.typed;
  return [
    {
      kind: 'followed',
      claim: claim(record.systems.map(({ system }) => system)),
      day: record.date,
      count: text.commands(Math.min(...record.systems.map(({ commands }) => commands))),
    },
  ];
};

/** The page of a slug as records name it: `troubleshooting` for its index. */
const pageOf = (slug: string): string => slug.replace(/\/index$/, '');

/** Where the commands of a page of symptoms or concepts were typed; nothing for a page without any. */
export const typedWhere = (slug: string, locale: Locale): readonly FollowedPiece[] => {
  const page = pageOf(slug);
  return page === certificatePage || typedPages().includes(page) ? followed(page, locale) : [];
};

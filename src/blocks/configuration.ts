import { findExample } from '#examples';
import { followedRecord } from '#evidence';
import { strings, type Locale } from '#i18n';
import { isServerId, servers } from '#servers';
import { block } from './block.ts';
import type { FollowedPiece } from './piece.ts';

/** Where the page of a server was followed to the letter; nothing without a record of it as it is now. */
const followed = (page: string, locale: Locale): readonly FollowedPiece[] => {
  const record = followedRecord(page);
  if (record === null) {
    console.warn(`[evidence] ${page}: not followed as it is now, no mention.`);
    return [];
  }
  const text = strings(locale).followed;
  return [
    {
      kind: 'followed',
      claim: text.on(record.systems.map(({ system }) => system)),
      day: record.date,
      count: text.commands(Math.min(...record.systems.map(({ commands }) => commands))),
    },
  ];
};

/**
 * The whole files of an example: `example` is its id, such as `nginx` or `nginx/other-port`,
 * `variants` those of its variants that the same block offers, with blanks between them. Below those
 * of a server stands where its page was followed.
 */
export const configuration = block(
  'Configuration',
  { required: ['example'], optional: ['variants'] },
  ({ example, variants = '' }, locale) => {
    const { id, server } = findExample(example);
    const isMain = id === server && isServerId(server) && servers[server].evidence === 'run';
    return [
      {
        kind: 'configuration',
        example: id,
        variants: variants
          .split(' ')
          .filter((one) => one !== '')
          .map((one) => findExample(one).id),
      },
      ...(isMain ? followed(server, locale) : []),
    ];
  },
);

import { rules, type CheckId } from '#contract';
import type { Impossible } from '#conf';
import { strings } from '#i18n';
import { findServer } from '#servers';
import { block } from './block.ts';
import type { Cell } from './piece.ts';

/** What a server cannot do in front of Jenkins, with the reason and where that is written. */
export const impossible = block(
  'Impossible',
  { required: ['server'] },
  ({ server: id }, locale) => {
    const text = strings(locale).impossible;
    const server = findServer(id);
    const cannot = Object.entries(server.cannot) as [CheckId, Impossible][];
    if (cannot.length === 0) return [{ kind: 'text', text: text.none(server.name) }];
    // Rules that fail for one reason stand in one row.
    const rows = Map.groupBy(cannot, ([, { reason }]) => reason[locale]);
    return [
      {
        kind: 'table',
        caption: text.caption(server.name),
        isStacked: true,
        heads: [text.what, text.why],
        rows: [...rows].map(([reason, checks]): [Cell, Cell] => [
          { texts: checks.map(([check]) => rules[check].title[locale]) },
          { texts: [reason], source: checks[0]?.[1].source ?? '' },
        ]),
      },
    ];
  },
);

import { rules, type CheckId } from '#contract';
import type { Impossible } from '#conf';
import { pagePath, strings } from '#i18n';
import { findServer } from '#servers';
import { block } from './block.ts';
import type { Cell } from './piece.ts';

type Rule = readonly [CheckId, Impossible];

const impossibleRules = (server: string): Rule[] =>
  Object.entries(findServer(server).cannot) as [CheckId, Impossible][];

/** What a server cannot do in front of Jenkins, with the way to the reasons. */
export const impossible = block('Impossible', { required: ['server'] }, ({ server }, locale) => {
  const text = strings(locale).impossible;
  const own = impossibleRules(server);
  if (own.length === 0) return [{ kind: 'text', text: text.none(findServer(server).name) }];
  return [
    { kind: 'list', items: own.map(([check]) => rules[check].title[locale]) },
    {
      kind: 'links',
      links: [{ path: `${pagePath(locale, `${server}/why`)}#impossible`, label: text.reasons }],
    },
  ];
});

/** The reason of each thing that a server cannot do, and where that is written. */
export const impossibleTable = block(
  'ImpossibleTable',
  { required: ['server'] },
  ({ server: id }, locale) => {
    const text = strings(locale).impossible;
    const own = impossibleRules(id);
    const caption = text.caption(findServer(id).name);
    if (own.length === 0) return [];
    // Rules that fail for one reason stand in one row.
    const rows = Map.groupBy(own, ([, { reason }]) => reason[locale]);
    return [
      { kind: 'heading', id: 'impossible', text: caption },
      {
        kind: 'table',
        caption,
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

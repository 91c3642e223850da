import { rules, type CheckId } from '#contract';
import { strings, writtenDate } from '#i18n';
import { clusterRecord, clusterRuns } from '../../content/cluster/records.ts';
import { findSetUp, setUpIds } from '../../content/cluster/set-ups.ts';
import { block } from './block.ts';
import type { Cell } from './piece.ts';

/** What was run of the objects for a cluster, and the rules that they do not keep, with the reasons. */
export const clusterRunsBlock = block('ClusterRuns', {}, (_, locale) => {
  const text = strings(locale).cluster;
  const rows = clusterRuns.map(({ setUp, shape }): [Cell, ...Cell[]] => {
    const record = clusterRecord(setUp, shape);
    const count = (wanted: string): number =>
      Object.values(record?.checks ?? {}).filter((result) => result === wanted).length;
    return [
      { texts: [text.setUps[setUp]] },
      { texts: [text.shapes[shape]] },
      {
        texts: [
          record === null
            ? text.notRun
            : text.kept(
                count('passed'),
                count('impossible'),
                record.traefik,
                writtenDate(record.date, locale),
              ),
        ],
      },
    ];
  });
  // Rules that fail for one reason, in the same set-ups, stand in one row.
  const reasons = Map.groupBy(
    setUpIds.flatMap((id) =>
      Object.entries(findSetUp(id).cannot).map(([check, { reason, source }]) => ({
        id,
        check: check as CheckId,
        reason: reason[locale],
        source,
      })),
    ),
    ({ reason }) => reason,
  );
  return [
    {
      kind: 'table',
      caption: text.caption,
      isStacked: false,
      heads: [text.setUp, text.shape, text.result],
      rows,
    },
    {
      kind: 'table',
      caption: text.lacking,
      isStacked: true,
      heads: [text.rule, text.where, text.why],
      rows: [...reasons].map(([reason, all]): [Cell, ...Cell[]] => [
        { texts: [...new Set(all.map(({ check }) => rules[check].title[locale]))] },
        { texts: [[...new Set(all.map(({ id }) => text.setUps[id]))].join(', ')] },
        { texts: [reason], source: all[0]?.source ?? '' },
      ]),
    },
  ];
});

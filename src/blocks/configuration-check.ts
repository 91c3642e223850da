import { serverIds, servers } from '#servers';
import { readers } from '../../checker/check.ts';
import { figures } from '../../checker/from-content/measure.ts';
import { vocabulary } from '../../checker/from-content/vocabulary.ts';
import { checkerStrings } from '../../core/i18n/checker.ts';

import { block } from './block.ts';
import type { Piece } from './piece.ts';

/** The form that checks a configuration; a copy of the page names the command instead. */
export const configurationCheck = block('ConfigurationCheck', {}, (): Piece[] => [
  { kind: 'configuration-check' },
]);

/** The servers whose files are checked, and those whose files are not. */
export const checkedServers = block('CheckedServers', {}, (_, locale): Piece[] => {
  const text = checkerStrings(locale);
  const list = (names: readonly string[]): string => new Intl.ListFormat(locale).format(names);
  const names = (isRead: boolean): string[] =>
    serverIds.filter((id) => id in readers === isRead).map((id) => servers[id].name);
  const others = names(false);
  return [
    { kind: 'text', text: text.checked(list(names(true))) },
    ...(others.length === 0
      ? []
      : [{ kind: 'text' as const, text: text.notChecked(list(others)) }]),
  ];
});

/** What the checker found in every broken set-up and in every published file, counted by itself. */
export const checkerFigures = block('CheckerFigures', {}, (_, locale): Piece[] => {
  const { table } = checkerStrings(locale);
  const cell = (n: number) => ({ texts: [n.toLocaleString(locale)] });
  return [
    {
      kind: 'table',
      caption: table.caption,
      // Stacked, its figures would stand without their heads.
      isStacked: false,
      heads: [...table.heads],
      rows: figures(vocabulary()).map((row) => [
        { texts: [servers[row.server as keyof typeof servers].name] },
        ...[row.setUps, row.named, row.wrong, row.unseen, row.right, row.falseAlarms].map(cell),
      ]),
    },
  ];
});

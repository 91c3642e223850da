import { exampleSettings } from '#conf';
import { guardRecordOf } from '#evidence';
import { findExample } from '#examples';
import { strings, type Locale } from '#i18n';
import { serverIds, servers, type ServerId } from '#servers';
import { formOf } from '#settings';
import {
  findGuards,
  guards as allGuards,
  guardShape,
  withoutGuards,
  type Guard,
  type GuardId,
} from '../../content/servers/guards/index.ts';
import { shownChanges } from '../proofs/guards.ts';
import { block } from './block.ts';
import type { Cell, FoldPiece, Piece } from './piece.ts';

/** What a run showed of the lines. */
const claimOf = (id: GuardId, locale: Locale) => {
  const { run, challenge, obtained, secondName } = strings(locale).guards;
  const own: Partial<Record<GuardId, typeof run>> = {
    'acme-challenge': challenge,
    'own-certificates': obtained,
    'resource-root-url': secondName,
  };
  return own[id] ?? run;
};

const told = new Set<string>();

const shownGuard = (id: GuardId, server: ServerId, guard: Guard, locale: Locale): Piece[] => {
  const text = strings(locale);
  const example = findExample(server);
  const { files } = example.render(formOf(guardShape));
  const changed = [guard.changes, ...(guard.second === undefined ? [] : [guard.second])];
  const seen = guardRecordOf(id, server);
  if (seen === null && !told.has(`${id}/${server}`)) {
    told.add(`${id}/${server}`);
    console.warn(`[evidence] guard ${id} on ${server}: no record of a run of the displayed lines.`);
  }
  return [
    ...changed.flatMap((changes, index): Piece[] => {
      if (changes.length === 0) return [];
      const file = files[index];
      if (file === undefined) throw new Error(`The example “${server}” has no file ${index + 1}.`);
      const { config, kinds } = shownChanges(changes);
      return [
        {
          kind: 'code',
          role: 'file',
          content: { config, settings: exampleSettings(example, guardShape), lines: kinds },
          language: file.language,
          title: file.install,
          isPath: true,
          name: text.code.changesIn(file.install.slice(file.install.lastIndexOf('/') + 1)),
        },
      ];
    }),
    ...(guard.note === undefined ? [] : [{ kind: 'text', text: guard.note[locale] } as const]),
    ...(seen === null
      ? []
      : [
          {
            kind: 'proof',
            isRun: true,
            text: claimOf(id, locale)(servers[server].name, seen.version),
            day: seen.date,
          } as const,
        ]),
  ];
};

/**
 * What a reader adds to the file of each server to decide who may reach Jenkins: `by` is what it looks at,
 * such as `addresses`. Below stand the servers without it, with the reason.
 */
export const guards = block('Guards', { required: ['by'] }, ({ by }, locale) => {
  const id = findGuards(by);
  const folds = serverIds.flatMap((server): FoldPiece[] => {
    const guard = allGuards[id][server];
    return guard === undefined
      ? []
      : [
          {
            kind: 'fold',
            title: servers[server].name,
            server,
            pieces: shownGuard(id, server, guard, locale),
          },
        ];
  });
  const lacking = serverIds.flatMap((server) => {
    const without = withoutGuards[id]?.[server];
    return without === undefined ? [] : [{ server, without }];
  });
  const { guards: text, impossible } = strings(locale);
  return [
    { kind: 'fixes', folds },
    ...(lacking.length === 0
      ? []
      : [
          {
            kind: 'table',
            caption: text.without,
            isStacked: true,
            heads: [text.server, impossible.why],
            rows: lacking.map(({ server, without }): [Cell, Cell] => [
              { texts: [servers[server].name] },
              { texts: [without.reason[locale]], source: without.source },
            ]),
          } as const,
        ]),
  ];
});

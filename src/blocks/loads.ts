import { loads, type LoadRecord } from '#evidence';
import { strings, writtenDate, type Locale } from '#i18n';
import { findServer } from '#servers';
import { block } from './block.ts';
import type { Cell } from './piece.ts';

type Figures = LoadRecord['figures'];
type Visits = Figures['quiet'];

/** Times and sizes in the words of a language. */
const wordsOf = (locale: Locale) => {
  const text = strings(locale).loads;
  const number = (value: number): string => value.toLocaleString(locale);
  /** Milliseconds, rounded up to tenths of a second. */
  const time = (milliseconds: number): string =>
    text.seconds(number(Math.max(1, Math.ceil(milliseconds / 100)) / 10));
  const visits = ({ served, tried, longest }: Visits): string =>
    served === 0 ? text.noneServed : text.visits(served, tried, time(longest));
  return {
    cut: ({ headCutAfter }: Pick<LoadRecord, 'headCutAfter'>): string =>
      headCutAfter === null ? text.notCut : text.cut(number(headCutAfter)),
    slow: (beside: Figures['slow'][number]): string =>
      text.slow(number(beside.clients), number(beside.held), visits(beside)),
    oversized: ({ oversized }: Figures): string =>
      text.oversized(oversized.map((status) => status ?? text.noAnswer).join(', ')),
    resets: ({ resets }: Figures): string => text.resets(visits(resets)),
    continuation: ({ continuation }: Figures): string =>
      continuation === null ? text.taken : text.continuation(number(continuation)),
  };
};

/** What each server held of slow clients and of floods, in figures, as measured with the files of today. */
export const loadsBlock = block('Loads', {}, (_, locale) => {
  const recorded = loads();
  const text = strings(locale).loads;
  if (recorded.length === 0) {
    console.warn('[evidence] no measurement of load is about the files of today.');
    return [{ kind: 'text', text: text.none }];
  }
  const words = wordsOf(locale);
  const days = recorded.map(({ date }) => date).sort();
  return [
    { kind: 'text', text: text.by(writtenDate(days.at(-1) ?? '', locale)) },
    {
      kind: 'table',
      caption: text.caption,
      isStacked: true,
      heads: [text.server, text.heads, text.beside, text.floods],
      rows: recorded.map(
        ({ server, version, headCutAfter, figures, without }): [Cell, ...Cell[]] => {
          const { name, cannot } = findServer(server);
          return [
            { texts: [`${name} ${version}`] },
            {
              texts: [
                words.cut({ headCutAfter }),
                ...(without === undefined
                  ? []
                  : [
                      text.without(
                        without.lines.map((line) => `\`${line}\``).join(', '),
                        words.cut(without),
                      ),
                    ]),
              ],
            },
            { texts: figures.slow.map(words.slow) },
            {
              texts: [
                words.oversized(figures),
                ...(cannot.http2 === undefined
                  ? [words.resets(figures), words.continuation(figures)]
                  : [text.noHttp2]),
              ],
            },
          ];
        },
      ),
    },
  ];
});

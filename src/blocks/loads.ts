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
  const time = (milliseconds: number): string => {
    const tenths = Math.ceil(milliseconds / 100);
    return tenths <= 1 ? text.under(number(0.1)) : text.seconds(number(tenths / 10));
  };
  return {
    cut: ({ headCutAfter }: Figures): string =>
      headCutAfter === null ? text.notCut : text.seconds(number(headCutAfter)),
    visits: ({ served, tried, longest }: Visits): string =>
      [text.visits(served, tried), ...(served === 0 ? [] : [text.slowest(time(longest))])].join(
        ', ',
      ),
    held: ({ held, clients }: Figures['slow'][number]): string =>
      text.held(number(held), number(clients)),
    oversized: ({ oversized }: Figures): string =>
      oversized.map((status) => (status === null ? text.noAnswer : String(status))).join(', '),
    continuation: ({ continuation }: Figures): string =>
      continuation === null ? text.taken : text.kilobytes(number(continuation)),
    clients: number,
  };
};

/** What each server held of slow clients and of floods, in figures, as measured with the files of today. */
export const loadsBlock = block('Loads', {}, (_, locale) => {
  const recorded = loads();
  const text = strings(locale).loads;
  const [first] = recorded;
  if (first === undefined) {
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
      heads: [
        text.server,
        text.cut,
        ...first.figures.slow.map(({ clients }) => text.slow(words.clients(clients))),
        text.oversized,
        text.resets,
        text.continuation,
      ],
      rows: recorded.map(({ server, version, figures, without }): [Cell, ...Cell[]] => [
        { texts: [`${findServer(server).name} ${version}`] },
        {
          texts: [
            words.cut(figures),
            ...(without === undefined
              ? []
              : [
                  text.without(
                    without.lines.map((line) => `\`${line}\``).join(', '),
                    words.cut(without.figures),
                  ),
                ]),
          ],
        },
        ...figures.slow.map((slow): Cell => ({ texts: [words.visits(slow), words.held(slow)] })),
        { texts: [words.oversized(figures)] },
        { texts: [words.visits(figures.resets)] },
        { texts: [words.continuation(figures)] },
      ]),
    },
  ];
});

import { sha256 } from '#conf';
import { checks, type CheckId } from '#contract';
import {
  doctorScript,
  labSite,
  neverSeen,
  onRecord,
  pageWords,
  reasons,
  spentIn,
  whyUnseen,
  type ReasonId,
} from '#doctor';
import { askedBreaks, doctorFigures, doctorOutputNow, doctorSpent } from '#evidence';
import { servers } from '#servers';
import { breaks } from '#symptoms';
import { absolute, siteAddress } from '../site/address.ts';
import { block } from './block.ts';
import type { Cell, Piece } from './piece.ts';

/** The script as it is published with this build. */
export const publishedDoctor = (): string => doctorScript(siteAddress());

/** How to fetch the script and compare its hash; the hash is that of the published text. */
export const doctorFetch = block('DoctorFetch', {}, (_, locale): Piece[] => {
  const hash = sha256(publishedDoctor());
  return [
    {
      kind: 'code',
      role: 'command',
      content: {
        text: `curl -fsSO ${absolute('/doctor.sh')}\necho '${hash}  doctor.sh' | shasum -a 256 -c - || echo '${hash}  doctor.sh' | sha256sum -c -`,
      },
      language: 'shellscript',
      title: pageWords.fetch[locale],
      name: 'doctor.sh',
    },
    {
      kind: 'code',
      role: 'output',
      content: { text: 'doctor.sh: OK' },
      language: 'text',
      title: pageWords.verified[locale],
      name: `${pageWords.verified[locale]}: doctor.sh`,
    },
  ];
});

/** An output whose long lists of rules are cut to their first one. */
const shortened = (output: string): string => {
  const lines = output.split('\n');
  const lists = lines.findIndex((line) => /^\S.* \(\d+\)$/.test(line));
  return lines
    .flatMap((line, index) => {
      if (index <= lists || !line.startsWith('    ')) return [line];
      return lines[index - 1]?.startsWith('    ') === true
        ? lines[index + 1]?.startsWith('    ') === true
          ? []
          : ['    …']
        : [line];
    })
    .join('\n');
};

/** What the doctor printed of a real server with a wrong file. */
export const doctorShown = block('DoctorShown', {}, (_, locale): Piece[] => {
  const shown = doctorOutputNow();
  if (shown === null) {
    console.warn('[evidence] doctor.sh: no record of its output as it is now.');
    return [{ kind: 'text', text: pageWords.noRecord[locale] }];
  }
  return [
    {
      kind: 'code',
      role: 'output',
      content: {
        text: shortened(shown.output[locale].trimEnd().replaceAll(labSite, siteAddress())),
      },
      language: 'text',
      title: pageWords.shown[locale],
      detail: `HAProxy ${shown.version}`,
      name: `${pageWords.shown[locale]}: doctor.sh`,
    },
  ];
});

const count = (value: number): Cell => ({ texts: [String(value)] });

/** A line for each server: what the doctor said of its set-ups, from the records. */
export const doctorTable = block('DoctorTable', {}, (_, locale): Piece[] => {
  const figures = doctorFigures();
  if (figures.length === 0) return [{ kind: 'text', text: pageWords.noRecord[locale] }];
  const word = (key: keyof typeof pageWords): string => pageWords[key][locale];
  const spent = doctorSpent();
  const recorded = figures.reduce((sum, { setUps }) => sum + setUps, 0);
  return [
    { kind: 'text', text: onRecord(recorded, askedBreaks().length)[locale] },
    ...(spent.longSeconds > 0 ? [{ kind: 'text' as const, text: spentIn(spent)[locale] }] : []),
    {
      kind: 'table',
      caption: word('caption'),
      // Stacked, its figures would stand without their heads.
      isStacked: false,
      heads: [
        word('server'),
        word('setUps'),
        word('seen'),
        word('named'),
        word('symptom'),
        word('otherwise'),
        word('unseen'),
        word('falseAlarms'),
      ],
      rows: figures.map(({ server, setUps, told, right, falseAlarms }): [Cell, ...Cell[]] => [
        { texts: [servers[server].name] },
        count(setUps),
        count(setUps - told.unseen),
        count(told.first + told.named),
        count(told.symptom),
        count(told.otherwise),
        count(told.unseen),
        { texts: [`${falseAlarms} / ${right}`] },
      ]),
    },
  ];
});

/** Rules, then set-ups, that the doctor does not see, by reason. */
export const doctorBlind = block('DoctorBlind', {}, (_, locale): Piece[] => {
  const rules = Map.groupBy(
    Object.entries(neverSeen) as [CheckId, ReasonId][],
    ([, reason]) => reason,
  );
  const setUps = Map.groupBy(
    Object.entries(breaks).flatMap(([id, broken]) => {
      const why = whyUnseen(id, broken);
      return why === null ? [] : [{ id, why: why[locale] }];
    }),
    ({ why }) => why,
  );
  return [
    {
      kind: 'table',
      caption: pageWords.what[locale],
      isStacked: true,
      heads: [pageWords.why[locale], pageWords.what[locale]],
      rows: [...rules].map(([reason, own]): [Cell, Cell] => [
        { texts: [reasons[reason][locale]] },
        { texts: own.map(([id]) => checks[id].title[locale]) },
      ]),
    },
    {
      kind: 'fold',
      title: pageWords.setUpsUnseen[locale],
      isUnsearched: true,
      pieces: [
        {
          kind: 'table',
          caption: pageWords.setUpsUnseen[locale],
          isStacked: true,
          heads: [pageWords.why[locale], pageWords.setUps[locale]],
          rows: [...setUps].map(([why, own]): [Cell, Cell] => [
            { texts: [why] },
            { texts: own.map(({ id }) => `\`${id}\``) },
          ]),
        },
      ],
    },
  ];
});

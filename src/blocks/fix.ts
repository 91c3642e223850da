import {
  breakSettings,
  breaksOf,
  findCause,
  reportsOf,
  type Break,
  type Reported,
} from '#symptoms';
import { findExample } from '#examples';
import { strings, type Locale } from '#i18n';
import { serverIds, servers } from '#servers';
import { defaultShape, formOf, sampleSettings } from '#settings';
import { observationsOf } from '#evidence';
import { differencesOf, reportedDifference } from '../proofs/fixes.ts';
import { block } from './block.ts';
import type { CodePiece, FoldPiece, Piece, ProofPiece } from './piece.ts';

const fileName = (path: string): string => path.slice(path.search(/[^/\\]*$/));

/** In which version and when a break was seen in a real server; nothing without a record of it. */
const reproduced = (id: string, broken: Break, locale: Locale): ProofPiece[] => {
  const seen = observationsOf(id, broken);
  const [oldest, newest] = [seen.at(0), seen.at(-1)];
  const [day] = seen.map(({ date }) => date).sort();
  if (oldest === undefined || newest === undefined || day === undefined) return [];
  const { symptom, evidence } = strings(locale);
  const versions = evidence.versions(oldest.version, newest.version);
  const text = [
    symptom.reproduced(servers[broken.server].name, versions),
    ...(broken.before === undefined ? [] : [symptom.onlyBefore(broken.before)]),
  ].join(', ');
  return [{ kind: 'proof', isRun: true, text, day }];
};

/** The lines to change in each file, and where they were seen to be wrong. */
const shownFix = (id: string, broken: Break, locale: Locale): Piece[] => [
  ...differencesOf(broken, locale).map(({ install, language, config, kinds }): CodePiece => ({
    kind: 'code',
    role: 'file',
    content: { config, settings: breakSettings(broken), lines: kinds },
    language,
    title: install,
    isPath: true,
    name: strings(locale).code.changesIn(fileName(install)),
  })),
  ...reproduced(id, broken, locale),
];

const sample = sampleSettings(defaultShape);

/** The same of a report: what it says of the lines, if it names some, and where it stands. */
const reportedFix = (report: Reported, locale: Locale): Piece[] => {
  const { symptom: text, code } = strings(locale);
  const { server, note, source } = report;
  const pieces: Piece[] = note === undefined ? [] : [{ kind: 'text', text: note[locale] }];
  const { config, kinds } = reportedDifference(report, sample, locale);
  if (server !== undefined && config.lines.length > 0) {
    const example = findExample(server);
    const [file] = example.render(formOf(example.shapes[0] ?? defaultShape)).files;
    const title = file?.install ?? servers[server].name;
    pieces.push({
      kind: 'code',
      role: 'file',
      content: { config, settings: sample, lines: kinds },
      language: file?.language ?? 'text',
      title,
      isPath: true,
      name: code.changesIn(fileName(title)),
    });
  }
  return [...pieces, { kind: 'proof', isRun: false, text: `${text.reported}.`, source }];
};

const hasLines = ({ changes = [], note }: Reported): boolean =>
  changes.length > 0 || note !== undefined;

/** A report that changes no line of a proxy stands below the servers. */
const generalReport = ({ server, note, source }: Reported, locale: Locale): ProofPiece => ({
  kind: 'proof',
  isRun: false,
  text: [
    ...(server === undefined ? [] : [`${servers[server].name},`]),
    ...(note === undefined ? [] : [note[locale]]),
    `${strings(locale).symptom.reported}.`,
  ].join(' '),
  source,
});

/**
 * The lines to change for a cause, server by server. A cause that no line of a proxy changes, since
 * it lies in Jenkins or in the client, has its steps in the text of the page: here stands only where
 * it was seen. `cause` is its id, which is the id of the section on the page.
 */
export const fix = block('Fix', { required: ['cause'] }, ({ cause }, locale) => {
  findCause(cause);
  const shown = breaksOf(cause);
  const reports = reportsOf(cause);
  const folds = serverIds
    .map((server): FoldPiece => ({
      kind: 'fold',
      title: servers[server].name,
      server,
      pieces: [
        ...shown
          .filter(([, broken]) => broken.server === server && broken.changes.length > 0)
          .flatMap(([id, broken]) => shownFix(id, broken, locale)),
        ...reports
          .filter((report) => report.server === server && hasLines(report))
          .flatMap((report) => reportedFix(report, locale)),
      ],
    }))
    .filter(({ pieces }) => pieces.length > 0);
  const elsewhere = shown.filter(([, { changes }]) => changes.length === 0);
  const general = reports.filter((report) => report.server === undefined || !hasLines(report));
  const pieces: Piece[] = folds.length === 0 ? [] : [{ kind: 'fixes', folds }];
  if (elsewhere.length > 0) {
    pieces.push({ kind: 'text', text: strings(locale).symptom.notInProxy });
  }
  return [
    ...pieces,
    ...elsewhere.flatMap(([id, broken]) => reproduced(id, broken, locale)),
    ...general.map((report) => generalReport(report, locale)),
  ];
});

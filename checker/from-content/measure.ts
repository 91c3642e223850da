import { breaks, breakSettings, brokenFiles, type Break } from '#symptoms';
import { exampleSettings, publishedFiles } from '#conf';
import { examples } from '#examples';
import { locales } from '#i18n';
import type { Settings } from '#settings';
import { check, readers, type Report } from '../check.ts';
import type { PublicUrl } from '../report.ts';
import type { SourceFile } from '../statement.ts';
import { unseen } from '../unseen.ts';
import { reportedFiles, reportedSettings, reportedSetUps } from './reported.ts';
import type { Vocabulary } from '../words.ts';

/** Files of a set-up that a server reads; the others start or prepare it. */
export const isConfiguration = (path: string): boolean => !/\.ps1$|\.service\.d/.test(path);

export const urlOf = ({ scheme, host, port, path }: Settings): PublicUrl => ({
  scheme,
  host,
  port,
  path,
});

/** The files of a broken set-up as a reader would paste them. */
export const pastedFiles = (broken: Break): SourceFile[] =>
  brokenFiles(broken)
    .filter(({ install }) => isConfiguration(install))
    .map(({ install, text }) => ({ name: install, text }));

/** Every published shape of every example of a server, in both languages, as pasted. */
export const rightFiles = (
  server: string,
): { readonly id: string; readonly files: SourceFile[]; readonly url: PublicUrl }[] =>
  examples
    .filter((example) => example.server === server)
    .flatMap((example) =>
      example.shapes.flatMap((shape) =>
        locales.map((locale) => ({
          id: `${example.id}/${shape}/${locale}`,
          url: urlOf(exampleSettings(example, shape)),
          files: publishedFiles(example, shape, locale)
            .filter(({ install }) => isConfiguration(install))
            .map(({ install, text }) => ({ name: install, text })),
        })),
      ),
    );

/** A set-up that is wrong, run or reported, as a reader would paste it. */
interface Wrong {
  readonly id: string;
  readonly cause: string;
  readonly files: SourceFile[];
  readonly url: PublicUrl;
}

/** What the checker made of such a set-up. */
export interface Measured extends Wrong {
  readonly report: Report;
  /** `named` when one finding has the very cause; `other` when only others were found. */
  readonly verdict: 'named' | 'missed' | 'other' | 'unseen';
}

/** The set-ups of a server that are wrong: those that were run, and of one that is not run those that are reported. */
const wrongSetUps = (server: string): Wrong[] => [
  ...Object.entries(breaks).flatMap(([id, broken]): Wrong[] =>
    broken.server === server && broken.cause !== undefined
      ? [
          {
            id,
            cause: broken.cause,
            files: pastedFiles(broken),
            url: urlOf(breakSettings(broken)),
          },
        ]
      : [],
  ),
  ...Object.entries(reportedSetUps()).flatMap(([id, reported]): Wrong[] =>
    // One without lines only has words of a symptom's page.
    reported.server === server && (reported.changes !== undefined || id in unseen)
      ? [
          {
            id,
            cause: reported.cause,
            files: reportedFiles(reported),
            url: urlOf(reportedSettings(reported.server)),
          },
        ]
      : [],
  ),
];

/** The wrong set-ups of a server that have a cause, each judged with its public URL or without. */
export const measure = (server: string, vocabulary: Vocabulary, withUrl = true): Measured[] =>
  wrongSetUps(server).map((wrong): Measured => {
    const { id, cause, files, url } = wrong;
    const report = check({ files, url: withUrl ? url : undefined, locale: 'en' }, vocabulary);
    const isNamed = report.findings.some(({ causes }) => causes.includes(cause));
    if (id in unseen) return { ...wrong, report, verdict: 'unseen' };
    if (isNamed) return { ...wrong, report, verdict: 'named' };
    return { ...wrong, report, verdict: report.state === 'found' ? 'other' : 'missed' };
  });

/** The figures of a server, as the page on proofs shows them. */
export interface Figures {
  readonly server: string;
  readonly setUps: number;
  readonly named: number;
  readonly wrong: number;
  readonly unseen: number;
  readonly right: number;
  readonly falseAlarms: number;
}

export const figures = (vocabulary: Vocabulary): Figures[] =>
  Object.keys(readers).map((server) => {
    const measured = measure(server, vocabulary);
    const right = rightFiles(server);
    const count = (...wanted: Measured['verdict'][]): number =>
      measured.filter(({ verdict }) => wanted.includes(verdict)).length;
    return {
      server,
      setUps: measured.length,
      named: count('named'),
      wrong: count('missed', 'other'),
      unseen: count('unseen'),
      right: right.length,
      falseAlarms: right.filter(
        ({ files, url }) => check({ files, url, locale: 'en' }, vocabulary).state !== 'nothing',
      ).length,
    };
  });

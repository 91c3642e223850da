import type { Question, Report } from '../../../checker/check.ts';
import { causePath } from '../../../checker/text.ts';
import type { Vocabulary } from '../../../checker/words.ts';
import { checkerStrings } from '../../../core/i18n/checker.ts';
import type { Locale } from '../../../core/i18n/locales.ts';
import { colon } from '../../../core/i18n/typography.ts';

export type Asked = Question & { readonly id: number };

/** A cause as the page shows it. */
interface ShownCause {
  readonly title: string;
  readonly symptom: string;
  /** Below the root of the site. */
  readonly path: string;
}

/** A report in the words of the page. */
export interface Shown {
  readonly headline: string;
  readonly state: Report['state'];
  readonly problems: readonly {
    readonly file: string;
    readonly line: number;
    readonly text: string;
  }[];
  readonly findings: readonly (Pick<
    Report['findings'][number],
    'file' | 'line' | 'text' | 'changes' | 'reported'
  > & {
    readonly causes: readonly ShownCause[];
  })[];
  readonly unseen: readonly {
    readonly text: string;
    readonly command?: string;
    readonly path?: string;
  }[];
  readonly virtues: readonly string[];
  readonly looked: readonly ShownCause[];
}

export interface Answer {
  readonly id: number;
  readonly shown: Shown;
}

const headlineOf = (report: Report, vocabulary: Vocabulary, locale: Locale): string => {
  const text = checkerStrings(locale);
  const server = vocabulary.servers[report.server ?? ''] ?? '';
  if (report.state === 'nothing') return text.nothing(server);
  if (report.state === 'found')
    return `${server}${colon(locale)} ${text.count(report.findings.length)}`;
  const { reason = 'unreadable' } = report;
  const why = reason === 'no-reader' ? text.reasons[reason](server) : text.reasons[reason];
  return `${text.notUnderstood} ${why}`;
};

/** What the page shows of a report: texts only. */
export const shown = (report: Report, vocabulary: Vocabulary, locale: Locale): Shown => {
  const text = checkerStrings(locale);
  const causeOf = (id: string): ShownCause[] => {
    const cause = vocabulary.causes[id];
    return cause === undefined
      ? []
      : [
          {
            title: cause.title[locale],
            symptom: vocabulary.symptoms[cause.symptom]?.[locale] ?? '',
            path: causePath(vocabulary, id, locale),
          },
        ];
  };
  return {
    headline: headlineOf(report, vocabulary, locale),
    state: report.state,
    problems: report.problems.map(({ kind, file, line, text: about }) => ({
      file,
      line,
      text: text.problems[kind](about),
    })),
    findings: report.findings.map(({ file, line, text: at, changes, causes, reported }) => ({
      ...{ file, line, changes, reported, text: at },
      causes: causes.flatMap(causeOf),
    })),
    unseen: [
      ...report.unclear.map(({ kind, text: about }) => ({ text: text.unclear[kind](about) })),
      ...(report.certificate === ''
        ? []
        : [{ text: text.certificate, command: report.certificate }]),
      ...report.unseen.flatMap(({ cause, reason, command }) =>
        causeOf(cause).map(({ title, path }) => ({
          text: `${title}. ${reason}`,
          path,
          ...(command !== undefined && { command }),
        })),
      ),
    ],
    virtues: report.virtues.map((virtue) => text.good[virtue]),
    looked: report.looked.flatMap(causeOf),
  };
};

import { breakSettings, type Break, type Reported } from '#symptoms';
import type { Change, Conf, ExampleFile } from '#conf';
import { observationsOf, type SymptomObservation } from '#evidence';
import { findExample } from '#examples';
import type { LineKind } from '#highlight';
import { toText } from '#conf';
import type { Locale } from '#i18n';
import { formOf, type Settings } from '#settings';

const warned = new Set<string>();

/** What a run showed for a break, or `null` when it was never run with these very lines and command. */
export const observationOf = (id: string, broken: Break): SymptomObservation | null => {
  const seen = observationsOf(id, broken).at(0);
  if (seen !== undefined) return seen;
  if (!warned.has(id)) {
    warned.add(id);
    console.warn(`[evidence] break ${id}: no record of a run of the displayed lines and command.`);
  }
  return null;
};

const lineCount = (config: Conf, settings: Settings, locale: Locale): number =>
  toText(config, settings, locale).split('\n').length - 1;

/** Wrong lines followed by the right ones, with the kind of each line. */
export interface Difference {
  readonly config: Conf;
  readonly kinds: readonly (LineKind | undefined)[];
}

const difference = (
  pairs: readonly { readonly wrong: Conf; readonly right: Conf }[],
  settings: Settings,
  locale: Locale,
): Difference => {
  const blank: Conf = { kind: 'conf', lines: [{ pieces: [] }] };
  const parts = pairs.flatMap(({ wrong, right }, index) => [
    ...(index === 0 ? [] : [{ config: blank, kind: undefined }]),
    { config: wrong, kind: 'removed' as const },
    { config: right, kind: 'inserted' as const },
  ]);
  return {
    config: { kind: 'conf', lines: parts.flatMap(({ config }) => config.lines) },
    kinds: parts.flatMap(({ config, kind }) =>
      Array.from({ length: lineCount(config, settings, locale) }, () => kind),
    ),
  };
};

export interface FileDifference extends Difference {
  readonly install: string;
  readonly language: string;
}

const fileOf = (files: readonly ExampleFile[], install: string | undefined): ExampleFile => {
  const file = install === undefined ? files[0] : files.find((one) => one.install === install);
  if (file === undefined) throw new Error(`No file “${String(install)}” to change.`);
  return file;
};

/** Two texts without the lines that both begin or end with, so that only what changes is left. */
const withoutCommonEnds = (wrong: Conf, right: Conf): { wrong: Conf; right: Conf } => {
  const [old, fresh] = [wrong, right].map(({ lines }) => lines.map((line) => JSON.stringify(line)));
  if (old === undefined || fresh === undefined) return { wrong, right };
  const shorter = Math.min(old.length, fresh.length);
  let start = 0;
  while (start < shorter && old[start] === fresh[start]) start += 1;
  let end = 0;
  while (end < shorter - start && old.at(-1 - end) === fresh.at(-1 - end)) end += 1;
  const middle = ({ lines }: Conf): Conf => ({
    kind: 'conf',
    lines: lines.slice(start, lines.length - end),
  });
  return { wrong: middle(wrong), right: middle(right) };
};

/** The lines to change in each file: those of the broken one away, those of the good one in. */
export const differencesOf = (broken: Break, locale: Locale): FileDifference[] => {
  const { files } = findExample(broken.example).render(formOf(broken.shape));
  const settings = breakSettings(broken);
  return [...Map.groupBy(broken.changes, ({ file }) => fileOf(files, file))].map(
    ([{ install, language }, changes]) => ({
      install,
      language,
      ...difference(
        changes.map(({ from, to, fixed }) =>
          fixed === undefined ? { wrong: to, right: from } : withoutCommonEnds(to, fixed),
        ),
        settings,
        locale,
      ),
    }),
  );
};

/** The lines to change of a report, whose `from` is what was wrong. */
export const reportedDifference = (
  { changes = [] }: Reported,
  settings: Settings,
  locale: Locale,
): Difference =>
  difference(
    changes.map(({ from, to }: Change) => ({ wrong: from, right: to })),
    settings,
    locale,
  );

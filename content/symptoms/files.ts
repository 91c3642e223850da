import { change, exampleSettings, sha256, toText, withLineEnds } from '#conf';
import { findCommand } from '#commands';
import { findExample } from '#examples';
import { formOf, type Settings } from '#settings';
import type { Break } from './break.ts';

/** A file of a break, ready to be put at its place. */
export interface BrokenFile {
  readonly install: string;
  readonly mode: string;
  readonly text: string;
}

/** The values with which a break is run. */
export const breakSettings = ({ example, shape, settings }: Break): Settings => ({
  ...exampleSettings(findExample(example), shape),
  ...settings,
});

const filesOf = (broken: Break, right: boolean): BrokenFile[] =>
  findExample(broken.example)
    .render(formOf(broken.shape))
    .files.map(({ install, mode, lineEnds, content }) => {
      const changes = broken.changes
        .filter(({ file }) => file === undefined || file === install)
        .map(({ from, to, fixed = from }) => ({ from, to: right ? fixed : to }));
      const text = toText(changes.reduce(change, content), breakSettings(broken), 'en');
      return { install, mode, text: withLineEnds(text, lineEnds) };
    });

/** The files with the wrong lines. */
export const brokenFiles = (broken: Break): BrokenFile[] => filesOf(broken, false);

/** The files after the documented fix: the good example, with the lines of a fix of its own. */
export const fixedFiles = (broken: Break): BrokenFile[] => filesOf(broken, true);

/** What the mark “reproduced” of a page is bound to: the files as they were run. */
export const breakHash = (broken: Break): string =>
  sha256(
    JSON.stringify(
      broken.changes.some(({ fixed }) => fixed !== undefined)
        ? [brokenFiles(broken), fixedFiles(broken)]
        : brokenFiles(broken),
    ),
  );

/** The same for a recorded answer: the command as the page has it, or `null` without one. */
export const commandHash = (broken: Break): string | null =>
  broken.tell === undefined
    ? null
    : sha256(toText(findCommand(broken.tell.command).run, breakSettings(broken), 'en'));

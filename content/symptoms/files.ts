import { change, exampleSettings, toText, withLineEnds, type Example } from '#conf';
import { findExample, formForVersion } from '#examples';
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

/** The example whose lines are changed, in the form that is right for a version of the server. */
export const brokenExample = (broken: Break, version?: string): Example => {
  const example = findExample(broken.example);
  return version === undefined ? example : formForVersion(example, version);
};

const filesOf = (broken: Break, right: boolean, version?: string): BrokenFile[] =>
  brokenExample(broken, version)
    .render(formOf(broken.shape))
    .files.map(({ install, mode, lineEnds, content }) => {
      const changes = broken.changes
        .filter(({ file }) => file === undefined || file === install)
        .map(({ from, to, fixed = from }) => ({ from, to: right ? fixed : to }));
      const text = toText(changes.reduce(change, content), breakSettings(broken), 'en');
      return { install, mode, text: withLineEnds(text, lineEnds) };
    });

/** The files with the wrong lines, in the form for a version of the server; else the newest form. */
export const brokenFiles = (broken: Break, version?: string): BrokenFile[] =>
  filesOf(broken, false, version);

/** The files after the documented fix: the good example, with the lines of a fix of its own. */
export const fixedFiles = (broken: Break, version?: string): BrokenFile[] =>
  filesOf(broken, true, version);

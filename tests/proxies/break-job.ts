import { change, exampleSettings, sha256, toText, withLineEnds, type Example } from '#conf';
import type { Break } from '#breaks';
import { findCommand } from '#commands';
import { findExample } from '#examples';
import { formOf, publicUrl, type Settings } from '#settings';
import { exampleJob, shellText } from './example-job.ts';
import { admin } from '../double/accounts.ts';
import type { Job } from './lab/job.ts';

const settingsOf = ({ shape, settings }: Break, example: Example): Settings => ({
  ...exampleSettings(example, shape),
  ...settings,
});

/** The files of a break with its wrong lines, or with the good ones, as text. */
const filesOf = (broken: Break, good: boolean): Job['files'] => {
  const example = findExample(broken.example);
  const settings = settingsOf(broken, example);
  return example.render(formOf(broken.shape)).files.map(({ install, mode, lineEnds, content }) => {
    const changes = good
      ? []
      : broken.changes.filter(({ file }) => file === undefined || file === install);
    const text = toText(changes.reduce(change, content), settings, 'en');
    return { install, mode, text: withLineEnds(text, lineEnds) };
  });
};

const jenkinsState = (broken: Break, good: boolean, settings: Settings): Job['double'] => {
  const state = { ...broken.jenkins, ...(good ? broken.jenkinsFixed : {}) };
  if (good && broken.jenkinsFixed === undefined && broken.changes.length === 0) return {};
  return {
    ...('jenkinsUrl' in state
      ? { jenkinsUrl: state.jenkinsUrl ?? null }
      : { jenkinsUrl: publicUrl(settings) }),
    ...(state.contextPath === undefined ? {} : { contextPath: state.contextPath }),
    ...state.options,
  };
};

/** The command that tells the cause, with the double's account in place of the reader's. */
export const tellText = (id: string, settings: Settings): string =>
  shellText(findCommand(id).run, settings).replaceAll(
    'USER:APITOKEN',
    `${admin.name}:${admin.apiToken}`,
  );

/** The job that runs a break, or its cure when `good`. */
export const breakJob = (broken: Break, good: boolean): Job => {
  const example = findExample(broken.example);
  const settings = settingsOf(broken, example);
  const { tell } = broken;
  return {
    ...exampleJob(example, broken.shape),
    settings,
    files: filesOf(broken, good),
    checks: broken.fails ?? [],
    double: jenkinsState(broken, good, settings) ?? {},
    ...(broken.jenkins?.stopped === true && !good ? { jenkinsStopped: true } : {}),
    commands:
      tell === undefined
        ? []
        : [
            {
              side: tell.side ?? 'client',
              run: tellText(tell.command, settings),
              milliseconds: 100_000,
            },
          ],
  };
};

/** Hash of the broken files: what a page's mark “reproduced” is bound to. */
export const breakHash = (broken: Break): string => sha256(JSON.stringify(filesOf(broken, false)));

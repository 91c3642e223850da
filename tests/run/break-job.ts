import { breakSettings, brokenExample, brokenFiles, fixedFiles, type Break } from '#symptoms';
import { findCommand } from '#commands';
import { publicUrl, type Settings } from '#settings';
import { ownValues, proxyAccount } from '../lab/placeholders.ts';
import { shellText } from '../lab/shell-text.ts';
import { exampleJob } from './example-job.ts';
import type { Job } from '../lab/job.ts';

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
  ownValues(shellText(findCommand(id).run, settings), proxyAccount);

/** The question of the index that tells where the public address leads. */
export const landing = 'troubleshooting/landing';

/**
 * The job that runs a break, or its cure when `good`.
 *
 * @param version The version that runs it, as the server prints it; the newest when absent.
 */
export const breakJob = (broken: Break, good: boolean, version?: string): Job => {
  const example = brokenExample(broken, version);
  const settings = breakSettings(broken);
  const { tell } = broken;
  const job = exampleJob(example, broken.shape);
  return {
    ...job,
    settings,
    enable: [
      ...(broken.prepare === undefined ? [] : [shellText(broken.prepare, settings)]),
      ...job.enable,
    ],
    files: good ? fixedFiles(broken, version) : brokenFiles(broken, version),
    ...(broken.forwardsAgents === true ? { forwardsAgents: true } : {}),
    ...(broken.client === undefined ? {} : { client: broken.client }),
    checks: broken.fails ?? [],
    double: jenkinsState(broken, good, settings) ?? {},
    ...(broken.jenkins?.stopped === true && !good ? { jenkinsStopped: true } : {}),
    commands: [
      ...(tell === undefined
        ? []
        : [
            {
              side: tell.side ?? 'client',
              run: tellText(tell.command, settings),
              milliseconds: 100_000,
            },
          ]),
      ...(broken.landing === undefined
        ? []
        : [{ side: 'client' as const, run: tellText(landing, settings) }]),
    ],
  };
};

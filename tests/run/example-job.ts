import {
  exampleSettings,
  publishedFiles,
  toText,
  withLineEnds,
  type Conf,
  type Example,
} from '#conf';
import { servers, type ServerId } from '#servers';
import { formOf, type Settings, type Shape } from '#settings';
import type { Locale } from '#i18n';
import { runsPackage } from '../servers/installed-version.ts';
import type { Job } from '../lab/job.ts';
import { shellText } from '../lab/shell-text.ts';

/** The command with which the page has the files of an example checked, or null where none is. */
const checkOf = (example: Example, settings: Settings): string | null => {
  const commands: Record<string, { run: Conf } | undefined> =
    servers[example.server as ServerId].commands;
  const check = commands[example.checkedBy ?? 'validate'];
  return check === undefined ? null : shellText(check.run, settings);
};

/** The job that runs a shape of an example as it is published, in one of its languages. */
export const exampleJob = (example: Example, shape: Shape, locale: Locale = 'en'): Job => {
  const settings = exampleSettings(example, shape);
  const form = formOf(shape);
  const rendering = example.render(form);
  return {
    server: example.server,
    ...(runsPackage(example) ? { packaged: true } : {}),
    settings,
    form,
    files: publishedFiles(example, shape, locale).map(({ install, mode, text }) => ({
      install,
      mode,
      text,
    })),
    enable: rendering.enable.map((step) => shellText(step, settings)),
    certificates: rendering.certificates.map(({ path, holds }) => ({
      path: toText(path, settings, locale).trimEnd(),
      holds,
    })),
    validate: checkOf(example, settings),
    upstream: toText(rendering.upstream, settings, locale).trimEnd(),
    outerHop: example.id.endsWith('/second-hop'),
  };
};

/** The job of an example with values that a reader gave. */
export const personalJob = (example: Example, shape: Shape, settings: Settings): Job => {
  const rendering = example.render(formOf(shape));
  return {
    ...exampleJob(example, shape),
    settings,
    files: rendering.files.map(({ install, mode, lineEnds, content }) => ({
      install,
      mode,
      text: withLineEnds(toText(content, settings, 'en'), lineEnds),
    })),
    enable: rendering.enable.map((step) => shellText(step, settings)),
    validate: checkOf(example, settings),
    upstream: toText(rendering.upstream, settings, 'en').trimEnd(),
  };
};

import { expect, test } from 'playwright/test';
import { toText, withLineEnds } from '#conf';
import { examples } from '#examples';
import { servers, type ServerId } from '#servers';
import { formOf, type Settings, type Shape } from '#settings';
import { drawSettings, randomSource } from '../unit/drawn-settings.ts';
import { exampleJob, shellText } from './example-job.ts';
import type { Job } from './lab/job.ts';
import { runPhases } from './lab/run.ts';
import type { Example } from '#conf';

/** The job of an example with values that a reader gave. */
const personalJob = (example: Example, shape: Shape, settings: Settings): Job => {
  const rendering = example.render(formOf(shape));
  const { validate } = servers[example.server as ServerId].commands as Record<
    string,
    { run: Parameters<typeof toText>[0] } | undefined
  >;
  return {
    ...exampleJob(example, shape),
    settings,
    files: rendering.files.map(({ install, mode, lineEnds, content }) => ({
      install,
      mode,
      text: withLineEnds(toText(content, settings, 'en'), lineEnds),
    })),
    enable: rendering.enable.map((step) => shellText(step, settings)),
    validate: validate === undefined ? null : shellText(validate.run, settings),
    upstream: toText(rendering.upstream, settings, 'en').trimEnd(),
  };
};

const draws = 3;

for (const [index, example] of examples
  .filter(({ server }) => servers[server as ServerId].evidence === 'run')
  .entries()) {
  test(`${example.id} passes the syntax check with any URL, and serves Jenkins at one`, async () => {
    const random = randomSource(index + 1);
    const drawn = example.shapes.flatMap((shape) =>
      Array.from({ length: draws }, () => ({
        shape,
        settings: drawSettings(random, shape, example.ports),
      })),
    );
    const sample = drawn.at(-1);
    if (sample === undefined) throw new Error(`${example.id} has no shape.`);
    const jobs = drawn.map(({ shape, settings }) => ({
      ...personalJob(example, shape, settings),
      syntaxOnly: true,
    }));
    const served: Job = {
      ...personalJob(example, sample.shape, sample.settings),
      checks: ['login-page', 'root-url', 'reverse-proxy-check', 'websocket-cli'],
    };
    const results = await runPhases([...jobs, served]);
    results.slice(0, -1).forEach(({ failure }, draw) => {
      expect(failure ?? '', JSON.stringify(drawn[draw])).toBe('');
    });
    const last = results.at(-1);
    expect(last?.failure ?? '', JSON.stringify(sample)).toBe('');
    expect(last?.outcomes.filter(({ result }) => result !== 'passed')).toEqual([]);
  });
}

import { expect, test } from 'playwright/test';
import { toText, withLineEnds } from '#conf';
import { examples } from '#examples';
import { servers, type ServerId } from '#servers';
import { formOf, type Settings, type Shape } from '#settings';
import { drawSettings, randomSource } from '../unit/drawn-settings.ts';
import { exampleJob, shellText } from './example-job.ts';
import type { Job } from './lab/job.ts';
import { runInLab } from './lab/run.ts';
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
let seed = 1;

for (const example of examples.filter(
  ({ server }) => servers[server as ServerId].evidence === 'run',
)) {
  for (const shape of example.shapes) {
    const random = randomSource((seed += 1));
    test(`${example.id}/${shape} passes the syntax check with any URL`, async () => {
      for (let draw = 0; draw < draws; draw += 1) {
        const settings = drawSettings(random, shape);
        const result = await runInLab({
          ...personalJob(example, shape, settings),
          syntaxOnly: true,
        });
        expect(result.failure ?? '', JSON.stringify(settings)).toBe('');
      }
    });
  }

  const [shape] = [...example.shapes].reverse();
  const [nested] = example.shapes.filter((each) => each.endsWith('path'));
  const sample = nested ?? shape;
  if (sample !== undefined) {
    test(`${example.id}/${sample} serves Jenkins at a drawn URL`, async () => {
      const settings = drawSettings(randomSource(99), sample);
      const result = await runInLab({
        ...personalJob(example, sample, settings),
        checks: ['login-page'],
      });
      expect(result.failure ?? '', JSON.stringify(settings)).toBe('');
      expect(result.outcomes.filter((outcome) => outcome.result !== 'passed')).toEqual([]);
    });
  }
}

import { expect, test } from 'playwright/test';
import { exampleShapeId } from '#conf';
import { evidenceFor } from '#evidence';
import { examples } from '#examples';
import { formOf } from '#settings';

/** What a template says of a line is held against what Jenkins received in the run of the file. */
for (const example of examples) {
  test(`Jenkins received each header that a line of ${example.id} writes`, () => {
    for (const shape of example.shapes) {
      const received = evidenceFor(example, shape)?.received ?? [];
      if (received.length === 0) continue;
      const names = received.map((line) => line.split(':', 1)[0]?.toLowerCase());
      const written = example
        .render(formOf(shape))
        .files.flatMap(({ content }) => content.lines.flatMap(({ writes = [] }) => writes));
      for (const name of written)
        expect.soft(names, exampleShapeId(example, shape)).toContain(name.toLowerCase());
    }
  });
}

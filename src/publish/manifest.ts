import {
  exampleSettings,
  exampleShapeId,
  publishedFiles,
  toText,
  type Conf,
  type Example,
} from '#conf';
import { evidenceFor, passedChecks } from '#evidence';
import { formOf, publicUrl, type Shape } from '#settings';

const entry = (example: Example, shape: Shape) => {
  const settings = exampleSettings(example, shape);
  const { enable, certificates, upstream } = example.render(formOf(shape));
  const line = (config: Conf): string => toText(config, settings, 'en').trimEnd();
  const french = publishedFiles(example, shape, 'fr');
  const proof = evidenceFor(example, shape);
  return {
    id: exampleShapeId(example, shape),
    server: example.server,
    shape,
    publicUrl: publicUrl(settings),
    upstream: line(upstream),
    files: publishedFiles(example, shape, 'en').map((file, index) => ({
      install: file.install,
      published: file.path,
      fr: french[index]?.path,
      sha256: file.sha256,
      frSha256: french[index]?.sha256,
      mode: file.mode,
    })),
    certificates: certificates.map(({ path, holds }) => ({ path: line(path), holds })),
    enable: enable.map(line),
    minimum: example.minimum,
    before: example.before?.version ?? null,
    tested: proof && {
      server: proof.server,
      version: proof.version,
      system: proof.system,
      date: proof.date,
      checks: passedChecks(proof),
      runs: proof.runs,
    },
  };
};

/** `/examples/manifest.json`: every shape of every example, for machines; paths are relative to it. */
export const manifest = (examples: readonly Example[]) => ({
  schema: 1,
  examples: examples.flatMap((example) => example.shapes.map((shape) => entry(example, shape))),
});

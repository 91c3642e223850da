import { createHash } from 'node:crypto';
import type { Locale } from '../i18n/locales.ts';
import { formOf, sampleSettings, type Settings, type Shape } from '../settings/index.ts';
import type { Example } from './example.ts';
import { toText } from './text.ts';

/** A file as it is published and executed: the sample values, a language, its final line ends. */
export interface PublishedFile {
  readonly install: string;
  readonly mode: string;
  readonly language: string;
  /** Address below `/examples/`. */
  readonly path: string;
  readonly text: string;
  /** Of the UTF-8 bytes, in lower-case hexadecimal. */
  readonly sha256: string;
}

/** Id of a shape of an example, as manifest and records name it: `nginx/other-port/https-host`. */
export const exampleShapeId = (example: Example, shape: Shape): string => `${example.id}/${shape}`;

/** The values that an example shows before a reader gives others. */
export const exampleSettings = (example: Example, shape: Shape): Settings => ({
  ...sampleSettings(shape),
  ...example.settings,
});

export const sha256 = (text: string): string =>
  createHash('sha256').update(text, 'utf8').digest('hex');

/** The text of one file with its line ends. */
export const withLineEnds = (text: string, lineEnds: 'lf' | 'crlf'): string =>
  lineEnds === 'crlf' ? text.replaceAll('\n', '\r\n') : text;

/**
 * The files of a shape, byte for byte as they are published.
 * @throws when the example does not have that shape.
 */
export const publishedFiles = (example: Example, shape: Shape, locale: Locale): PublishedFile[] => {
  if (!example.shapes.includes(shape)) {
    throw new Error(
      `“${example.id}” has no shape “${shape}”; shapes: ${example.shapes.join(', ')}.`,
    );
  }
  const settings = exampleSettings(example, shape);
  return example
    .render(formOf(shape))
    .files.map(({ install, mode, language, lineEnds, content }) => {
      const text = withLineEnds(toText(content, settings, locale), lineEnds);
      const name = install.slice(install.search(/[^/\\]*$/));
      return {
        install,
        mode,
        language,
        path: `${locale}/${exampleShapeId(example, shape)}/${name}`,
        text,
        sha256: sha256(text),
      };
    });
};

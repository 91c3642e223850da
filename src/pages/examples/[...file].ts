import type { APIRoute, GetStaticPaths } from 'astro';
import { publishedFiles } from '#conf';
import { examples } from '#examples';
import { locales } from '#i18n';

/** Every published file, byte for byte as it was executed, at `<lang>/<example>/<shape>/<file>`. */
export const getStaticPaths: GetStaticPaths = () =>
  examples.flatMap((example) =>
    example.shapes.flatMap((shape) =>
      locales.flatMap((locale) =>
        publishedFiles(example, shape, locale).map(({ path, text }) => ({
          params: { file: path },
          props: { text },
        })),
      ),
    ),
  );

export const GET: APIRoute<{ text: string }> = ({ props }) =>
  new Response(props.text, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });

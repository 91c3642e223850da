import { build } from 'esbuild';
import { vocabulary } from '../../checker/from-content/vocabulary.ts';

/**
 * The checker as one file that runs with Node alone, on a machine without Internet.
 *
 * @param site address of the site that its links lead to, without a final slash
 */
export const checkProxy = async (site: string): Promise<string> => {
  const contents = [
    "import { command } from './checker/command.ts';",
    `process.exitCode = command(process.argv.slice(2), JSON.parse(${JSON.stringify(JSON.stringify(vocabulary()))}), ${JSON.stringify(site)});`,
  ].join('\n');
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    write: false,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node18',
    // One of its parsers is CommonJS where Node looks for it, and asks for `process` by `require`.
    mainFields: ['module', 'main'],
    conditions: ['import'],
    banner: { js: '#!/usr/bin/env node' },
    legalComments: 'inline',
  });
  return outputFiles[0]?.text ?? '';
};

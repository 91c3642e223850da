import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { markdownToHtml } from 'satteri';
import { cacheFolder } from '../../../tests/wire/cache-folder.ts';
import type { PageText } from './text.ts';

/** A built site of one page, to be served and measured: its folder, and the path of the page. */
export interface Contender {
  readonly name: string;
  readonly root: string;
  readonly path: string;
}

const run = (cwd: string, command: string, ...words: string[]): void => {
  const { status, stdout, stderr } = spawnSync(command, words, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${words.join(' ')} failed:\n${stdout}\n${stderr}`);
};

const write = (file: string, text: string): void => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};

/** Installs what is compared, in the versions of `package.json` beside this file. */
const installed = (): string => {
  const folder = join(cacheFolder(), 'bench');
  const wanted = readFileSync('tools/bench/compare/package.json', 'utf8');
  const own = join(folder, 'package.json');
  mkdirSync(folder, { recursive: true });
  const isThere = existsSync(join(folder, 'node_modules/.package-lock.json'));
  if (isThere && existsSync(own) && readFileSync(own, 'utf8') === wanted) return folder;
  copyFileSync('tools/bench/compare/package.json', own);
  run(folder, 'npm', 'install', '--no-audit', '--no-fund');
  return folder;
};

const bareStyles = `:root{color-scheme:light dark}body{max-width:52rem;margin:auto;padding:1rem;font:1.0625rem/1.65 system-ui,sans-serif}pre{padding:1rem;overflow:auto;background:light-dark(#f5f7f9,#182029)}table{border-collapse:collapse}td,th{padding:.5rem;text-align:start}`;

/** The text with the Markdown processor of this site, one small style sheet and nothing else. */
const bare = (folder: string, lang: string, { title, body }: PageText): Contender => {
  const root = join(folder, 'bare');
  const { html } = markdownToHtml(body);
  write(join(root, 'bare.css'), bareStyles);
  write(join(root, '404.html'), '<!doctype html><title>404</title>');
  write(
    join(root, 'index.html'),
    `<!doctype html><html lang="${lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><link rel="stylesheet" href="/bare.css"><main><h1>${title}</h1>${html}</main></html>`,
  );
  return { name: 'bare page', root, path: '/' };
};

const starlight = (folder: string, lang: string, { title, body }: PageText): Contender => {
  write(
    join(folder, 'astro.config.mjs'),
    `import { defineConfig } from 'astro/config';
import starlight from '@astrojs/starlight';
export default defineConfig({
  outDir: './starlight',
  integrations: [starlight({ title: 'Bench', locales: { root: { label: '${lang}', lang: '${lang}' } } })],
});
`,
  );
  write(
    join(folder, 'src/content.config.ts'),
    `import { defineCollection } from 'astro:content';
import { docsLoader } from '@astrojs/starlight/loaders';
import { docsSchema } from '@astrojs/starlight/schema';
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };
`,
  );
  write(
    join(folder, 'src/content/docs/page.md'),
    `---\ntitle: ${JSON.stringify(title)}\n---\n\n${body}\n`,
  );
  run(folder, process.execPath, 'node_modules/astro/bin/astro.mjs', 'build');
  return { name: 'Starlight', root: join(folder, 'starlight'), path: '/page/' };
};

const vitepress = (folder: string, lang: string, { title, body }: PageText): Contender => {
  const own = join(folder, 'vitepress-page');
  write(
    join(own, '.vitepress/config.mjs'),
    `export default { title: 'Bench', lang: '${lang}', outDir: '../vitepress', ignoreDeadLinks: true, themeConfig: { search: { provider: 'local' } } };\n`,
  );
  write(join(own, 'page/index.md'), `# ${title}\n\n${body}\n`);
  run(folder, process.execPath, 'node_modules/vitepress/bin/vitepress.js', 'build', own);
  return { name: 'VitePress', root: join(folder, 'vitepress'), path: '/page/' };
};

/** Builds the same text as a bare page, with Starlight and with VitePress. */
export const contendersOf = (lang: string, text: PageText): Contender[] => {
  const folder = installed();
  return [bare(folder, lang, text), starlight(folder, lang, text), vitepress(folder, lang, text)];
};

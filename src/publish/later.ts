import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { endOfElement } from '../code/element.ts';
import { filesBelow } from './archive/files-below.ts';
import { commandsFile, withoutCommands } from './commands.ts';
import { withSections } from './sections.ts';
import { searchedFile, withoutSearched } from './searched.ts';
import { withoutBlankEdges } from './white-space.ts';

/** A page whose parts for later are files of their own. */
export interface SplitPage {
  readonly html: string;
  /** What each file holds, by its name. */
  readonly files: ReadonlyMap<string, string>;
}

/** No page by itself, so that its name does not say HTML. */
const nameOf = (content: string): string =>
  `_astro/later.${createHash('sha256').update(content).digest('hex').slice(0, 10)}.txt`;

/**
 * Takes out of a page what no first view shows and no page without a script has: the content of
 * elements with `data-later`, and the colours of its code, in order, a line each. `base` ends with a
 * slash. A script fetches both; see `src/client/later.ts`.
 */
const splitPage = (html: string, base: string): SplitPage => {
  const files = new Map<string, string>();
  const keep = (content: string): string => {
    const name = nameOf(content);
    files.set(name, content);
    return base + name;
  };
  let text = '';
  let from = 0;
  const opening = /<([a-z]+)\b[^>]*? data-later(?=[ >])/g;
  for (let found = opening.exec(html); found; found = opening.exec(html)) {
    const start = html.indexOf('>', opening.lastIndex) + 1;
    const { inner } = endOfElement(html, found[1] ?? '', start);
    const address = keep(html.slice(start, inner));
    text += `${html.slice(from, opening.lastIndex)}="${address}"${html.slice(opening.lastIndex, start)}`;
    from = inner;
    opening.lastIndex = inner;
  }
  text += html.slice(from);
  const colours = [...text.matchAll(/ data-colours="([^"]*)"/g)].map(([, one = '']) => one);
  if (colours.length === 0) return { html: text, files };
  const address = keep(colours.join('\n'));
  return {
    html: text
      .replaceAll(/ data-colours="[^"]*"/g, ' data-colours')
      .replace('<main ', `<main data-colours-at="${address}" `),
    files,
  };
};

/** Splits every page after the build. */
export const later: AstroIntegration = {
  name: 'later',
  hooks: {
    'astro:build:done': ({ dir }) => {
      const folder = fileURLToPath(dir);
      const base = (process.env['BASE_PATH'] ?? '/').replace(/\/?$/, '/');
      const searched: Record<string, string> = {};
      const commands: Record<string, readonly string[]> = {};
      for (const path of filesBelow(folder).filter((file) => file.endsWith('.html'))) {
        const built = withoutSearched(readFileSync(folder + path, 'utf8'));
        searched[path] = built.searched;
        const { html, files } = splitPage(withSections(withoutBlankEdges(built.html)), base);
        const lean = withoutCommands(html);
        writeFileSync(folder + path, lean.html);
        if (lean.commands.length > 0) commands[path] = lean.commands;
        for (const [name, content] of files) {
          mkdirSync(dirname(folder + name), { recursive: true });
          writeFileSync(folder + name, content);
        }
      }
      for (const [name, content] of [
        [searchedFile, searched],
        [commandsFile, commands],
      ] as const) {
        mkdirSync(dirname(folder + name), { recursive: true });
        writeFileSync(folder + name, JSON.stringify(content));
      }
    },
  },
};

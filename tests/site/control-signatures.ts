import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dist } from './site.ts';

/** Elements without content: they have no end tag. */
const voidElements = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;

/** What a reader acts on, and what a page without script must show: its title and its menu. */
const isLookedAt = (name: string, attributes: string): boolean =>
  /^(?:button|select|input|textarea|h1)$/.test(name) || /\sid="nav"/.test(attributes);

/** What a rule of the style sheets can choose an element by, where what is shown depends on it. */
const look = (name: string, attributes: string): string => {
  const value = (attribute: string): string =>
    new RegExp(`\\s${attribute}="([^"]*)"`).exec(attributes)?.[1] ?? '';
  const flags = ['hidden', 'open'].filter((flag) =>
    new RegExp(`\\s${flag}[\\s>=]`).test(attributes),
  );
  const data = [...attributes.matchAll(/\s(data-[\w-]+)/g)].map(([, one = '']) => one).sort();
  return [name, ...['lang', 'class', 'type'].map(value), ...flags, ...data]
    .filter((part) => part !== '')
    .join(' ');
};

/**
 * The looks of the controls, the title and the menu of a built page: each with the looks of the
 * elements that it stands in, from the root on. Two elements of one signature are shown or hidden
 * alike, since no rule tells them apart.
 */
export const controlSignatures = (path: string): ReadonlySet<string> => {
  const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  const html = readFileSync(join(dist, file), 'utf8').replace(/<(script|style)\b.*?<\/\1>/gs, '');
  const found = new Set<string>();
  const open: { name: string; look: string }[] = [];
  for (const [, end, name = '', attributes = ''] of html.matchAll(
    /<(\/?)([a-zA-Z][\w-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/g,
  )) {
    if (end) {
      const start = open.findLastIndex((element) => element.name === name);
      if (start >= 0) open.length = start;
      continue;
    }
    const own = look(name, `${attributes}>`);
    if (isLookedAt(name, attributes))
      found.add([...open.map((element) => element.look), own].join(' > '));
    if (!voidElements.test(name) && !attributes.endsWith('/')) open.push({ name, look: own });
  }
  return found;
};

/** Few pages that together show every signature of all of them: always the one that adds most. */
export const pagesShowingAll = (paths: readonly string[]): string[] => {
  const left = new Map(paths.map((path) => [path, new Set(controlSignatures(path))]));
  const chosen: string[] = [];
  for (;;) {
    const [best] = [...left].toSorted(([, a], [, b]) => b.size - a.size);
    if (best === undefined || best[1].size === 0) return chosen;
    const [path, added] = best;
    chosen.push(path);
    for (const others of left.values())
      if (others !== added) for (const signature of added) others.delete(signature);
    left.delete(path);
  }
};

import type { Page } from 'playwright/test';

/** A stretch of text of one block and language, with U+FFFC where code or another language stands. */
export interface TextRun {
  readonly text: string;
  /** `fr` or `en`. */
  readonly language: string;
}

/** Every run of text of a page, those of attributes included, in the browser's own reading. */
export const textRuns = (page: Page): Promise<TextRun[]> =>
  page.evaluate(() => {
    const runs: { text: string; language: string }[] = [];
    const excluded =
      'code, pre, kbd, samp, script, style, svg, select, [data-slot], [translate=no]';
    const languageOf = (element: Element): string =>
      element.closest('[lang]')?.getAttribute('lang') ?? '';
    const isInline = (element: Element): boolean =>
      /^(?:inline|contents|none)/.test(getComputedStyle(element).display);

    const collect = (block: Element): void => {
      const language = languageOf(block);
      let text = '';
      const end = (): void => {
        const run = text.replace(/[ \n\t]+/g, ' ').trim();
        if (run.replaceAll('\uFFFC', '') !== '') runs.push({ text: run, language });
        text = '';
      };
      const walk = (node: Node): void => {
        for (const child of node.childNodes) {
          if (child instanceof Text) text += child.data;
          else if (child instanceof Element) {
            const isForeign = languageOf(child) !== language;
            if (child.matches(excluded)) text += '\uFFFC';
            else if (isInline(child) && !isForeign && child.tagName !== 'BR') walk(child);
            else {
              if (isForeign && isInline(child)) text += '\uFFFC';
              else end();
              collect(child);
            }
          }
        }
      };
      walk(block);
      end();
    };
    collect(document.body);

    for (const name of ['title', 'alt', 'aria-label', 'placeholder']) {
      for (const element of document.querySelectorAll(`[${name}]`)) {
        // Names of code blocks and their buttons quote file names and commands.
        if (element.closest('figure.code, .code')) continue;
        runs.push({ text: element.getAttribute(name) ?? '', language: languageOf(element) });
      }
    }
    for (const meta of document.querySelectorAll('meta[name=description]')) {
      runs.push({ text: meta.getAttribute('content') ?? '', language: languageOf(meta) });
    }
    // A message quoted from software is the title's first part as it is the heading's.
    const message = document.querySelector('h1 > :is(code, samp)')?.textContent ?? '';
    const title = message === '' ? document.title : document.title.replace(message, '\uFFFC');
    runs.push({ text: title, language: document.documentElement.lang });
    return runs;
  });

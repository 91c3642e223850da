/**
 * Keeps the reader's place when the language changes: the section under the header
 * and the part of it that has been scrolled past.
 */
const key = 'proxy.place';

interface KeptPlace {
  readonly path: string;
  readonly id: string;
  readonly part: number;
}

/** What is far from the screen has no height of its own; see `src/publish/sections.ts`. */
const layOutAll = (): void => {
  for (const part of document.querySelectorAll<HTMLElement>('.part'))
    part.style.contentVisibility = 'visible';
};

/**
 * What tells where a section begins: its heading, or the part of the page that is not laid out yet.
 * To measure within that would lay it out, and move all that stands below it.
 */
const beginning = (heading: HTMLElement): Element =>
  heading.checkVisibility({ contentVisibilityAuto: true })
    ? heading
    : (heading.closest('.part') ?? heading);

/** Sections as ranges of the page, from one heading with an id to the next. */
const sections = (): { id: string; top: number; bottom: number }[] => {
  const headings = [...document.querySelectorAll<HTMLElement>('main :is(h2, h3)[id]')].filter(
    (heading) => heading.checkVisibility(),
  );
  const tops = headings.map((heading) => beginning(heading).getBoundingClientRect().top + scrollY);
  return headings.map(({ id }, index) => ({
    id,
    top: tops[index] ?? 0,
    bottom: tops[index + 1] ?? document.documentElement.scrollHeight,
  }));
};

const line = (): number =>
  Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingBlockStart) || 0;

/** Keeps the place for the page that a link leads to. */
export const keep = (link: HTMLAnchorElement): void => {
  const y = scrollY + line();
  // A heading that an address was opened at stands under the header but for a part of a pixel.
  const section = sections().findLast(({ top }) => top < y + 1);
  if (!section) return;
  const part = (y - section.top) / (section.bottom - section.top);
  const place: KeptPlace = { path: new URL(link.href).pathname, id: section.id, part };
  sessionStorage.setItem(key, JSON.stringify(place));
};

const restore = (): void => {
  const kept = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  if (kept === null) return;
  const { path, id, part } = JSON.parse(kept) as KeptPlace;
  if (path !== location.pathname) return;
  layOutAll();
  const section = sections().find((one) => one.id === id);
  if (!section) return;
  const top = section.top + part * (section.bottom - section.top) - line();
  scrollTo({ top, behavior: 'instant' });
  history.replaceState(null, '', `#${id}`);
};

/** Goes to the place that was kept, once the page has its height. */
export const restoreAfterLoad = (): void => {
  const afterLoad = (): void => void requestAnimationFrame(restore);
  if (document.readyState === 'complete') afterLoad();
  else addEventListener('load', afterLoad);
};

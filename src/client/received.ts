import { shownLetter, valuesShape } from './shape.ts';
import { ownTexts } from './slots.ts';

/** A header that Jenkins received: its name, its value, and the slot that the value is the text of. */
type ReceivedHeader = readonly [name: string, value: string, slot?: string];

/** As `src/publish/received.ts` writes it. */
interface Notes {
  readonly run: string;
  readonly own: string;
  readonly styles: string;
  readonly files: Readonly<Record<string, Readonly<Record<string, readonly ReceivedHeader[]>>>>;
}

/** Where a file of an example is published, and the folder of its server. */
const published = /^(.*\/examples\/([a-z]+\/[^/]+)\/)(.+)$/;

let fetched: Promise<Notes> | undefined;

const fetchNotes = async (folder: string): Promise<Notes> => {
  const answer = await fetch(`${folder}received.json`);
  if (!answer.ok) throw new Error(`${answer.url}: ${String(answer.status)}`);
  const notes = (await answer.json()) as Notes;
  const link = Object.assign(document.createElement('link'), {
    rel: 'stylesheet',
    href: notes.styles,
  });
  const arrived = new Promise((resolve) => {
    link.addEventListener('load', resolve, { once: true });
    link.addEventListener('error', resolve, { once: true });
  });
  document.head.append(link);
  await arrived;
  return notes;
};

interface Line {
  readonly range: Range;
  text: string;
}

/** The lines of the form shown, with where each stands, without indentation and line end. */
const linesOf = (code: Element, letter: string): (Line | undefined)[] => {
  const nodes = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  const lines: (Line | undefined)[] = [];
  let line: Line | undefined;
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    const letters = node.parentElement?.closest<HTMLElement>('[data-in]')?.dataset['in'];
    if (letters !== undefined && !letters.includes(letter)) continue;
    for (const { 0: part, index } of (node.nodeValue ?? '').matchAll(/\n|[^\n]+/g)) {
      if (part === '\n') {
        lines.push(line);
        line = undefined;
        continue;
      }
      const blanks = part.length - part.trimStart().length;
      if (!line && blanks === part.length) continue;
      if (!line) {
        line = { range: document.createRange(), text: '' };
        line.range.setStart(node, index + blanks);
      }
      line.range.setEnd(node, index + part.length);
      line.text += part;
    }
  }
  lines.push(line);
  return lines;
};

interface Mark {
  readonly button: HTMLButtonElement;
  readonly headers: readonly ReceivedHeader[];
}

/**
 * Shows, at the lines of a block that write a header, what Jenkins received in the run because of
 * it, while the line is pointed at, touched or focused. Code and copies stay as they are: the marks
 * lie over the lines. Those of a file are one stop of the Tab key; arrow keys go from one to the
 * other, Escape takes the note away.
 *
 * @param reached where the pointer or the focus was when the reader came to the block
 */
export const connectReceived = async (
  block: HTMLElement,
  reached: PointerEvent | FocusEvent,
): Promise<void> => {
  const [, folder = ''] =
    published.exec(block.querySelector('a[download]')?.getAttribute('href') ?? '') ?? [];
  if (folder === '') return;
  const notes = await (fetched ??= fetchNotes(folder).catch((error: unknown) => {
    fetched = undefined;
    throw error;
  }));

  const note = Object.assign(document.createElement('div'), {
    className: 'received-note',
    hidden: true,
    // The name of a mark says the same.
    ariaHidden: 'true',
  });
  block.append(note);
  const marksOf = new Map<HTMLElement, Mark[]>();
  const allMarks = (): Mark[] => [...marksOf.values()].flat();

  const titleOf = (): string => (ownTexts() === null ? notes.run : notes.own);
  const textOf = (headers: readonly ReceivedHeader[]): string => {
    const own = ownTexts()?.[valuesShape(block, shownLetter(block))];
    return headers
      .map(([name, value, slot]) => `${name}: ${(slot && own?.[slot]) ?? value}`)
      .join('\n');
  };

  const hide = (): void => {
    note.hidden = true;
    for (const { button } of allMarks()) button.classList.remove('shown');
  };
  const show = ({ button, headers }: Mark): void => {
    hide();
    note.replaceChildren(
      titleOf(),
      Object.assign(document.createElement('code'), { textContent: textOf(headers) }),
    );
    note.hidden = false;
    button.classList.add('shown');
    // Beside the line, where its neighbours stay in sight, or below it where there is no room.
    const box = block.getBoundingClientRect();
    const { top, bottom, right } = button.getBoundingClientRect();
    const isBeside = right + 16 + note.offsetWidth < box.right;
    note.style.left = isBeside ? `${String(right + 12 - box.left)}px` : '8px';
    note.style.top = `${String((isBeside ? top - 8 : bottom + 2) - box.top)}px`;
  };

  /** Lays the marks of a file over its lines, anew where the form, the values or the width changed. */
  const layOut = (pre: HTMLElement): void => {
    const code = pre.querySelector('code');
    const letter = shownLetter(block);
    const link = [
      ...(pre.closest('figure')?.querySelectorAll<HTMLElement>('a[download]') ?? []),
    ].find(({ dataset }) => dataset['in']?.includes(letter) ?? true);
    const [, , server = '', rest = ''] = published.exec(link?.getAttribute('href') ?? '') ?? [];
    const written = notes.files[`${server}/${rest}`] ?? {};
    const focused = (marksOf.get(pre) ?? []).findIndex(
      ({ button }) => button === document.activeElement,
    );
    for (const { button } of marksOf.get(pre) ?? []) button.remove();
    const lines = code ? linesOf(code, letter) : [];
    const { left, top } = pre.getBoundingClientRect();
    const marks = Object.entries(written).flatMap(([number, headers]): Mark[] => {
      const line = lines[Number(number)];
      if (!line) return [];
      const box = line.range.getBoundingClientRect();
      const button = Object.assign(document.createElement('button'), {
        type: 'button',
        className: 'received-line',
        tabIndex: -1,
        ariaLabel: `${line.text.trim()} – ${titleOf()} ${textOf(headers)}`,
      });
      Object.assign(button.style, {
        left: `${String(box.left - left - pre.clientLeft + pre.scrollLeft)}px`,
        top: `${String(box.top - top - pre.clientTop + pre.scrollTop)}px`,
        width: `${String(box.width)}px`,
        height: `${String(box.height)}px`,
      });
      return [{ button, headers }];
    });
    pre.append(...marks.map(({ button }) => button));
    marksOf.set(pre, marks);
    const stop = marks[Math.max(0, focused)]?.button;
    if (stop) stop.tabIndex = 0;
    if (focused >= 0) stop?.focus();
  };
  const files = [...block.querySelectorAll<HTMLElement>('figure.file pre')];
  const layOutAll = (): void => {
    const shown = allMarks().findIndex(({ button }) => button.classList.contains('shown'));
    files.forEach(layOut);
    const mark = allMarks()[shown];
    if (mark) show(mark);
  };
  layOutAll();

  const markOf = (target: EventTarget | null): Mark | undefined =>
    allMarks().find(({ button }) => button === target);
  /** The mark of the line that a pointer is at: anywhere on it, since marks let pointers through. */
  const markAt = ({ target, clientY }: PointerEvent | MouseEvent): Mark | undefined =>
    (marksOf.get((target as Element).closest<HTMLElement>('pre') as HTMLElement) ?? []).find(
      ({ button }) => {
        const { top, bottom } = button.getBoundingClientRect();
        return clientY >= top && clientY <= bottom;
      },
    );

  block.addEventListener('pointermove', (event) => {
    if (note.contains(event.target as Node)) return;
    const mark = markAt(event) ?? markOf(document.activeElement);
    if (!mark) hide();
    else if (!mark.button.classList.contains('shown')) show(mark);
  });
  block.addEventListener('pointerleave', ({ pointerType }) => {
    if (pointerType === 'mouse' && !markOf(document.activeElement)) hide();
  });
  block.addEventListener('click', (event) => {
    const mark = markOf(event.target) ?? markAt(event);
    if (mark) show(mark);
    else if (!note.contains(event.target as Node)) hide();
  });
  document.addEventListener('pointerdown', ({ target }) => {
    if (!block.contains(target as Node)) hide();
  });
  block.addEventListener('focusin', ({ target }) => {
    const mark = markOf(target);
    if (mark) show(mark);
  });
  block.addEventListener('focusout', hide);
  block.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const mark = markOf(event.target);
    if (!mark || step === undefined) return;
    event.preventDefault();
    const all = marksOf.get(mark.button.closest('pre') as HTMLElement) ?? [];
    const next = all[all.indexOf(mark) + step];
    if (!next) return;
    mark.button.tabIndex = -1;
    next.button.tabIndex = 0;
    next.button.focus();
  });

  // Another form, other values, wrapped lines or a narrower window.
  const changed = new MutationObserver(layOutAll);
  const resized = new ResizeObserver(layOutAll);
  changed.observe(document.documentElement, { attributes: true });
  for (const pre of files) {
    resized.observe(pre);
    const code = pre.querySelector('code');
    if (code) changed.observe(code, { childList: true, characterData: true, subtree: true });
  }
  block.addEventListener('change', () => {
    hide();
    requestAnimationFrame(layOutAll);
  });

  // What was pointed at, touched or focused while this was fetched.
  const first = reached instanceof PointerEvent ? markAt(reached) : markOf(document.activeElement);
  if (first) show(first);
};

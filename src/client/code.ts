import { prefer } from './storage.ts';

type Wrap = 'wrapFile' | 'wrapCommand';

const codeOf = (control: Element): HTMLElement | null =>
  control.closest('figure')?.querySelector('pre > code') ?? null;

/** What a block is called: the name of its scrolling region, or the first words of a command. */
export const nameOf = (code: HTMLElement): string =>
  code.parentElement?.ariaLabel ??
  code.textContent
    .replace(/^sudo /, '')
    .split(/\s/, 3)
    .join(' ');

const isWrapped = (name: Wrap): boolean =>
  name === 'wrapFile'
    ? document.documentElement.dataset[name] === 'on'
    : document.documentElement.dataset[name] !== 'off';

const showWrap = (): void => {
  for (const button of document.querySelectorAll<HTMLElement>('[data-wrap]')) {
    const name = button.dataset['wrap'] as Wrap;
    button.ariaPressed = String(isWrapped(name));
    const pre = codeOf(button)?.parentElement;
    if (name === 'wrapCommand' && pre) pre.tabIndex = isWrapped(name) ? -1 : 0;
  }
};

/** Buttons say what they act on, after the word that they show. */
const nameControls = (): void => {
  for (const button of document.querySelectorAll<HTMLElement>('.code-controls button')) {
    const code = codeOf(button);
    if (code) button.ariaLabel = `${button.textContent.trim()} ${nameOf(code)}`;
  }
};

/**
 * Copy, download and wrap of every block of the page, by one listener. What copies is fetched when
 * a control is pointed at, touched or focused, so that it is there when it is pressed.
 */
export const connectCode = (): void => {
  nameControls();
  showWrap();
  const load = () => import('./copy-code.ts');
  const controlOf = ({ target }: Event): HTMLElement | null =>
    (target as Element).closest<HTMLElement>('.code-controls > *');
  for (const type of ['pointerover', 'focusin', 'touchstart'] as const) {
    document.addEventListener(type, (event) => controlOf(event) && void load(), { passive: true });
  }
  document.addEventListener('click', (event) => {
    const control = controlOf(event);
    const code = control && codeOf(control);
    if (!control || !code) return;
    const wrap = control.dataset['wrap'] as Wrap | undefined;
    if (wrap) {
      prefer(wrap, isWrapped(wrap) ? 'off' : 'on');
      showWrap();
    } else if (!(control instanceof HTMLAnchorElement)) {
      void load().then(({ copy }) => copy(control, code));
    } else if (document.documentElement.dataset['personal'] !== undefined) {
      // Once values are the reader's own, the file is made from what is displayed.
      event.preventDefault();
      void load().then(({ download }) => download(control, code));
    }
  });
};

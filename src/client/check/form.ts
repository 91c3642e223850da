import { checkerStrings } from '../../../core/i18n/checker.ts';
import type { Locale } from '../../../core/i18n/locales.ts';
import { publicUrl } from '../../../checker/public-url.ts';
import type { SourceFile } from '../../../checker/statement.ts';
import { results } from './results.ts';
import type { Answer, Asked } from './shown.ts';

/** Milliseconds after which a check is given up. */
const patience = 10_000;

/** Characters of one file that are read; a configuration has fewer. */
const longest = 4_000_000;

/** Characters that the field shows: it is slow with more. */
const longestShown = 300_000;

const part = <Kind extends HTMLElement>(form: HTMLElement, name: string): Kind => {
  const found = form.querySelector<Kind>(`[data-part="${name}"]`);
  if (found === null) throw new Error(`The form has no part “${name}”.`);
  return found;
};

/** The worker is there from the beginning, so that the page needs nothing more from the network. */
const startWorker = (): Worker =>
  new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });

/** Makes the form of the page check what is pasted or dropped. */
export const connectCheck = (root: HTMLElement): void => {
  const locale = document.documentElement.lang as Locale;
  const text = checkerStrings(locale);
  const form = part<HTMLFormElement>(root, 'form');
  const field = part<HTMLTextAreaElement>(root, 'text');
  const chooser = part<HTMLInputElement>(root, 'files');
  const server = part<HTMLSelectElement>(root, 'server');
  const url = part<HTMLInputElement>(root, 'url');
  const output = part(root, 'results');
  const status = part(root, 'status');
  const names = part(root, 'names');
  const start = part<HTMLButtonElement>(root, 'start');
  const base = (root.dataset['base'] ?? '').replace(/\/$/, '');
  let dropped: readonly SourceFile[] = [];
  let worker = startWorker();
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** The first file stands in the field and may be edited there. */
  const files = (): readonly SourceFile[] => {
    const [first, ...others] = dropped;
    if (first !== undefined && first.text.length > longestShown && field.value === '')
      return dropped;
    return [{ name: first?.name ?? '', text: field.value }, ...others];
  };

  const goTo = (file: string, line: number): void => {
    const index = dropped.findIndex(({ name }) => name === file);
    if (index > 0) {
      const chosen = dropped[index];
      const [first] = files();
      if (chosen === undefined || first === undefined) return;
      dropped = [chosen, first, ...dropped.slice(1).filter((one) => one !== chosen)];
      field.value = chosen.text;
      showNames();
    }
    const lines = field.value.split('\n');
    const from = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
    field.focus();
    field.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0));
    const height = field.scrollHeight / Math.max(1, lines.length);
    field.scrollTop = Math.max(0, (line - 3) * height);
  };

  const showNames = (): void => {
    names.textContent = dropped.map(({ name }) => name).join(', ');
    names.hidden = dropped.length === 0;
  };

  const listen = (): void => {
    worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      if (data.id !== asked) return;
      clearTimeout(timer);
      status.textContent = data.shown.headline;
      const given = files().length;
      output.replaceChildren(...results(data.shown, { locale, base, files: given, goTo }));
      output.hidden = false;
      root.dataset['answered'] = String(data.id);
    });
  };

  const run = (): void => {
    asked += 1;
    const known = publicUrl(url.value);
    const isWrong = url.value.trim() !== '' && typeof known === 'string';
    url.setAttribute('aria-invalid', String(isWrong));
    const question: Asked = {
      id: asked,
      locale,
      files: files().map(({ name, text: content }) => ({ name, text: content.slice(0, longest) })),
      ...(server.value !== '' && { server: server.value }),
      ...(typeof known !== 'string' && { url: known }),
    };
    status.textContent = text.working;
    clearTimeout(timer);
    timer = setTimeout(() => {
      worker.terminate();
      worker = startWorker();
      listen();
      status.textContent = text.tooLong;
      const late = document.createElement('p');
      late.textContent = text.tooLong;
      output.replaceChildren(late);
      output.hidden = false;
    }, patience);
    worker.postMessage(question);
  };

  const take = async (list: FileList): Promise<void> => {
    dropped = await Promise.all(
      [...list].map(async (file) => ({ name: file.name, text: await file.text() })),
    );
    const first = dropped[0]?.text ?? '';
    field.value = first.length > longestShown ? '' : first;
    showNames();
    run();
  };

  listen();
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    run();
  });
  chooser.addEventListener('change', () => {
    if (chooser.files !== null && chooser.files.length > 0) void take(chooser.files);
  });
  field.addEventListener('paste', () => {
    dropped = [];
    showNames();
    // The text is in the field after this event.
    setTimeout(run);
  });
  root.addEventListener('dragover', (event) => event.preventDefault());
  root.addEventListener('drop', (event) => {
    const list = event.dataTransfer?.files;
    if (list === undefined || list.length === 0) return;
    event.preventDefault();
    void take(list);
  });
  start.disabled = false;
  // What came before this code did: chosen, pasted, or restored by the browser.
  if (chooser.files !== null && chooser.files.length > 0) void take(chooser.files);
  else if (field.value.trim() !== '') run();
};

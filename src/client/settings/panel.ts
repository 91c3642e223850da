import { publicUrl } from '../../../core/settings/settings.ts';
import { shapeOf } from '../../../core/settings/shape.ts';
import type { Checked } from './check.ts';
import { texts } from './texts.ts';
import { fieldNames, type FieldName, type Values } from './values.ts';

/** The elements of the panel; `SettingsPanel.astro` writes them. */
export interface Panel {
  readonly root: HTMLDetailsElement;
  readonly form: HTMLFormElement;
  /** Where it says what the values lead to. */
  readonly derived: Element;
  /** Asks whether to keep values that came with the address. */
  readonly question: HTMLElement;
}

/** Nothing when the panel has no content yet. */
export const panelIn = (root: HTMLDetailsElement): Panel | undefined => {
  const form = root.querySelector('form');
  const derived = root.querySelector('.settings-derived');
  const question = root.querySelector<HTMLElement>('.settings-question');
  return form && derived && question ? { root, form, derived, question } : undefined;
};

export const fieldOf = ({ form }: Panel, name: FieldName): HTMLInputElement =>
  form.elements.namedItem(name) as HTMLInputElement;

/** What the fields hold now. */
export const valuesIn = (panel: Panel): Values =>
  Object.fromEntries(fieldNames.map((name) => [name, fieldOf(panel, name).value])) as Values;

/** Puts values into their fields; the other fields stay as they are. */
export const putValues = (panel: Panel, values: Partial<Values>): void => {
  for (const name of fieldNames)
    if (values[name] !== undefined) fieldOf(panel, name).value = values[name];
};

/** Focuses the first wrong field, also one in the folded group, which takes no focus while it is closed. */
export const focusFirstWrong = (panel: Panel, { errors }: Checked): void => {
  const wrong = fieldNames.find((name) => errors[name] !== undefined);
  if (wrong === undefined) return;
  const field = fieldOf(panel, wrong);
  const group = field.closest('details');
  if (group) group.open = true;
  field.focus();
};

/** Says what is wrong beside each field; while the reader types, only what is no longer wrong goes. */
export const reportErrors = (panel: Panel, { errors }: Checked, isTyping: boolean): void => {
  for (const name of fieldNames) {
    const message = errors[name];
    if (message !== undefined && isTyping) continue;
    fieldOf(panel, name).setAttribute('aria-invalid', String(message !== undefined));
    const place = panel.root.querySelector(`#settings-${name}-error`);
    if (place) place.textContent = message ?? '';
  }
};

/** Says what right values lead to, with notes about the URL; empty for wrong ones. */
export const reportDerived = ({ derived }: Panel, { settings, notes }: Checked): void => {
  derived.replaceChildren();
  if (!settings) return;
  derived.append(
    texts.derived({ ...settings, jenkinsUrl: publicUrl(settings), shape: shapeOf(settings) }),
    ...notes.flatMap((id) => {
      const note = document.createElement('span');
      note.className = `settings-note ${id}`;
      note.textContent = texts.notes[id];
      return [' ', note];
    }),
  );
};

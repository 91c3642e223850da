import { shapeOf } from '../../core/settings/shape.ts';
import { check } from './settings/check.ts';
import { forget, keep, keptValues } from './settings/kept.ts';
import { clearAddress, shareLink, valuesOfAddress } from './settings/link.ts';
import {
  fieldOf,
  focusFirstWrong,
  panelIn,
  putValues,
  reportDerived,
  reportErrors,
  valuesIn,
  type Panel,
} from './settings/panel.ts';
import { showSettings } from './settings/show.ts';
import { texts } from './settings/texts.ts';
import { announce } from './status.ts';
import { prefer } from './storage.ts';

/** Follows another tab: its values are shown, or the page goes back to the sample ones. */
export const follow = (): void => {
  const values = keptValues();
  if (values === null) {
    location.reload();
    return;
  }
  const { settings } = check(values);
  if (settings) showSettings(settings);
};

/** Says what the values lead to; errors wait for the first attempt. */
const preview = (panel: Panel): void => {
  const checked = check(valuesIn(panel));
  reportErrors(panel, checked, true);
  reportDerived(panel, checked);
};

/** Writes the values into the page; false, with the wrong field focused, when one is wrong. */
const apply = (panel: Panel, isKept: boolean): boolean => {
  const values = valuesIn(panel);
  const checked = check(values);
  const { settings } = checked;
  reportErrors(panel, checked, false);
  reportDerived(panel, checked);
  if (!settings) {
    focusFirstWrong(panel, checked);
    return false;
  }
  if (isKept) {
    prefer('shape', shapeOf(settings));
    keep(values, settings);
  }
  showSettings(settings);
  return true;
};

/** Back to the address without values, and to what this browser keeps. */
const reloadWithout = (): void => {
  clearAddress();
  location.reload();
};

/** What each button does, by its `data-settings`. */
const actions: Readonly<Record<string, (panel: Panel) => void>> = {
  reset: () => {
    forget();
    reloadWithout();
  },
  share: (panel) =>
    void shareLink(valuesIn(panel)).then((done) =>
      announce(done === 'copied' ? texts.shared : texts.shareFailed),
    ),
  keep: (panel) => {
    panel.question.hidden = true;
    if (apply(panel, true)) clearAddress();
  },
  drop: reloadWithout,
};

/** Fills the fields from this browser and from the address, whose values are shown before they are kept. */
const begin = (panel: Panel): void => {
  const kept = keptValues();
  if (kept !== null) putValues(panel, kept);
  const given = valuesOfAddress();
  if (given) {
    putValues(panel, given);
    panel.question.hidden = !apply(panel, false);
  } else if (fieldOf(panel, 'url').value !== '') preview(panel);
  fieldOf(panel, 'url').focus();
};

/**
 * Brings the panel to life, once: it reads the fields, says what they mean, writes values into the
 * page and keeps them.
 */
export const connectPanel = (root: HTMLDetailsElement): void => {
  const panel = panelIn(root);
  if (!panel || root.dataset['connected'] !== undefined) return;
  root.dataset['connected'] = '';
  panel.form.addEventListener('submit', (event) => {
    event.preventDefault();
    panel.question.hidden = true;
    apply(panel, true);
  });
  panel.form.addEventListener('input', () => preview(panel));
  root.addEventListener('click', ({ target }) => {
    const action = (target as HTMLElement).dataset['settings'];
    if (action !== undefined) actions[action]?.(panel);
  });
  begin(panel);
};

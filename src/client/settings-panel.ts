import { settingsStrings } from '../../core/i18n/settings.ts';
import { isLocale } from '../../core/i18n/locales.ts';
import { slotTexts } from '../../core/conf/personal.ts';
import { publicUrl, sampleSettings, type Settings } from '../../core/settings/settings.ts';
import { defaultShape, shapeOf } from '../../core/settings/shape.ts';
import {
  isAddress,
  isFilePath,
  parseAgentPort,
  parseJenkinsUrl,
  parseUpstream,
  type UrlNote,
} from '../../core/settings/url.ts';
import { showShape } from './shape.ts';
import { fillSlots } from './slots.ts';
import { announce } from './status.ts';
import { prefer } from './storage.ts';

/** The panel: reads the fields, says what they mean, writes values into the page and keeps them. */

const { lang } = document.documentElement;
const text = settingsStrings(isLocale(lang) ? lang : 'en');

const fields = ['url', 'upstream', 'certificate', 'key', 'agentPort', 'trustedProxy'] as const;
type FieldName = (typeof fields)[number];
/** Values kept by an earlier version lack the fields that came later. */
type LaterField = 'agentPort' | 'trustedProxy';
type Values = Readonly<
  Record<Exclude<FieldName, LaterField>, string> & Partial<Record<LaterField, string>>
>;

const sample = sampleSettings(defaultShape);

const storageKeys = { values: 'proxy.values', slots: 'proxy.slots' } as const;

const read = (key: string): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};

const keep = (values: Values, settings: Settings): void => {
  try {
    localStorage.setItem(storageKeys.values, JSON.stringify(values));
    localStorage.setItem(storageKeys.slots, JSON.stringify(slotTexts(settings)));
  } catch {
    // Storage is refused or full: the values hold for this page.
  }
};

const forget = (): void => {
  prefer('shape', undefined);
  try {
    for (const key of Object.values(storageKeys)) localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
};

interface Checked {
  readonly settings: Settings | null;
  readonly errors: Partial<Record<FieldName, string>>;
  readonly notes: readonly UrlNote[];
}

/** What the fields mean, or what to change in each. */
const check = (values: Values): Checked => {
  const errors: Partial<Record<FieldName, string>> = {};
  const url = parseJenkinsUrl(values.url);
  const upstream = parseUpstream(values.upstream);
  if (!url.ok) errors.url = text.problems[url.problem];
  if (!upstream.ok) errors.upstream = text.upstreamProblems[upstream.problem];
  for (const name of ['certificate', 'key'] as const) {
    if (!isFilePath(values[name].trim())) errors[name] = text.fileProblem;
  }
  const agents = parseAgentPort(values.agentPort ?? String(sample.agentPort), {
    ...(url.ok ? url.settings : {}),
    ...(upstream.ok ? upstream.settings : {}),
  });
  if (!agents.ok) errors.agentPort = text.agentPortProblems[agents.problem];
  const trustedProxy = (values.trustedProxy ?? sample.trustedProxy).trim();
  if (!isAddress(trustedProxy)) errors.trustedProxy = text.addressProblem;
  if (!url.ok || !upstream.ok || !agents.ok || Object.keys(errors).length > 0) {
    return { settings: null, errors, notes: [] };
  }
  const { certificate, key } = values;
  return {
    settings: {
      ...sample,
      ...url.settings,
      ...upstream.settings,
      ...agents.settings,
      certificate: certificate.trim(),
      key: key.trim(),
      trustedProxy,
    },
    errors,
    notes: url.notes,
  };
};

/** Writes values into the page; returns the number of blocks that changed. */
const show = (settings: Settings): number => {
  const shape = shapeOf(settings);
  const { dataset } = document.documentElement;
  dataset['personal'] = '';
  dataset['shape'] = shape;
  showShape();
  return fillSlots(slotTexts(settings), shape);
};

/** Follows another tab: its values are shown, or the page goes back to the sample ones. */
export const follow = (): void => {
  const values = read(storageKeys.values);
  if (values === null) {
    location.reload();
    return;
  }
  const { settings } = check(JSON.parse(values) as Values);
  if (settings) announce(text.updated(show(settings)));
};

const fromLink = (): Partial<Values> | null => {
  if (!location.hash.startsWith('#url=')) return null;
  const given = new URLSearchParams(location.hash.slice(1));
  return Object.fromEntries(
    fields.flatMap((name) => {
      const value = given.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
};

/** Address of this page with values in the fragment, which no server is sent. */
const linkWith = (values: Values): string =>
  `${location.origin}${location.pathname}#${new URLSearchParams({ ...values }).toString()}`;

export const connectPanel = (panel: HTMLDetailsElement): void => {
  const form = panel.querySelector('form');
  const derived = panel.querySelector('.settings-derived');
  const question = panel.querySelector<HTMLElement>('.settings-question');
  if (!form || !derived || !question || panel.dataset['connected'] !== undefined) return;
  panel.dataset['connected'] = '';

  const field = (name: FieldName): HTMLInputElement =>
    form.elements.namedItem(name) as HTMLInputElement;
  const valuesNow = (): Values =>
    Object.fromEntries(fields.map((name) => [name, field(name).value])) as Values;
  const put = (values: Partial<Values>): void => {
    for (const name of fields) if (values[name] !== undefined) field(name).value = values[name];
  };

  /** Focuses a field, also one in the folded group, which takes no focus while it is closed. */
  const reveal = (input: HTMLInputElement): void => {
    const group = input.closest('details');
    if (group) group.open = true;
    input.focus();
  };

  /** Says what is wrong beside each field; before the first attempt only the derived values show. */
  const report = ({ settings, errors, notes }: Checked, withErrors: boolean): void => {
    for (const name of fields) {
      const message = errors[name];
      const place = panel.querySelector(`#settings-${name}-error`);
      if (message === undefined || withErrors) {
        field(name).setAttribute('aria-invalid', String(message !== undefined));
        if (place) place.textContent = message ?? '';
      }
    }
    derived.replaceChildren();
    if (!settings) return;
    derived.append(
      text.derived({ ...settings, jenkinsUrl: publicUrl(settings), shape: shapeOf(settings) }),
      ...notes.flatMap((id) => {
        const note = document.createElement('span');
        note.className = `settings-note ${id}`;
        note.textContent = text.notes[id];
        return [' ', note];
      }),
    );
  };

  const apply = (isKept: boolean): boolean => {
    const checked = check(valuesNow());
    report(checked, true);
    const { settings } = checked;
    if (!settings) {
      const [wrong] = fields.filter((name) => checked.errors[name] !== undefined);
      if (wrong !== undefined) reveal(field(wrong));
      return false;
    }
    if (isKept) {
      prefer('shape', shapeOf(settings));
      keep(valuesNow(), settings);
    }
    announce(text.updated(show(settings)));
    return true;
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    question.hidden = true;
    apply(true);
  });
  form.addEventListener('input', () => report(check(valuesNow()), false));
  panel.addEventListener('click', (event) => {
    const action = (event.target as HTMLElement).dataset['settings'];
    if (action === 'reset') {
      forget();
      history.replaceState(null, '', location.pathname);
      location.reload();
    } else if (action === 'share') {
      const link = linkWith(valuesNow());
      navigator.clipboard.writeText(link).then(
        () => announce(text.shared),
        () => {
          history.replaceState(null, '', link);
          announce(text.shareFailed);
        },
      );
    } else if (action === 'keep') {
      question.hidden = true;
      if (apply(true)) history.replaceState(null, '', location.pathname);
    } else if (action === 'drop') {
      history.replaceState(null, '', location.pathname);
      location.reload();
    }
  });

  const kept = read(storageKeys.values);
  if (kept !== null) put(JSON.parse(kept) as Values);
  const given = fromLink();
  if (given) {
    put(given);
    question.hidden = !apply(false);
  } else if (field('url').value !== '') report(check(valuesNow()), false);
  field('url').focus();
};

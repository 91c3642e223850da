import { slot, slotValues, toText, type Conf, type SlotName } from '#conf';
import type { Locale } from '#i18n';
import type { Settings } from '#settings';
import { isLongCode } from '../highlight/long-code.ts';
import { mergedHtml } from './shown/html.ts';

const isSlotName = (name: string): name is SlotName => name in slotValues;

const slotOf = (name: string): ReturnType<typeof slot> => {
  if (isSlotName(name)) return slot(name);
  throw new Error(`No value “{${name}}”; values: ${Object.keys(slotValues).join(', ')}.`);
};

/**
 * Code of a page's prose, where `{agent-port}` stands for the reader's value of that slot:
 * `-tunnel HOST:{agent-port}`.
 * @throws for a name that no slot has; the message lists the known ones.
 */
export const personalCode = (text: string): Conf => ({
  kind: 'conf',
  lines: [
    {
      pieces: text
        .split(/\{([\w-]+)\}/)
        .map((part, index) => (index % 2 === 1 ? slotOf(part) : part)),
    },
  ],
});

/** What a piece of code is shown with: the values of a form, and the letters that show it. */
interface Shown {
  readonly letters: string;
  readonly settings: Settings;
}

/** The same as HTML of inline code, whose values follow the panel as those of a block do. */
export const personalHtml = (text: string, forms: readonly Shown[], locale: Locale): string => {
  const config = personalCode(text);
  const isLong = forms.some(({ settings }) =>
    isLongCode(toText(config, settings, locale).trimEnd()),
  );
  const code = mergedHtml(
    forms.map(({ letters, settings }) => ({ letters, settings, config })),
    locale,
    'text',
  );
  return `<code translate="no"${isLong ? ' class="long"' : ''}>${code}</code>`;
};

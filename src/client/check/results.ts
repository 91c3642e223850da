import { checkerStrings } from '../../../core/i18n/checker.ts';
import type { Locale } from '../../../core/i18n/locales.ts';
import type { Shown } from './shown.ts';

/** An element with its content; texts are texts, whatever they hold. */
const element = (
  name: string,
  content: readonly (Node | string)[],
  attributes: Readonly<Record<string, string>> = {},
): HTMLElement => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content);
  return made;
};

interface Place {
  readonly locale: Locale;
  /** Address of the root of the site, without a final slash. */
  readonly base: string;
  /** How many files were given. */
  readonly files: number;
  /** Shows a line in the field. */
  readonly goTo: (file: string, line: number) => void;
}

const lineButton = (file: string, line: number, { locale, files, goTo }: Place): HTMLElement => {
  const text = checkerStrings(locale);
  const name = files > 1 ? `${file} – ${text.line(line)}` : text.line(line);
  const label = files > 1 ? {} : { 'aria-label': text.goTo(line) };
  const button = element('button', [name], { type: 'button', ...label });
  button.addEventListener('click', () => goTo(file, line));
  return button;
};

const difference = (changes: Shown['findings'][number]['changes'], locale: Locale): HTMLElement => {
  const text = checkerStrings(locale);
  const lines = changes.flatMap(({ line, removed, added }) => [
    element('span', [`@@ ${text.line(line)}\n`], { class: 'muted' }),
    ...removed.map((one) => element('del', [`- ${one}\n`])),
    ...added.map((one) => element('ins', [`+ ${one}\n`])),
  ]);
  return element('pre', [element('code', lines)], { tabindex: '0', 'aria-label': text.change });
};

const findingItem = (finding: Shown['findings'][number], place: Place): HTMLElement => {
  const text = checkerStrings(place.locale);
  return element('li', [
    element('h3', [
      lineButton(finding.file, finding.line, place),
      ' ',
      element('code', [finding.text]),
    ]),
    ...finding.causes.map(({ title, symptom, path }) =>
      element('p', [
        element('strong', [title]),
        element('br', []),
        `${text.seen} `,
        element('a', [symptom], { href: place.base + path }),
      ]),
    ),
    ...finding.reported.map((source) =>
      element('p', [`${text.reported} `, element('a', [new URL(source).host], { href: source })]),
    ),
    ...(finding.changes.length === 0 ? [] : [difference(finding.changes, place.locale)]),
  ]);
};

const section = (title: string, content: readonly Node[]): HTMLElement[] =>
  content.length === 0 ? [] : [element('h3', [title]), element('ul', content)];

const folded = (title: string, content: readonly Node[]): HTMLElement[] =>
  content.length === 0
    ? []
    : [element('details', [element('summary', [title]), element('ul', content)])];

/** What a report looks like on the page. */
export const results = (report: Shown, place: Place): HTMLElement[] => {
  const text = checkerStrings(place.locale);
  const problems = report.problems.map(({ file, line, text: why }) =>
    element('li', [lineButton(file, line, place), ` ${why}`]),
  );
  const looked = report.looked.map(({ title, path }) =>
    element('li', [element('a', [title], { href: place.base + path })]),
  );
  const unseen = report.unseen.map(({ text: what, path, command }) =>
    element('li', [
      path === undefined ? what : element('a', [what], { href: place.base + path }),
      ...(command === undefined
        ? []
        : [element('pre', [element('code', [command])], { tabindex: '0', 'aria-label': what })]),
    ]),
  );
  return [
    element('h2', [report.headline], { tabindex: '-1' }),
    ...(problems.length === 0 ? [] : [element('ul', problems)]),
    ...(report.findings.length === 0
      ? []
      : [
          element(
            'ol',
            report.findings.map((finding) => findingItem(finding, place)),
            { class: 'check-findings' },
          ),
        ]),
    ...section(
      text.virtues,
      report.virtues.map((virtue) => element('li', [virtue])),
    ),
    ...folded(`${text.unseen} (${String(unseen.length)})`, unseen),
    ...folded(text.looked(looked.length), looked),
  ];
};

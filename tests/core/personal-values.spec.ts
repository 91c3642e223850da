import { expect, test } from 'playwright/test';
import { exampleSettings, render, slotText, toText } from '#conf';
import { commands } from '#commands';
import { examples } from '#examples';
import { locales } from '#i18n';
import { formOf, sampleSettings, shapes } from '#settings';
import { personalCode } from '../../src/code/personal.ts';
import { drawSettings, randomSource } from '../drawn/settings.ts';

/** What the script of a page does: it puts the text of each slot in its place and leaves the rest. */
const refill = (
  { text, slots }: ReturnType<typeof render>,
  values: Parameters<typeof slotText>[1],
): string => {
  let out = '';
  let from = 0;
  for (const { slot, start, end } of slots) {
    out += text.slice(from, start) + slotText(slot, values);
    from = end;
  }
  return out + text.slice(from);
};

test('values written into a shown example give the text that would have been rendered', () => {
  const random = randomSource(20_261_124);
  for (const example of examples) {
    for (const shape of example.shapes) {
      for (const { content } of example.render(formOf(shape)).files) {
        for (const locale of locales) {
          for (let draw = 0; draw < 20; draw += 1) {
            const values = drawSettings(random, shape);
            const shown = render(content, exampleSettings(example, shape), locale);
            expect(refill(shown, values)).toBe(toText(content, values, locale));
          }
        }
      }
    }
  }
});

test('the same holds for every command and its output', () => {
  const random = randomSource(7);
  for (const { run, output } of Object.values(commands)) {
    for (const config of [run, ...(output === undefined ? [] : [output])]) {
      for (const shape of shapes) {
        const values = drawSettings(random, shape);
        expect(refill(render(config, sampleSettings(shape), 'fr'), values)).toBe(
          toText(config, values, 'fr'),
        );
      }
    }
  }
});

test('code of a text takes the reader’s values, and no name that is not a slot', () => {
  const values = { ...sampleSettings('https-host'), agentPort: 50_123 };
  const shown = (text: string): string => toText(personalCode(text), values, 'en');
  expect(shown('-tunnel HOST:{agent-port}')).toBe('-tunnel HOST:50123\n');
  expect(shown('{host}, {upstream-port}')).toBe('jenkins.example.com, 8080\n');
  expect(() => personalCode('{agent}')).toThrow(/“\{agent\}”.*agent-port/);
});

test('every line on the port of agents follows the reader’s', () => {
  const values = { ...sampleSettings('https-host'), agentPort: 50_123 };
  const shown = ['agents/tcp-port', 'agents/tcp-silence'].flatMap((id) => {
    const { run, output } = commands[id] ?? {};
    return [run, output].map((config) => (config ? toText(config, values, 'en') : ''));
  });
  expect(shown.join('\n').match(/50123/g)).toHaveLength(5);
  expect(shown.join('\n')).not.toContain('50000');
});

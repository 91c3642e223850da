import { readFileSync } from 'node:fs';
import { expect, test } from 'playwright/test';
import { contrast, relativeLuminance } from './contrast.ts';
import { backgroundKinds, backgrounds, palette, type Themed } from './palette.ts';
import { roleClass, roles } from '../../src/highlight/roles.ts';

const styles = ['code.css', 'rest/code.css']
  .map((file) => readFileSync(new URL(`../../src/styles/${file}`, import.meta.url), 'utf8'))
  .join('\n');
const themes = ['light', 'dark'] as const;

/** The declarations of the rules of a selector, as `property: value`. */
const declarations = (selector: string): string[] => {
  const [, ...blocks] = styles.split(`\n  ${selector} {\n`);
  return blocks
    .flatMap((block) => (block.split('}')[0] ?? '').split(';'))
    .map((line) => line.trim());
};

const lightDark = ({ light, dark }: Themed) => `light-dark(${light}, ${dark})`;

test('the contrast formula gives the values that are known', () => {
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21, 10);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  expect(contrast('#56616e', '#fde2e2')).toBeCloseTo(5.15, 2);
  expect(contrast('#fde2e2', '#56616e')).toBe(contrast('#56616e', '#fde2e2'));
  expect(relativeLuminance('#ffffff')).toBeCloseTo(1, 10);
  expect(() => contrast('white', '#000000')).toThrow('Not a colour: "white"; write it as #rrggbb.');
});

for (const theme of themes) {
  for (const kind of backgroundKinds) {
    for (const role of roles) {
      test(`${role} is readable on a ${kind} line of the ${theme} theme`, () => {
        expect(contrast(palette[role][theme], backgrounds[kind][theme])).toBeGreaterThanOrEqual(
          4.5,
        );
      });
    }
  }
}

test('the style sheet has the colours of the palette', () => {
  for (const role of roles) {
    const name = roleClass[role];
    if (role === 'base') {
      expect(declarations('pre')).toContain(`color: ${lightDark(palette.base)}`);
      continue;
    }
    expect(declarations(':root'), role).toContain(`--${name}: ${lightDark(palette[role])}`);
    expect(declarations(`pre .${name}`), role).toContain(`color: var(--${name})`);
    if (role === 'comment') continue;
    expect(declarations(`::highlight(${name})`), role).toContain(`color: var(--${name})`);
  }
  for (const kind of backgroundKinds) {
    const selector = kind === 'plain' ? 'pre' : `pre .line.${kind}`;
    const expected = `background-color: ${lightDark(backgrounds[kind])}`;
    expect(declarations(selector), kind).toContain(expected);
  }
});

test('the style sheet has no other colour', () => {
  expect(styles.match(/light-dark\(/g)).toHaveLength(roles.length + backgroundKinds.length);
  expect(styles.match(/#[\da-f]{3,8}\b/gi)).toHaveLength(
    2 * (roles.length + backgroundKinds.length),
  );
});

test('each role has its own class, except the base', () => {
  const classes = roles.map((role) => roleClass[role]);
  expect(new Set(classes).size).toBe(roles.length);
  expect(classes.filter((name) => name === '')).toEqual([roleClass.base]);
});

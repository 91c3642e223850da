import { expect, test } from 'playwright/test';
import { withShownCode } from '../../src/client/shown-code.ts';

const block = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;

test('a fenced block gets what the page shows in its place, each block once', () => {
  const markdown = [block('nginx', 'a x;\nb;'), block('text', 'other'), block('nginx', 'a x;\nb;')];
  const shown = withShownCode(markdown.join('\n\n'), [
    { sample: 'a x;\nb;', shown: 'a y;\nb;' },
    { sample: 'a x;\nb;\n', shown: 'a z;\nb;\n' },
  ]);
  expect(shown.split('\n\n')).toEqual([
    block('nginx', 'a y;\nb;'),
    block('text', 'other'),
    block('nginx', 'a z;\nb;'),
  ]);
});

test('inline code gets what the page shows, and other inline code stays', () => {
  const shown = withShownCode('port `1`, `x` and\n\n```text\n`1`\n```\n\n`1`', [
    { sample: '1', shown: '2' },
  ]);
  expect(shown).toBe('port `2`, `x` and\n\n```text\n`1`\n```\n\n`1`');
});

test('signs of a diff and the indentation of a list stay', () => {
  const list = '- item\n\n  ```diff\n  - host x\n  + host y\n  ```\n';
  expect(withShownCode(list, [{ sample: 'host x\nhost y', shown: 'host $&\nhost z' }])).toBe(
    '- item\n\n  ```diff\n  - host $&\n  + host z\n  ```\n',
  );
});

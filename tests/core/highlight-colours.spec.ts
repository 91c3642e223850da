import { expect, test } from 'playwright/test';
import { toHtml } from '#highlight';
import { withoutColours } from '../../src/highlight/colours.ts';
import { plainText } from '../../src/code/plain-text.ts';

test('each word has its role, and comments keep their element', () => {
  expect(
    withoutColours(
      '<span class="d">listen </span><span class="n">80</span>;\n<span class="c"># a &lt; b</span>\n<span class="v">$x</span>',
    ),
  ).toEqual({
    html: 'listen 80;\n<span class="c"># a &lt; b</span>\n$x',
    colours: 'dn-5v2',
  });
});

test('a value keeps its element and its colour, and is not counted', () => {
  expect(
    withoutColours(
      '<span class="s">"<span data-slot="host">a.example</span>"</span> <span class="n" data-slot="port" data-in="ab">443</span>;<span data-in="ab"><span class="k">x</span></span>',
    ),
  ).toEqual({
    html: '"<span data-slot="host">a.example</span>" <span class="n" data-slot="port" data-in="ab">443</span>;<span data-in="ab">x</span>',
    colours: 's2-k',
  });
});

test('the text stays, lines that are pointed out too', () => {
  const code = 'a b;\n# c & d\n$e "f";';
  const html = toHtml(code, 'nginx', [], ['removed', undefined, 'inserted']);
  const plain = withoutColours(html);
  expect(plainText(plain.html)).toBe(code);
  expect(plain.html).toContain('<span class="line removed">');
  expect(plain.html).not.toMatch(/class="[dkstnvp]"/);
});

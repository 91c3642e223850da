import { expect, test } from 'playwright/test';
import { toHtml, type LineKind, type Span } from '../../src/highlight/html.ts';
import { languages } from '../../src/highlight/languages.ts';

const nginx = `server {
    server_name jenkins.example.com;
    proxy_pass http://127.0.0.1:8080;
    # <b> & "c"
    return 301 "https://$host/jenkins/";
}
`;

/** A span over the first place where the text stands. */
const spanOf = (code: string, text: string, slot: string, from = 0): Span => {
  const start = code.indexOf(text, from);
  if (start < 0) throw new Error(`"${text}" is not in the code.`);
  return { start, end: start + text.length, attributes: { 'data-slot': slot } };
};

/** What a browser gives as `textContent`. */
const textContent = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

test('roles become classes, the base role no element', () => {
  expect(toHtml('listen 443 ssl;', 'nginx')).toBe(
    '<span class="d">listen </span><span class="n">443 </span>ssl;',
  );
});

test('markup in the code is escaped', () => {
  expect(toHtml('# <b> & "c"\n', 'nginx')).toBe('<span class="c"># &lt;b&gt; &amp; "c"\n</span>');
});

test('a span without a role is an element without a class', () => {
  const code = 'server_name jenkins.example.com;';
  expect(toHtml(code, 'nginx', [spanOf(code, 'jenkins.example.com', 'host')])).toBe(
    '<span class="d">server_name </span><span data-slot="host">jenkins.example.com</span>;',
  );
});

test('a span that is a whole token carries its class', () => {
  const code = 'listen 443 ssl;';
  expect(toHtml(code, 'nginx', [spanOf(code, '443 ', 'port')])).toBe(
    '<span class="d">listen </span><span class="n" data-slot="port">443 </span>ssl;',
  );
});

test('a span inside a token inherits its colour', () => {
  const code = 'bind :443 ssl';
  expect(toHtml(code, 'haproxy', [spanOf(code, '443', 'port')])).toBe(
    '<span class="d">bind </span><span class="n">:<span data-slot="port">443</span> </span>' +
      '<span class="k">ssl</span>',
  );
});

test('a span over several tokens is one element with the role of its first character', () => {
  const code = 'return 301 "https://$host/jenkins/";';
  expect(toHtml(code, 'nginx', [spanOf(code, '"https://$host/jenkins/"', 'origin')])).toBe(
    '<span class="k">return </span><span class="n">301 </span>' +
      '<span class="s" data-slot="origin">"https://$host/jenkins/"</span>;',
  );
});

test('an empty span is kept and belongs to the word before it', () => {
  const code = 'location ~ "/" { }';
  const at = (start: number): Span => ({ start, end: start, attributes: { 'data-slot': 'path' } });
  expect(toHtml(code, 'nginx', [at(13)])).toBe(
    '<span class="t">location </span><span class="p">~ </span><span class="s">"/<span data-slot="path"></span>" </span>{ }',
  );
  expect(toHtml('a', 'text', [at(0), at(1)])).toBe(
    '<span data-slot="path"></span>a<span data-slot="path"></span>',
  );
  expect(toHtml('', 'nginx', [at(0)])).toBe('<span data-slot="path"></span>');
});

test('spans may touch and come in any order', () => {
  const code = 'proxy_pass http://127.0.0.1:8080/;';
  const port = spanOf(code, '8080', 'port');
  const path: Span = { start: port.end, end: port.end, attributes: { 'data-slot': 'path' } };
  const host = spanOf(code, '127.0.0.1', 'address');
  expect(toHtml(code, 'nginx', [path, port, host])).toBe(
    '<span class="d">proxy_pass </span>http://<span data-slot="address">127.0.0.1</span>:' +
      '<span data-slot="port">8080</span><span data-slot="path"></span>/;',
  );
});

test('attribute values are escaped', () => {
  const span = { start: 0, end: 1, attributes: { 'data-slot': '"<&' } };
  expect(toHtml('a', 'text', [span])).toBe('<span data-slot="&quot;&lt;&amp;">a</span>');
});

test('a line that is pointed out is an element without its line end', () => {
  expect(toHtml('a\nb\nc', 'text', [], [undefined, 'inserted'])).toBe(
    'a\n<span class="line inserted">b</span>\nc',
  );
  expect(toHtml('a\n\n', 'text', [], ['removed', 'marked'])).toBe(
    '<span class="line removed">a</span>\n<span class="line marked"></span>\n',
  );
});

test('tokens are cut at the borders of a line, and its spans stay in it', () => {
  const code = '# a\n# b\n\n';
  const spans: Span[] = [
    { start: 4, end: 4, attributes: { 'data-slot': 'one' } },
    { start: 7, end: 7, attributes: { 'data-slot': 'two' } },
    { start: 8, end: 8, attributes: { 'data-slot': 'three' } },
  ];
  expect(toHtml(code, 'nginx', spans, [undefined, 'marked', 'marked'])).toBe(
    '<span class="c"># a\n</span><span class="line marked"><span class="c">' +
      '<span data-slot="one"></span># b<span data-slot="two"></span></span></span>\n' +
      '<span class="line marked"><span data-slot="three"></span></span>\n',
  );
});

const refusals: [string, string, Span[], (LineKind | undefined)[], string][] = [
  ['outside the code', 'ab', [{ start: 1, end: 3, attributes: {} }], [], 'has 2 characters'],
  ['backwards', 'ab', [{ start: 1, end: 0, attributes: {} }], [], 'Not a range'],
  ['over a line end', 'a\nb', [{ start: 0, end: 3, attributes: {} }], [], 'stays on one line'],
  [
    'overlapping',
    'abc',
    [
      { start: 0, end: 2, attributes: {} },
      { start: 1, end: 3, attributes: {} },
    ],
    [],
    'may not overlap',
  ],
  [
    'with a style attribute',
    'ab',
    [{ start: 0, end: 1, attributes: { style: 'color: red' } }],
    [],
    'Attribute "style" is refused',
  ],
];

for (const [what, code, spans, lines, message] of refusals) {
  test(`a span ${what} throws`, () => {
    expect(() => toHtml(code, 'text', spans, lines)).toThrow(message);
  });
}

test('more line kinds than lines throws', () => {
  expect(() => toHtml('a', 'text', [], [undefined, 'marked'])).toThrow(
    '2 line kinds for a code of 1 lines.',
  );
});

test('the text content is the code, with every span once and no style attribute', () => {
  const kinds = [undefined, 'marked', 'inserted', 'removed'] as const;
  for (const language of languages) {
    for (let seed = 0; seed < 12; seed += 1) {
      const spans = scatteredSpans(nginx, seed);
      const lines = nginx.split('\n').map((_, index) => kinds[(seed * 7 + index * 3) % 4]);
      for (const html of [toHtml(nginx, language, spans), toHtml(nginx, language, spans, lines)]) {
        expect(textContent(html)).toBe(nginx);
        expect(html).not.toContain('style=');
        const found = [...html.matchAll(/data-slot="(\d+)">([^<]*)</g)].map(
          ([, slot, text = '']) => [slot, textContent(text)],
        );
        expect(found).toEqual(
          spans.map((span) => [span.attributes['data-slot'], nginx.slice(span.start, span.end)]),
        );
      }
    }
  }
});

/** Spans of 0 to 9 characters, in order, cut at line ends. */
const scatteredSpans = (code: string, seed: number): Span[] => {
  const spans: Span[] = [];
  let position = seed % 5;
  while (position < code.length) {
    const lineEnd = code.indexOf('\n', position);
    const end = Math.min(position + ((seed + 3 * spans.length) % 10), lineEnd);
    spans.push({ start: position, end, attributes: { 'data-slot': String(spans.length) } });
    position = end + ((seed * 5 + spans.length) % 7);
    if (position === end) position += spans.length % 2;
  }
  return spans;
};

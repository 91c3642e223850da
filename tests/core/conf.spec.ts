import { expect, test } from 'playwright/test';
import {
  change,
  conf,
  escapes,
  host,
  path,
  pick,
  region,
  render,
  slot,
  slotText,
  toText,
  type Conf,
} from '#conf';
import { sampleSettings, type Settings } from '#settings';

const settings = sampleSettings('https-path');
const text = (config: Conf, values: Settings = settings): string => toText(config, values, 'en');

test.describe('the conf tag', () => {
  test('removes the common indentation and the blank first and last line', () => {
    expect(
      text(conf`
      a {
          b;

          c;
      }
    `),
    ).toBe('a {\n    b;\n\n    c;\n}\n');
  });

  test('keeps backslashes, and unescapes only a backquote and the start of a slot', () => {
    expect(text(conf`a\d+\.\n \`x\` \${url.path}`)).toBe('a\\d+\\.\\n `x` ${url.path}\n');
  });

  test('writes values into slots', () => {
    expect(text(conf`server_name ${host}; location ${path}/ {}`)).toBe(
      'server_name jenkins.example.com; location /jenkins/ {}\n',
    );
  });

  test('gives a nested configuration the indentation of its line', () => {
    const inner = conf`
      x;
        y;
    `;
    expect(
      text(conf`
      a {
          ${inner}
      }
    `),
    ).toBe('a {\n    x;\n      y;\n}\n');
  });

  test('drops a line whose only content is false', () => {
    expect(
      text(conf`
      a
      ${false}
      b
    `),
    ).toBe('a\nb\n');
  });

  test('splices a one-line configuration into a line and refuses a longer one', () => {
    expect(text(conf`a ${conf`b`} c`)).toBe('a b c\n');
    expect(
      () =>
        conf`a ${conf`
      b
      c
    `} d`,
    ).toThrow(/put it on a line of its own/);
  });

  test('repeats what stands before a comment of several lines', () => {
    const config = conf`
      a {
          # ${{ fr: 'un\ndeux', en: 'one\ntwo' }}
      }
    `;
    expect(toText(config, settings, 'fr')).toBe('a {\n    # un\n    # deux\n}\n');
  });

  test('tells where the slots stand', () => {
    const { text: rendered, slots } = render(
      conf`a ${host}${slot('port-suffix')};`,
      settings,
      'fr',
    );
    expect(
      slots.map(({ slot: { name }, start, end }) => [name, rendered.slice(start, end)]),
    ).toEqual([
      ['host', 'jenkins.example.com'],
      ['port-suffix', ''],
    ]);
  });

  test('refuses a text in place of a slot, at compile time', () => {
    // @ts-expect-error a string could be sliced and joined outside the template
    expect(() => text(conf`a ${'b'}`)).toThrow();
    // @ts-expect-error a comment needs both languages
    expect(text(conf`# ${{ en: 'only' }}`)).toBe('# only\n');
    // @ts-expect-error there is no such slot
    expect(() => slotText(slot('nonsense'), settings)).toThrow();
  });
});

test.describe('regions', () => {
  const config = conf`
    a {
        ${region(
          'inner',
          conf`
          b
          c
        `,
        )}
    }
  `;

  test('are shown without their common indentation', () => {
    expect(text(pick(config, 'inner'))).toBe('b\nc\n');
  });

  test('that do not exist are refused with the list of those that do', () => {
    expect(() => pick(config, 'outer')).toThrow('No region “outer” here; regions: inner.');
  });
});

test.describe('a change', () => {
  const config = conf`
    a {
        Host ${host};
        x;
        y;
    }
  `;

  test('replaces lines whatever their indentation, slots included', () => {
    const changed = change(config, {
      from: conf`
        Host ${host};
        x;
      `,
      to: conf`z;`,
    });
    expect(text(changed)).toBe('a {\n    z;\n    y;\n}\n');
  });

  test('removes lines when nothing takes their place', () => {
    expect(text(change(config, { from: conf`x;`, to: { kind: 'conf', lines: [] } }))).not.toContain(
      'x;',
    );
  });

  test('is refused when the lines are missing or ambiguous', () => {
    expect(() => change(config, { from: conf`absent;`, to: conf`z;` })).toThrow(
      /exactly once, found 0 times/,
    );
    expect(() =>
      change(
        conf`
      x;
      x;
    `,
        { from: conf`x;`, to: conf`z;` },
      ),
    ).toThrow(/exactly once, found 2 times/);
  });
});

test.describe('values are escaped for the syntax they stand in', () => {
  const odd: Settings = { ...settings, host: 'a.b.c.example.org', path: '/ci.v2~x' };
  const cases = [
    ['plain', 'a.b.c.example.org'],
    ['regex', String.raw`a\.b\.c\.example\.org`],
    ['quoted-regex', String.raw`a\\.b\\.c\\.example\\.org`],
    ['quoted', 'a.b.c.example.org'],
    ['xml-regex', String.raw`a\.b\.c\.example\.org`],
    ['shell', 'a.b.c.example.org'],
  ] as const;
  for (const [escape, expected] of cases) {
    test(`as ${escape}`, () => {
      expect(slotText(slot('host', escape), odd)).toBe(expected);
    });
  }

  test('a path with a dot matches itself and nothing else', () => {
    const pattern = new RegExp(`^${slotText(slot('path', 'regex'), odd)}$`);
    expect(pattern.test('/ci.v2~x')).toBe(true);
    expect(pattern.test('/ciXv2~x')).toBe(false);
  });

  test('quotes, ampersands and apostrophes', () => {
    expect(escapes.quoted('a"b\\c')).toBe(String.raw`a\"b\\c`);
    expect(escapes.xml('a&b<c>"d"')).toBe('a&amp;b&lt;c&gt;&quot;d&quot;');
    expect(escapes.shell("a'b")).toBe(String.raw`a'\''b`);
    expect(escapes.url('/a b')).toBe('%2Fa%20b');
  });
});

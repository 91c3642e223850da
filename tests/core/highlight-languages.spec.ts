import { expect, test } from 'playwright/test';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { grammars, languages, parseLanguage } from '../../src/highlight/languages.ts';
import { highlight, type Token } from '../../src/highlight/tokens.ts';

/** One line of each language that must not come out as plain text. */
const samples: Record<keyof typeof grammars, string> = {
  nginx: 'proxy_set_header Host $host;',
  apache: 'RequestHeader set X-Forwarded-Proto "https"',
  haproxy: 'frontend web',
  lighttpd: 'server.modules += ( "mod_proxy" )',
  squid: 'http_access deny all',
  iptables: '*nat',
  nftables: 'table inet jenkins {',
  caddyfile: 'reverse_proxy 127.0.0.1:8080',
  yaml: 'port: 8080',
  xml: '<add name="HTTP_X_FORWARDED_PROTO" />',
  powershell: 'Set-WebConfigurationProperty -Name "enabled" -Value $true',
  shellscript: 'sudo nginx -t',
  ini: 'name = value',
  systemd: '[Service]',
  json: '{ "port": 8080 }',
  http: 'HTTP/1.1 403 Forbidden',
  diff: '+added',
  log: '"GET / HTTP/1.1" 502 157',
};

test('an unknown language throws and names the accepted ones', () => {
  expect(() => parseLanguage('ngnix')).toThrow(
    `Unknown language for highlighting: "ngnix". Accepted: ${languages.join(', ')}.`,
  );
  expect(() => parseLanguage('')).toThrow('Accepted: nginx, apache,');
  expect(() => highlight('x', 'ngnix' as 'nginx')).toThrow('"ngnix"');
});

test('text is one token without colour', () => {
  const code = 'listen 443;\n# no comment';
  expect(highlight(code, 'text')).toEqual([{ text: code, role: 'base', offset: 0 }]);
});

test('the samples are those of every language but text', () => {
  expect([...Object.keys(samples), 'text']).toEqual([...languages]);
});

for (const [language, sample] of Object.entries(samples)) {
  test(`${language} is highlighted`, () => {
    const tokens = highlight(sample, parseLanguage(language));
    expect(tokens.some(({ role }) => role !== 'base')).toBe(true);
  });
}

test('the JavaScript engine understands every pattern of every grammar', () => {
  const engine = createJavaScriptRegexEngine();
  const patterns = new Set(Object.values(grammars).flat().flatMap(patternsOf));
  expect(patterns.size).toBeGreaterThan(500);
  const refused = [...patterns].filter((pattern) => {
    try {
      engine.createScanner([pattern]);
      return false;
    } catch {
      return true;
    }
  });
  expect(refused).toEqual([]);
});

const patternsOf = (rule: unknown): string[] => {
  if (typeof rule !== 'object' || rule === null) return [];
  return Object.entries(rule).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value !== 'string') return patternsOf(value);
    // The end of a rule may refer to a group of its beginning; it is compiled with the group's text.
    const refers = key === 'end' && /\\\d/.test(value);
    return ['match', 'begin', 'end', 'while'].includes(key) && !refers ? [value] : [];
  });
};

/** Blank lines, CRLF, tabs, astral characters and unfinished constructs in any order. */
const fragments = [
  '\n',
  '\r\n',
  '  ',
  '\t',
  '"',
  '# é𝒳\n',
  '{',
  '}',
  'a b',
  '$x',
  '%[y',
  '\\',
  '<',
];

for (const language of languages) {
  test(`the tokens of ${language} are the code, whatever it is`, () => {
    for (const code of randomTexts(fragments, 60)) {
      const tokens = highlight(code, language);
      expect(tokens.map(({ text }) => text).join('')).toBe(code);
      for (const [index, token] of tokens.entries()) expectPlaced(token, tokens[index - 1], code);
    }
  });
}

const expectPlaced = (token: Token, previous: Token | undefined, code: string): void => {
  expect(token.text).not.toBe('');
  expect(token.role).not.toBe(previous?.role);
  expect(code.startsWith(token.text, token.offset)).toBe(true);
};

/** The same texts at every run: a linear congruential generator in place of `Math.random`. */
const randomTexts = function* (parts: readonly string[], count: number): Generator<string> {
  let state = 1;
  const next = (limit: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * limit);
  };
  for (let made = 0; made < count; made += 1) {
    yield Array.from({ length: next(12) }, () => parts[next(parts.length)]).join('');
  }
};

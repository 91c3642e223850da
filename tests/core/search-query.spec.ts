import { expect, test } from 'playwright/test';
import { correct, distance } from '../../src/search/correction.ts';
import { excerptOf, typographic, type ExcerptPart } from '../../src/search/excerpt.ts';
import { withoutParticulars } from '../../src/search/log-line.ts';
import { phraseBorder, phraseMatcher, phrasesIn } from '../../src/search/phrases.ts';
import { partsOf, prepareQuery } from '../../src/search/query.ts';
import { rank, type FoundWord, type Hit } from '../../src/search/ranking.ts';
import { vocabularyOf } from '../../src/search/vocabulary.ts';

const wordsOf = (text: string): string[] => {
  const query = prepareQuery(text);
  return query.kind === 'phrase' ? [query.text] : query.words.map((word) => word.text);
};

const prepared: readonly (readonly [string, readonly string[]])[] = [
  ['nginx', ['nginx']],
  ['l’URL de Jenkins', ['URL', 'Jenkins']],
  ["l'url de jenkins", ['url', 'jenkins']],
  ['L\u02BCURL', ['URL']],
  ['d’expiration', ['expiration']],
  ['jusqu’à l’expiration', ['expiration']],
  ['lorsqu’une requête n’aboutit pas', ['requête', 'aboutit']],
  ['aujourd’hui', ["aujourd'hui"]],
  ['the server’s timeout', ["server's", 'timeout']],
  ['comment configurer nginx', ['nginx']],
  ['how do I set up HAProxy', ['set', 'HAProxy']],
  ['pourquoi une erreur 502', ['502']],
  ['comment', ['comment']],
  ['$scheme', ['$scheme']],
  ['$host = nginx', ['$host', 'nginx']],
  ['location ^~ /jenkins/', ['location', 'jenkins']],
  ['X-Forwarded-Proto', ['X-Forwarded-Proto']],
  ['proxy_pass http://127.0.0.1:8080;', ['proxy_pass', 'http://127.0.0.1:8080']],
  ['« proxy inverse »', ['proxy', 'inverse']],
  ['“reverse proxy”', ['reverse', 'proxy']],
  ['"No valid crumb"', ['"No valid crumb"']],
  ['403 "No valid crumb" error', ['403', 'valid', 'crumb']],
  ['   ', []],
  ['?! …', []],
];

for (const [typed, words] of prepared) {
  test(`the query “${typed}” becomes ${JSON.stringify(words)}`, () => {
    expect(wordsOf(typed)).toEqual(words);
  });
}

const logLines: readonly (readonly [string, string, RegExp])[] = [
  [
    'nginx',
    '2026/11/24 10:12:01 [error] 812#812: *17 upstream sent too big header while reading response header from upstream, client: 192.168.1.3, server: ci.acme.fr, request: "GET /job/a HTTP/1.1", upstream: "http://127.0.0.1:8080/job/a", host: "ci.acme.fr"',
    /2026|10:12|812|\*17|192\.168|127\.0|8080/,
  ],
  [
    'Apache',
    '[Tue Nov 24 10:12:01.123456 2026] [proxy:error] [pid 812:tid 140021] [client 10.0.0.1:40000] AH00898: DNS lookup failure for: backend returned by /job/x',
    /Nov|2026|812|140021|10\.0\.0|40000/,
  ],
  [
    'HAProxy',
    '[24/Nov/2026:10:12:01.123] web~ jenkins/controller 0/0/0/-1/1 502 209 - - PH-- 1/1/0/0/0 0/0 "GET /manage HTTP/1.1"',
    /2026|10:12/,
  ],
  [
    'Jenkins',
    '2026-11-24 10:12:01.123+0000 [id=45]\tWARNING\thudson.security.csrf.CrumbFilter#doFilter: Found invalid crumb 3fb2a1aa99120cde. If you are calling this URL with a script',
    /2026|10:12|0000|45|3fb2/,
  ],
  [
    'journald',
    'Nov 24 10:12:01 ci nginx[812]: nginx: [emerg] host not found in upstream "jenkins" in /etc/nginx/sites-enabled/jenkins.conf:4',
    /Nov|10:12|812|conf:4/,
  ],
  [
    'Jenkins, IPv6 and UUID',
    'Accepted request from [2001:db8:0:0:0:0:0:1]:40000 with session 123e4567-e89b-12d3-a456-426614174000',
    /2001|db8|123e4567|4266/,
  ],
];

for (const [server, line, particulars] of logLines) {
  test(`a pasted line of ${server} loses what is the reader’s own and nothing else`, () => {
    const rest = withoutParticulars(line);
    expect(rest).not.toMatch(particulars);
    const messages = [
      'upstream sent too big header',
      'AH00898: DNS lookup failure',
      '502',
      'Found invalid crumb',
      'host not found in upstream "jenkins" in /etc/nginx',
      'Accepted request',
    ];
    expect(messages.some((message) => rest.includes(message))).toBe(true);
  });
}

test('a short query keeps its numbers and addresses', () => {
  for (const query of ['127.0.0.1:8080', '413', 'port 50000', 'nginx 1.22.1'])
    expect(withoutParticulars(query)).toBe(query);
});

test('the line of Jenkins’ own check keeps what its URLs share', () => {
  expect(wordsOf('http://10.0.0.4:8080/manage vs. https://ci.acme.fr/manage')).toContain('vs');
});

test('a compound word has its parts', () => {
  expect(partsOf('http_upgrade')).toEqual(['http', 'upgrade']);
  expect(partsOf('hudson.security.csrf.CrumbFilter#doFilter')).toContain('CrumbFilter');
  expect(partsOf('nginx')).toEqual([]);
});

test('distance counts an exchange of neighbours as one fault', () => {
  expect(distance('ngnix', 'nginx', 2)).toBe(1);
  expect(distance('apahce', 'apache', 2)).toBe(1);
  expect(distance('haproxi', 'haproxy', 2)).toBe(1);
  expect(distance('traefik', 'apache', 2)).toBe(3);
});

const vocabulary = ['nginx', 'apache', 'haproxy', 'lighttpd', 'expiration', 'redirects', 'node'];

const corrections: readonly (readonly [string, string | undefined])[] = [
  ['ngnix', 'nginx'],
  ['Apahce', 'apache'],
  ['haproxi', 'haproxy'],
  ['lightpd', 'lighttpd'],
  ['éxpirtaion', 'expiration'],
  ['nginx', undefined],
  ['ngin', undefined],
  ['redirect', undefined],
  ['413', undefined],
  ['cat', undefined],
  ['zzzzzzz', undefined],
];

for (const [typed, corrected] of corrections) {
  test(`“${typed}” is read as ${corrected ?? 'it is'}`, () => {
    expect(correct(typed, vocabulary)).toBe(corrected);
  });
}

const found = (words: Readonly<Record<string, Readonly<Record<string, Hit>>>>): FoundWord[] =>
  Object.entries(words).map(([text, pages], at) => ({
    text,
    at,
    pages: new Map(Object.entries(pages)),
  }));

const hit = (score: number, ...locations: number[]): Hit => ({ score, locations });

test('a short query names only pages with all its words, if there are any', () => {
  const ranking = rank(
    found({ websocket: { a: hit(9, 1), b: hit(1, 4) }, nginx: { b: hit(1, 9) } }),
    { pageCount: 10 },
  );
  expect(ranking.pages.map(({ id }) => id)).toEqual(['b']);
  expect(ranking.partial).toBe(false);
});

test('a page that lacks a word is named when it says much more about the others', () => {
  const words = found({
    style: { about: hit(29, 0), passing: hit(2, 9) },
    page: { about: hit(1, 30), passing: hit(1, 40), other: hit(1, 2) },
    sheet: { passing: hit(3, 70) },
  });
  expect(rank(words, { pageCount: 40 }).pages.map(({ id }) => id)).toEqual(['about', 'passing']);
});

test('in a long query, a page that lists messages yields to the page about one of them', () => {
  const quoted = { list: hit(1, 10), about: hit(1, 10) };
  const words = ['configuration', 'proxy', 'inverse', 'incorrecte'].map((text, at) => ({
    text,
    at,
    pages: new Map(Object.entries(quoted)),
  }));
  expect(rank(words, { pageCount: 40, hubs: new Set(['about']) }).pages[0]?.id).toBe('list');
  expect(rank(words, { pageCount: 40, hubs: new Set(['list']) }).pages[0]?.id).toBe('about');
});

test('without such a page, those with some of the words are named, and it is said', () => {
  const ranking = rank(found({ websocket: { a: hit(2, 1) }, nginx: { b: hit(1, 9) } }), {
    pageCount: 10,
  });
  expect(ranking.pages.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(ranking.partial).toBe(true);
});

test('a long query goes to the page that quotes it rather than to one with all its words', () => {
  const ranking = rank(
    found({
      upstream: { quote: hit(1, 10), all: hit(4, 1) },
      sent: { quote: hit(1, 11), all: hit(4, 60) },
      too: { quote: hit(1, 12), all: hit(4, 30) },
      big: { quote: hit(1, 13), all: hit(4, 90) },
      header: { quote: hit(1, 14), all: hit(4, 5) },
      client: { all: hit(4, 70) },
    }),
    { pageCount: 40 },
  );
  expect(ranking.pages[0]?.id).toBe('quote');
});

test('the page of the reader’s server comes first when it has all words, and only then', () => {
  const words = found({
    websocket: { a: hit(9, 1), own: hit(1, 4) },
    agent: { a: hit(9, 1), other: hit(1, 1) },
  });
  const options = { pageCount: 10, favourite: new Set(['own']), factor: 20 };
  expect(rank(words.slice(0, 1), options).pages[0]?.id).toBe('own');
  expect(rank(words, options).pages[0]?.id).toBe('a');
});

test('a filter leaves out the other pages', () => {
  const words = found({ websocket: { a: hit(9, 1), b: hit(1, 4) } });
  const { pages } = rank(words, { pageCount: 10, only: new Set(['b']) });
  expect(pages.map(({ id }) => id)).toEqual(['b']);
});

const content =
  "Nginx devant Jenkins. La configuration complète. Agents. Les agents WebSocket passent par l'URL publique. Sources. Le manuel.";
const anchors = [
  { element: 'h2', id: 'agents', text: 'Agents', location: 6 },
  { element: 'h2', id: 'sources', text: 'Sources', location: 14 },
];
const plain = (parts: readonly ExcerptPart[]): string =>
  parts.map(({ text, hit: isHit }) => (isHit ? `[${text}]` : text)).join('');

test('an excerpt is cut at the borders of its section and named by it', () => {
  const { section, parts } = excerptOf(content, anchors, [[9]], 20);
  expect(section).toEqual({ id: 'agents', title: 'Agents' });
  expect(plain(parts)).toBe('Les agents [WebSocket] passent par l’URL publique.');
});

test('words of the title do not choose the section', () => {
  const { section } = excerptOf(content, anchors, [[0], [9]], 20, 3);
  expect(section?.id).toBe('agents');
});

test('sources are shown only when nothing else has the words', () => {
  expect(excerptOf(content, anchors, [[9, 16], [16]], 20).section?.id).toBe('agents');
  expect(excerptOf(content, anchors, [[16]], 20).section?.id).toBe('sources');
});

test('a query that the title answers has no excerpt: the page as a whole is meant', () => {
  expect(excerptOf(content, anchors, [[0]], 20, 3)).toEqual({ parts: [] });
  expect(excerptOf(content, anchors, [], 20, 3)).toEqual({ parts: [] });
});

test('an excerpt that is cut says so', () => {
  const { parts } = excerptOf(content, anchors, [[13]], 1);
  expect(plain(parts)).toBe('… [publique.]');
});

test('apostrophes between letters are typographic again, those of code are not', () => {
  expect(typographic("l'URL d'origine, log_format 'main'")).toBe(
    "l’URL d’origine, log_format 'main'",
  );
});

test('the vocabulary has titles first, then aliases, headings and code, without stop words', () => {
  const page = `<h1>Nginx devant Jenkins</h1><span data-pagefind-meta="alias:mandataire"></span>
    <h2 id="a">Délais d'expiration</h2><p>texte courant <code>proxy_pass</code></p>`;
  expect(vocabularyOf([page])).toEqual([
    'devant',
    'jenkins',
    'nginx',
    'mandataire',
    'delais',
    'expiration',
    'proxy_pass',
  ]);
});

test('the host of a URL with a path goes, its scheme, port and path stay', () => {
  const words = (text: string): string[] => {
    const query = prepareQuery(text);
    return query.kind === 'words' ? query.words.map((word) => word.text) : [];
  };
  expect(words('Location: https://ci.acme.fr:80/queue/item/12/')).toEqual([
    'Location',
    'https',
    '80',
    'queue/item/12',
  ]);
  expect(words('http://ci.acme.fr/login')).toEqual(['http', 'login']);
  expect(words('https://ci.acme.fr:8443/')).toEqual(['https://ci.acme.fr:8443']);
});

test('of pages with the same words, the one whose title begins as the query does comes first', () => {
  const words = found({
    Location: { a: hit(9, 1), b: hit(9, 1) },
    http: { a: hit(2, 2), b: hit(1, 2) },
  });
  const alike = new Map([
    ['a', 14],
    ['b', 20],
  ]);
  expect(rank(words, { pageCount: 10 }).pages[0]?.id).toBe('a');
  expect(rank(words, { pageCount: 10, alike }).pages[0]?.id).toBe('b');
});

test('a phrase of a page is recognized whole, in the query or around it', () => {
  const characters = (text: string, phrase: string): number =>
    phraseMatcher(text)(phrasesIn(phrase));
  expect(characters('why is the CSS not loading?', 'CSS not loading')).toBe('css loading'.length);
  expect(characters('javax: Response code was not 101: 200', 'Response code was not 101')).toBe(
    'response code 101'.length,
  );
  expect(characters('code 101', 'Response code was not 101')).toBe('code 101'.length);
  expect(characters('loading of the CSS', 'CSS not loading')).toBe(0);
  expect(characters('css', 'CSS not loading')).toBe(0);
  expect(phrasesIn(['vhost', 'virtual host'].join(phraseBorder))).toEqual(['virtual host']);
});

test('a page that the query names needs none of its other words', () => {
  const words = found({ nginx: { nginx: hit(2, 1) }, vhost: { banner: hit(4, 9) } });
  const favourite = new Set(['nginx']);
  const options = { pageCount: 40, favourite, factor: 2 };
  expect(rank(words, options).pages[0]?.id).toBe('banner');
  expect(rank(words, { ...options, isNamed: true }).pages[0]?.id).toBe('nginx');
});

test('a status code says more than the word beside it', () => {
  const words = found({ gateway: { agent: hit(6, 1) }, 504: { timeout: hit(6, 9) } });
  expect(rank(words, { pageCount: 40 }).pages[0]?.id).toBe('timeout');
});

/** Parts of a pasted log line that differ from one reader to the next, so that no page has them. */
const particulars: readonly (readonly [RegExp, string])[] = [
  // What nginx adds to each message, and Apache's address of the client
  [/,? \b(?:client|server|request|upstream|host|referrer): (?:"[^"]*"|[^,\s]+)/g, ' '],
  [/\[client [^\]]*\]/g, ' '],
  // A URL: its path may stand on the page, its origin is the reader's.
  [/\b[a-z][a-z\d+.-]*:\/\/[^\s/"'<>)\]]+/gi, ' '],
  // 2026-11-24 10:12:01.123+0000, 2026/11/24 10:12:01
  [
    /\b\d{4}[-/]\d{2}[-/]\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:[.,]\d+)?)?(?:\s*(?:Z|[+-]\d{2}:?\d{2})\b)?/g,
    ' ',
  ],
  // [24/Nov/2026:10:12:01 +0000] and HAProxy's [24/Nov/2026:10:12:01.123]
  [/\[?\b\d{2}\/[A-Z][a-z]{2}\/\d{4}:\d{2}:\d{2}:\d{2}(?:\.\d+)?(?: [+-]\d{4})?\]?/g, ' '],
  // [Tue Nov 24 10:12:01.123456 2026], Nov 24 10:12:01
  [
    /(?:\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +\d{1,2}(?:,? \d{4})? \d{1,2}:\d{2}:\d{2}(?:\.\d+)?(?: \d{4}\b| [AP]M\b)?/g,
    ' ',
  ],
  [/\b\d{1,2}:\d{2}:\d{2}(?:[.,]\d+)?\b/g, ' '],
  // [pid 812:tid 140021], [id=45], nginx[812]
  [/\[(?:pid|tid|id)[ =][^\]]*\]/g, ' '],
  [/(?<=[a-z])\[\d+\]/gi, ' '],
  // "GET /login HTTP/2.0": the path may tell something.
  [/"(?:GET|HEAD|POST|PUT|DELETE|OPTIONS|PATCH) (\S+) HTTP\/[\d.]+"/g, ' $1 '],
  // HAProxy's times and counters: 0/0/-1/-1/3007
  [/(?<!\S)[+-]?\d+(?:\/[+-]?\d+)+(?!\S)/g, ' '],
  // nginx: 812#812: *17
  [/\b\d+#\d+:?/g, ' '],
  [/\*\d+\b/g, ' '],
  // IPv4, IPv6, each with an optional port
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g, ' '],
  [/\[?\b[\da-f]{0,4}(?:::?[\da-f]{1,4}){3,7}\]?(?::\d+)?/gi, ' '],
  // UUIDs, crumbs, hashes: at least seven hexadecimal digits with one figure among them
  [/\b[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}\b/gi, ' '],
  [/\b(?=[a-f]*\d)[\da-f]{7,}(?:…|\b)/gi, ' '],
  // CrumbFilter.java:118, line 4 of a file
  [/(?<=\.[a-z]{1,5}):\d+\b/gi, ' '],
  // Sizes, counts, durations, error numbers; a status code stays
  [
    /(?<![\w.$-])(?:\d+[.,]\d+|\d{1,2}|[126-9]\d{2}|\d{4,})(?:ms|s|kB|MB|GB)?(?![\w-]|[.,]\d)/g,
    ' ',
  ],
];

/** From how many words on a query counts as pasted rather than typed. */
const pastedFrom = 5;

export const looksPasted = (text: string): boolean => text.trim().split(/\s+/).length >= pastedFrom;

/**
 * A pasted log line without what is the reader's own: time stamps, addresses, hosts, process
 * numbers, hexadecimal ids, sizes. Text that is not long enough to be a log line, or of which
 * nothing would remain, is returned as it is.
 */
export const withoutParticulars = (text: string): string => {
  if (!looksPasted(text)) return text;
  const rest = particulars.reduce(
    (line, [pattern, replacement]) => line.replace(pattern, replacement),
    text,
  );
  return /\p{L}{2}/u.test(rest) ? rest : text;
};

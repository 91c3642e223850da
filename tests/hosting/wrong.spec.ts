import { expect, test } from 'playwright/test';
import type { RunCheckId } from '../../content/hosting/index.ts';
import { runPhases } from '../lab/run.ts';
import { everyAsked, failuresIn } from './checks.ts';
import { hostingJob } from './hosting-job.ts';

/** Lines of the published file made wrong, and the checks that must find it. */
const mistakes: readonly {
  readonly what: string;
  readonly from: string | RegExp;
  readonly to: string;
  readonly found: readonly RunCheckId[];
}[] = [
  {
    what: 'no compression',
    from: 'gzip on;',
    to: 'gzip off;',
    found: ['compression', 'asset'],
  },
  {
    what: 'pages only compressed',
    from: /gzip_types .*;/,
    to: 'gzip_types text/plain;',
    found: ['asset'],
  },
  {
    what: 'compression that caches are not told of',
    from: 'gzip_vary on;',
    to: 'gzip_vary off;',
    found: ['compression'],
  },
  {
    what: 'compressed files compressed again',
    from: /gzip_types .*;/,
    to: 'gzip_types *;',
    found: ['search-index', 'archive'],
  },
  {
    what: 'a header missing',
    from: /add_header X-Content-Type-Options .*;/,
    to: '',
    found: [
      'page',
      'compression',
      'unchanged',
      'asset',
      'script',
      'not-found-french',
      'not-found-english',
      'not-found',
    ],
  },
  {
    what: 'a header twice',
    from: /add_header Referrer-Policy .*;/,
    to: '$& $&',
    found: [
      'page',
      'compression',
      'unchanged',
      'asset',
      'not-found-french',
      'not-found-english',
      'not-found',
    ],
  },
  {
    what: 'headers on successful answers only',
    from: /(add_header Content-Security-Policy .*) always;/,
    to: '$1;',
    found: ['not-found-french', 'not-found-english', 'not-found'],
  },
  {
    what: 'everything kept for a year',
    from: 'default no-cache;',
    to: 'default "public, max-age=31536000, immutable";',
    found: ['page', 'missing-asset', 'not-found-french', 'not-found-english', 'not-found'],
  },
  {
    what: 'an error page with status 200',
    from: 'error_page 403 404 =404',
    to: 'error_page 403 404 =200',
    found: ['missing-asset', 'not-found-french', 'not-found-english', 'not-found', 'no-listing'],
  },
  {
    what: 'one error page for all languages',
    from: /"~\^\/fr\/".*;/,
    to: '',
    found: ['not-found-french'],
  },
  {
    what: 'a redirect to another port',
    from: 'root /srv',
    to: 'port_in_redirect on; listen 444 ssl http2; rewrite ^(/fr/nginx)$ https://$host:444$1/ permanent; root /srv',
    found: ['final-slash'],
  },
  {
    what: 'no HTTP/2',
    from: /ssl http2;/g,
    to: 'ssl;',
    found: ['http2'],
  },
];

test('a wrong compression, header, cache time or error page is found', async () => {
  const good = hostingJob('nginx', 'root', 'en', everyAsked('root'));
  const [file] = good.files;
  if (file === undefined) throw new Error('nginx has no file.');
  const jobs = mistakes.map(({ what, from, to }) => {
    const text = file.text.replace(from, to);
    expect(text, what).not.toBe(file.text);
    return { ...good, files: [{ ...file, text }] };
  });
  const results = await runPhases([good, ...jobs]);
  const found = results.map(({ failure, commands }) => {
    expect(failure ?? '').toBe('');
    return Object.keys(failuresIn(commands, 'root'));
  });
  expect([
    ['right', found[0]],
    ...mistakes.map(({ what }, index) => [what, found[index + 1]]),
  ]).toEqual([['right', []], ...mistakes.map(({ what, found: expected }) => [what, expected])]);
});

import { expect, test } from 'playwright/test';
import { ownWords } from '../../src/site/own-words.ts';

test('a setting that one server alone has is its own, one that several have is of none', () => {
  expect(ownWords('apache')).toContain('ProxyPreserveHost');
  expect(ownWords('nginx')).toContain('proxy_set_header');
  expect(ownWords('nginx')).toContain('$http_upgrade');
  expect(ownWords('haproxy')).toContain('set-header');
  for (const id of ['nginx', 'apache', 'haproxy'] as const)
    expect(ownWords(id)).not.toContain('X-Forwarded-Proto');
});

test('comments and words of sentences are no settings', () => {
  expect(ownWords('apache').filter((word) => /^[a-z]+$/.test(word))).toEqual([]);
});

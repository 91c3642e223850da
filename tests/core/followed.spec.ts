import { existsSync } from 'node:fs';
import { expect, test } from 'playwright/test';
import { followedPath, followedRecord, givenBy } from '#evidence';
import { findCommand } from '#commands';
import { joined } from '../../core/i18n/joined.ts';
import { commandsIn } from '../systems/follow.ts';
import { differenceFrom } from '../systems/printed.ts';
import { followedServers } from '../systems/walks.ts';

/** A record that is there is about what the page gives now, so that none falls off unnoticed. */
for (const page of followedServers) {
  test(`${page} is followed as it is now, or not recorded at all`, () => {
    if (!existsSync(followedPath(page))) return;
    const record = followedRecord(page);
    expect(
      record,
      `run “npm run test:systems -- --grep ${page}” and commit content/evidence/followed/${page}.json`,
    ).not.toBeNull();
    expect(record?.systems.length).toBeGreaterThan(0);
    expect(record?.systems.every(({ commands }) => commands > 10)).toBe(true);
  });

  test(`${page} says how to undo what it did`, () => {
    const ids = givenBy(page).flatMap((given) => ('command' in given ? [given.command] : []));
    expect(ids).toContain(`${page}/undo`);
    expect(ids).toContain('jenkins/undo');
    expect(ids).toContain(`${page}/log-errors`.replace('iptables/log-errors', 'iptables/version'));
    expect(() => ids.map(findCommand)).not.toThrow();
  });
}

test('a line too few, a line too many and another line are differences', () => {
  expect(differenceFrom('a…\nb', 'axyz\r\nb\n')).toBeNull();
  expect(differenceFrom('a\nb', 'a')).not.toBeNull();
  expect(differenceFrom('a', 'a\nb')).not.toBeNull();
  expect(differenceFrom('a', 'b')).not.toBeNull();
  expect(differenceFrom('', '')).toBeNull();
  expect(differenceFrom('', 'a')).not.toBeNull();
  expect(differenceFrom('OK', 'open x\nOK', 'open …')).toBeNull();
  expect(differenceFrom('OK', 'shut x\nOK', 'open …')).not.toBeNull();
});

test('commands are counted by the lines that start one', () => {
  expect(commandsIn('sudo a\nsudo b')).toBe(2);
  expect(commandsIn('curl \\\n  -x')).toBe(1);
  expect(commandsIn("tee f <<'EOF'\nx\nEOF\nls")).toBe(2);
  expect(commandsIn('for x in 1; do\n  a\n  b\ndone')).toBe(1);
});

test('systems share their name', () => {
  expect(joined(['Debian 12', 'Debian 13'], 'and')).toBe('Debian 12 and 13');
  expect(joined(['Debian 12'], 'and')).toBe('Debian 12');
});

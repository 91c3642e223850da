import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  certificatePage,
  followedHash,
  followedPath,
  followedRecord,
  fragmentsOf,
  pagesToFollow,
  type FollowedRecord,
  type FollowedSystem,
} from '#evidence';
import { isServerId } from '#servers';
import { certificateWays } from '../../tests/systems/certificate-ways.ts';
import { suites, type Suite } from '../../tests/systems/root.ts';
import { serversTyping } from '../../tests/systems/typed-pages.ts';
import { followedSuites, walksOf } from '../../tests/systems/walks.ts';

/** Names of the ways that a page is followed on: of walks, or of servers behind which it is typed. */
const waysThrough = (page: string, suite: Suite): readonly string[] => {
  if (isServerId(page)) return walksOf(page, suite).map(({ name }) => name);
  if (page === certificatePage) return certificateWays.map(({ server }) => server);
  return serversTyping(page);
};

/**
 * Joins what following the pages left into their records: a system counts when every way through
 * the page of a server has arrived there, and when the commands of another page were typed behind
 * each server that it is about.
 *
 * @returns how many ways were taken into account.
 */
export const collectFollowed = (): number => {
  const left = fragmentsOf('followed').map(({ fragment }) => fragment);
  let taken = 0;
  for (const page of pagesToFollow()) {
    const hash = followedHash(page);
    const arrived = left.filter((each) => each.page === page && each.hash === hash);
    if (arrived.length === 0) continue;
    const known = followedRecord(page)?.systems ?? [];
    const systems = followedSuites.flatMap((suite): FollowedSystem[] => {
      const system = suites[suite];
      const there = arrived.filter((each) => each.system === system);
      const ways = waysThrough(page, suite);
      const isWhole = ways.every((name) => there.some(({ walk }) => walk === name));
      if (!isWhole) return known.filter((each) => each.system === system);
      const walked = there.filter(({ walk }) => ways.some((name) => name === walk));
      taken += walked.length;
      return [
        {
          system,
          // Ways may have been walked on several days: the page says the oldest.
          date: walked.map((each) => each.date).sort()[0] ?? '',
          commands: walked.reduce((sum, { commands }) => sum + commands, 0),
        },
      ];
    });
    const [oldest] = systems.map(({ date }) => date).sort();
    if (oldest === undefined) continue;
    const record: FollowedRecord = { schema: 1, page, hash, systems, date: oldest };
    mkdirSync(dirname(followedPath(page)), { recursive: true });
    writeFileSync(followedPath(page), `${JSON.stringify(record, null, 2)}\n`);
  }
  return taken;
};

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  followedHash,
  followedPath,
  followedRecord,
  type FollowedRecord,
  type FollowedSystem,
} from '../../evidence/followed.ts';
import { suites } from '../../tests/systems/root.ts';
import { followedServers, followedSuites, walksOf } from '../../tests/systems/walks.ts';
import { today, writeRecord } from './record-file.ts';

/** Joins what the walks of a page left: a system counts when every way through the page arrived. */
interface Fragment {
  readonly page: string;
  readonly system: string;
  readonly walk: string;
  readonly commands: number;
}

const folder = 'test-results/followed';
const fragments = (existsSync(folder) ? readdirSync(folder) : []).map(
  (name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Fragment,
);

for (const page of followedServers) {
  const known = followedRecord(page)?.systems ?? [];
  const systems = followedSuites.flatMap((suite): FollowedSystem[] => {
    const system = suites[suite];
    const seen = fragments.filter((each) => each.page === page && each.system === system);
    const ways = walksOf(page, suite).map(({ name }) => name);
    const commands = seen.reduce((sum, each) => sum + each.commands, 0);
    if (ways.every((name) => seen.some(({ walk }) => walk === name))) {
      const before = known.find((each) => each.system === system);
      return before?.commands === commands ? [before] : [{ system, date: today, commands }];
    }
    return known.filter((each) => each.system === system);
  });
  if (systems.length === 0) continue;
  const hash = followedHash(page);
  const date = systems.map((each) => each.date).sort()[0] ?? today;
  const record: FollowedRecord = { schema: 1, page, hash, systems, date };
  writeRecord(followedPath(page), record);
  console.log(`${page}: followed on ${systems.map(({ system }) => system).join(', ')}`);
}

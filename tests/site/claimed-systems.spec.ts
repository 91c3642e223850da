import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { serverIds, servers, type Server } from '#servers';
import { dist } from './site.ts';

interface Run {
  readonly version: string;
  readonly system: string;
}

interface Entry {
  readonly id: string;
  readonly server: string;
  readonly minimum: string;
  readonly before: string | null;
  readonly tested: { readonly runs: readonly Run[] } | null;
}

/** The systems whose servers the site claims; `npm run record -- --systems` records those but the first. */
const claimed = ['Debian 12', 'Debian 13', 'Debian sid'];
/** Servers that Debian has no package of, or that cannot be run, are not run on all of them. */
const ofDebian = serverIds.filter(
  (id) => servers[id].evidence === 'run' && servers[id].packages.length > 0,
);

/** Servers whose current version comes from elsewhere: Debian's own is for their older forms. */
const ofDebianOnlyOlder = serverIds.filter((id) => {
  const { olderPackage }: Server = servers[id];
  return olderPackage !== undefined;
});

const numbers = (version: string): number[] => version.split('.').map(Number);

const isBefore = (one: string, other: string): boolean => {
  const [first, second] = [numbers(one), numbers(other)];
  const place = first.findIndex((number, index) => number !== (second[index] ?? 0));
  return place !== -1 && (first[place] ?? 0) < (second[place] ?? 0);
};

const { examples } = JSON.parse(readFileSync(join(dist, 'examples/manifest.json'), 'utf8')) as {
  examples: readonly Entry[];
};
const own = examples.filter(({ server }) => ofDebian.some((id) => id === server));

/** The version of a server in each system, from all of its records. */
const versions = (server: string): ReadonlyMap<string, string> =>
  new Map(
    own
      .filter((entry) => entry.server === server)
      .flatMap(({ tested }) => tested?.runs ?? [])
      .map(({ system, version }) => [system, version]),
  );

for (const server of new Set(own.map((entry) => entry.server))) {
  test(`every file of ${server} that is shown was run on every system that it is for`, () => {
    const installed = versions(server);
    expect(
      [...installed.keys()].sort(),
      'systems with a record: npm run record -- --systems writes them',
    ).toEqual(claimed);
    for (const { id, minimum, before, tested } of own.filter((one) => one.server === server)) {
      const wanted = claimed.filter((system) => {
        const version = installed.get(system) ?? '0';
        return !isBefore(version, minimum) && (before === null || isBefore(version, before));
      });
      expect(
        (tested?.runs ?? []).map(({ system }) => system).sort(),
        `${id}: run npm run record -- --systems, and commit the records`,
      ).toEqual(wanted);
    }
  });
}

for (const id of ofDebianOnlyOlder) {
  test(`every file of ${id} for the older version that Debian has was run on each system`, () => {
    const older = examples.filter(({ server, before }) => server === id && before !== null);
    expect(older.length).toBeGreaterThan(0);
    for (const { id: example, before, tested } of older) {
      const runs = tested?.runs ?? [];
      expect(
        runs.map(({ system }) => system).sort(),
        `${example}: run npm run record -- --systems, and commit the records`,
      ).toEqual(claimed);
      expect(runs.every(({ version }) => isBefore(version, before ?? '0'))).toBe(true);
    }
  });
}

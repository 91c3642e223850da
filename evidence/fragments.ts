import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import {
  doctorFragment,
  doctorOutput,
  exampleFragment,
  followedFragment,
  guardFragment,
  hostingFragment,
  symptomFragment,
} from './model.ts';
import { readAs } from './store.ts';
import { runSystems, type RunSystem } from './systems.ts';

/**
 * What each test leaves of a run that passed, until `npm run record` joins it into the records. A
 * fragment holds the hash of what was run, so an old one does no harm.
 */
const kinds = {
  examples: exampleFragment,
  symptoms: symptomFragment,
  hosting: hostingFragment,
  followed: followedFragment,
  guards: guardFragment,
  doctor: doctorFragment,
  'doctor-output': doctorOutput,
} as const;
type Kind = keyof typeof kinds;
type Fragment<K extends Kind> = z.infer<(typeof kinds)[K]>;

const folderFor = (kind: Kind, system: RunSystem): string =>
  join(process.cwd(), 'test-results', 'evidence', kind, system);

/** Today, as records have it. */
export const today = (): string => new Date().toISOString().slice(0, 10);

/** Leaves the part of a record; `name` is the id of what was run, and becomes that of a file. */
export const leaveFragment = <K extends Kind>(
  kind: K,
  name: string,
  fragment: Fragment<K>,
  system: RunSystem = 'here',
): void => {
  const folder = folderFor(kind, system);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, `${name.replaceAll('/', '__').replaceAll(/[^\w.-]/g, '_')}.json`),
    `${JSON.stringify(fragment, null, 2)}\n`,
  );
};

/** All that was left of a kind, with its system, in order. */
export const fragmentsOf = <K extends Kind>(
  kind: K,
): { readonly system: RunSystem; readonly fragment: Fragment<K> }[] =>
  runSystems.flatMap((system) => {
    const folder = folderFor(kind, system);
    const names = existsSync(folder) ? readdirSync(folder).sort() : [];
    return names
      .filter((name) => name.endsWith('.json'))
      .flatMap((name) => {
        const fragment = readAs(join(folder, name), kinds[kind]) as Fragment<K> | undefined;
        return fragment === undefined ? [] : [{ system, fragment }];
      });
  });

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { breaks } from '#symptoms';
import { exampleShapeId, type Example } from '#conf';
import { examples } from '#examples';
import {
  breakHash,
  doctorFile,
  doctorHash,
  doctorOutput,
  doctorOutputHash,
  doctorOutputPath,
  doctorPath,
  exampleHash,
  fragmentsOf,
  guardFile,
  guardHash,
  guardKeys,
  guardPath,
  hostingFile,
  hostingHash,
  hostingPath,
  readAs,
  recordPath,
  runSystems,
  serverRecord,
  symptomPath,
  symptomRecord,
  type ExampleRecord,
  type ServerRecord,
} from '#evidence';
import { isServerId, serverIds } from '#servers';
import type { Shape } from '#settings';
import { places, type Place } from '../../content/hosting/index.ts';
import { collectFollowed } from './collect-followed.ts';

/** Version whose behaviour the double reproduces (`tests/double`). */
const jenkins = '2.568.2';

const sorted = <T>(object: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));

const write = (path: string, record: unknown): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(record, null, 2)}\n`);
};

/** Every shape of every example by its id. */
export const shapes: ReadonlyMap<string, { readonly example: Example; readonly shape: Shape }> =
  new Map(
    examples.flatMap((example) =>
      example.shapes.map((shape) => [exampleShapeId(example, shape), { example, shape }] as const),
    ),
  );

/** A run on a system that this is not, such as Windows, proves more than a check of syntax here. */
const saysMore = (known: ExampleRecord | undefined, part: ExampleRecord): boolean =>
  known?.hash === part.hash && known.level === 'run' && part.level === 'syntax';

const collectExamples = (): number => {
  const left = fragmentsOf('examples').filter(({ fragment: { id, record } }) => {
    const found = shapes.get(id);
    return found !== undefined && exampleHash(found.example, found.shape) === record.hash;
  });
  for (const [path, parts] of Map.groupBy(left, ({ system, fragment: { server } }) =>
    recordPath(server, system),
  )) {
    const [first] = parts;
    if (first === undefined) continue;
    const { server, system } = first.fragment;
    const before = readAs(path, serverRecord)?.examples ?? {};
    const kept = Object.entries(before).filter(([id]) => shapes.has(id));
    const record: ServerRecord = {
      schema: 2,
      server,
      system,
      jenkins,
      examples: sorted({
        ...Object.fromEntries(kept),
        ...Object.fromEntries(
          parts
            .filter(({ fragment: { id, record: part } }) => !saysMore(before[id], part))
            .map(({ fragment: { id, record: part } }) => [
              id,
              { ...part, files: sorted(part.files), checks: sorted(part.checks) },
            ]),
        ),
      }),
    };
    write(path, record);
  }
  return left.length;
};

const collectSymptoms = (): number => {
  const left = fragmentsOf('symptoms').filter(({ fragment: { id, record } }) => {
    const broken = breaks[id];
    return broken !== undefined && breakHash(broken) === record.hash;
  });
  for (const [system, parts] of Map.groupBy(left, (part) => part.system)) {
    const path = symptomPath(system);
    const before = readAs(path, symptomRecord) ?? {};
    const kept = Object.entries(before).filter(([id]) => id in breaks);
    write(
      path,
      sorted({
        ...Object.fromEntries(kept),
        ...Object.fromEntries(parts.map(({ fragment: { id, record } }) => [id, record])),
      }),
    );
  }
  return left.length;
};

const collectGuards = (): number => {
  const left = fragmentsOf('guards').filter(({ fragment: { id: name, record } }) => {
    const found = guardKeys.find(({ key }) => key === name);
    return found !== undefined && guardHash(found.id, found.server) === record.hash;
  });
  if (left.length === 0) return 0;
  const before = readAs(guardPath, guardFile) ?? {};
  const kept = Object.entries(before).filter(([id]) => guardKeys.some(({ key }) => key === id));
  write(
    guardPath,
    sorted({
      ...Object.fromEntries(kept),
      ...Object.fromEntries(left.map(({ fragment: { id, record } }) => [id, record])),
    }),
  );
  return left.length;
};

const collectDoctor = (): number => {
  const left = fragmentsOf('doctor').filter(
    ({ fragment: { id, record } }) => doctorHash(id) === record.hash,
  );
  if (left.length > 0) {
    const kept = Object.entries(readAs(doctorPath, doctorFile) ?? {}).filter(
      ([id]) => doctorHash(id) !== null,
    );
    write(
      doctorPath,
      sorted({
        ...Object.fromEntries(kept),
        ...Object.fromEntries(left.map(({ fragment: { id, record } }) => [id, record])),
      }),
    );
  }
  const [shown] = fragmentsOf('doctor-output').filter(
    ({ fragment: { hash } }) => hash === doctorOutputHash(),
  );
  if (shown === undefined) return left.length;
  write(doctorOutputPath, shown.fragment);
  return left.length + 1;
};

const isPlace = (name: string): name is Place => places.some((place) => place === name);

const collectHosting = (): number => {
  const left = fragmentsOf('hosting').filter(
    ({ fragment: { server, place, record } }) =>
      isServerId(server) && isPlace(place) && hostingHash(server, place) === record.hash,
  );
  for (const [server, parts] of Map.groupBy(left, ({ fragment }) => fragment.server)) {
    const path = hostingPath(server);
    const before = readAs(path, hostingFile)?.places ?? {};
    write(path, {
      schema: 3,
      server,
      places: sorted({
        ...before,
        ...Object.fromEntries(
          parts.map(({ fragment: { place, record } }) => [
            place,
            { ...record, files: sorted(record.files) },
          ]),
        ),
      }),
    });
  }
  return left.length;
};

/**
 * Joins what tests left of runs of what is shown now into the records; what else is there stays.
 *
 * @returns how many runs were left and are now in the records.
 */
export const collect = (): number =>
  collectExamples() +
  collectSymptoms() +
  collectGuards() +
  collectDoctor() +
  collectHosting() +
  collectFollowed();

/**
 * Removes records that are not of today's form, with a message that says what is wrong: their runs
 * are to be done anew.
 */
export const removeUnreadable = (): void => {
  const attempt = (path: string, read: () => unknown): void => {
    try {
      read();
    } catch (error) {
      console.warn(error instanceof Error ? error.message : String(error));
      rmSync(path);
    }
  };
  for (const system of runSystems) {
    for (const id of serverIds) {
      const path = recordPath(id, system);
      attempt(path, () => readAs(path, serverRecord));
    }
    const path = symptomPath(system);
    attempt(path, () => readAs(path, symptomRecord));
  }
  attempt(guardPath, () => readAs(guardPath, guardFile));
  attempt(doctorPath, () => readAs(doctorPath, doctorFile));
  attempt(doctorOutputPath, () => readAs(doctorOutputPath, doctorOutput));
  for (const id of serverIds) {
    const path = hostingPath(id);
    attempt(path, () => readAs(path, hostingFile));
  }
};

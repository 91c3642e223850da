import { breaks, findBreak, type Break } from '#symptoms';
import { exampleShapeId, isBefore, isForVersion, type Example } from '#conf';
import { examples } from '#examples';
import { findServer, serverIds } from '#servers';
import type { Shape } from '#settings';
import { places, type Place } from '../content/hosting/index.ts';
import { askedBreaks, askedExamples, doctorRecordOf, doctorOutputNow } from './doctor.ts';
import { followedRecord, pagesToFollow } from './followed.ts';
import { guardKeys, guardRecordOf } from './guards.ts';
import { hostingRecord } from './hosting.ts';
import { breakHash, exampleHash } from './run-hash.ts';
import { recordOf, symptomObservations } from './store.ts';
import { claimedSystems, releases, type RunSystem } from './systems.ts';

/** Something that pages show and of which no record tells a run as it is now. */
export interface Lacking {
  readonly kind: 'example' | 'symptom' | 'hosting' | 'followed' | 'guard' | 'doctor';
  readonly id: string;
  readonly system: RunSystem;
}

/** Version of a server in a system, from its records; `undefined` before the first. */
export const versionIn = (server: string, system: RunSystem): string | undefined =>
  Object.values(recordOf(server, system)?.examples ?? {}).find(({ version }) => version !== null)
    ?.version ?? undefined;

/** Whether a system runs a server: this one every server, the others those that Debian has. */
const isRunIn = (server: string, system: RunSystem): boolean => {
  const { evidence, packages } = findServer(server);
  return system === 'here' || (evidence === 'run' && packages.length > 0);
};

/** Whether a system has to run an example: a version that it is for. */
const isFor = (example: Example, system: RunSystem): boolean => {
  const { packages, olderPackage } = findServer(example.server);
  // What Debian does not have is run in every version that a form is for, on this system; the form
  // for the older version that Debian has on the others too.
  if (packages.length === 0 && system === 'here') return true;
  const isOfDebian = olderPackage !== undefined && example.before !== undefined;
  if (!isRunIn(example.server, system) && !isOfDebian) return false;
  const version = versionIn(example.server, system);
  return version === undefined || isForVersion(example, version);
};

/** Whether the version of this system still shows a broken set-up, with a page or without. */
const isAskedBreak = ({ server, before }: Break): boolean => {
  const version = versionIn(server, 'here');
  return version === undefined || before === undefined || isBefore(version, before);
};

/** Whether a system has to show a broken set-up: pages tell its cause, and its version has it. */
const isShownIn = ({ server, cause, before }: Break, system: RunSystem): boolean => {
  if (cause === undefined || !isRunIn(server, system)) return false;
  const version = versionIn(server, system);
  return version === undefined || before === undefined || isBefore(version, before);
};

export const lacksExample = (example: Example, shape: Shape, system: RunSystem): boolean =>
  recordOf(example.server, system)?.examples[exampleShapeId(example, shape)]?.hash !==
  exampleHash(example, shape);

export const lacksSymptom = (id: string, system: RunSystem): boolean => {
  const broken = breaks[id];
  return broken !== undefined && symptomObservations(system)[id]?.hash !== breakHash(broken);
};

export const lacksHosting = (server: string, place: Place): boolean =>
  hostingRecord(server, place) === null;

/** Whether no record tells that a page was followed on a system (`Debian 12`) as it is now. */
export const lacksFollowed = (page: string, system: string): boolean =>
  followedRecord(page)?.systems.every((each) => each.system !== system) ?? true;

/** Everything that pages show without the record of a claimed system. */
export const lacking = (): Lacking[] => [
  ...claimedSystems.examples.flatMap((system) =>
    examples
      .filter((example) => isFor(example, system))
      .flatMap((example) =>
        example.shapes
          .filter((shape) => lacksExample(example, shape, system))
          .map((shape): Lacking => ({
            kind: 'example',
            id: exampleShapeId(example, shape),
            system,
          })),
      ),
  ),
  ...claimedSystems.symptoms.flatMap((system) =>
    Object.entries(breaks)
      .filter(([id, broken]) => isShownIn(broken, system) && lacksSymptom(id, system))
      .map(([id]): Lacking => ({ kind: 'symptom', id, system })),
  ),
  ...serverIds.flatMap((server) =>
    places
      .filter((place) => lacksHosting(server, place))
      .map((place): Lacking => ({ kind: 'hosting', id: `${server}/${place}`, system: 'here' })),
  ),
  ...guardKeys
    .filter(({ id, server }) => guardRecordOf(id, server) === null)
    .map(({ key }): Lacking => ({ kind: 'guard', id: key, system: 'here' })),
  ...[
    ...askedBreaks().filter((id) => isAskedBreak(findBreak(id)) && doctorRecordOf(id) === null),
    ...askedExamples()
      .filter(({ id, example }) => isFor(example, 'here') && doctorRecordOf(id) === null)
      .map(({ id }) => id),
    ...(doctorOutputNow() === null ? ['output'] : []),
  ].map((id): Lacking => ({ kind: 'doctor', id, system: 'here' })),
  ...claimedSystems.followed.flatMap((system) =>
    pagesToFollow()
      .filter((page) => lacksFollowed(page, releases[system]))
      .map((page): Lacking => ({ kind: 'followed', id: page, system })),
  ),
];

/**
 * Whether a test that leaves a part of a record has to run: all do, but where `npm run record` asks
 * for those alone whose record does not hold.
 */
export const isAsked = (lacks: () => boolean): boolean =>
  process.env['RECORD'] !== 'lacking' || lacks();

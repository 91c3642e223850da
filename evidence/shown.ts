import { exampleShapeId, type Example } from '#conf';
import { breaks, type Break } from '#symptoms';
import type { Shape } from '#settings';
import type { SymptomObservation } from './model.ts';
import { observationsIn } from './observations.ts';
import { evidenceOf, joinedEvidence, type Evidence } from './proof.ts';
import { breakHash, exampleHash } from './run-hash.ts';
import { recordOf } from './store.ts';
import { runSystems } from './systems.ts';

/** What is proven about the files of a shape in all languages, in every system, or `null`. */
export const evidenceFor = (
  example: Example,
  shape: Shape,
  today = new Date(),
): Evidence | null => {
  const id = exampleShapeId(example, shape);
  const hash = exampleHash(example, shape);
  return joinedEvidence(
    runSystems.flatMap(
      (system) => evidenceOf(recordOf(example.server, system), id, hash, today) ?? [],
    ),
  );
};

const hashes = new Map<string, string>();

/** `breakHash` of a break of the site, by its id: a page asks several times. */
const shownHash = (id: string, broken: Break): string => {
  if (breaks[id] !== broken) return breakHash(broken);
  const hash = hashes.get(id) ?? breakHash(broken);
  hashes.set(id, hash);
  return hash;
};

/** What runs of a break as it is now showed, the oldest version of the server first. */
export const observationsOf = (id: string, broken: Break): SymptomObservation[] =>
  observationsIn(id, shownHash(id, broken));

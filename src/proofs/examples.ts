import { exampleShapeId, type Example } from '#conf';
import { evidenceFor, type Evidence } from '#evidence';
import { defaultShape, type Shape } from '#settings';

const told = new Set<string>();
const known = new Map<string, Evidence | null>();

/** What is proven about a displayed example; the build says once which ones have no record. */
export const proofOf = (example: Example, shape: Shape): Evidence | null => {
  const id = exampleShapeId(example, shape);
  const evidence = known.get(id) ?? evidenceFor(example, shape);
  known.set(id, evidence);
  if (evidence === null && !told.has(id)) {
    told.add(id);
    console.warn(`[evidence] ${id}: no record of a run of the displayed files, no badge.`);
  }
  return evidence;
};

/** The proof that stands for a whole example: that of the shape shown before a URL is given. */
export const mainProofOf = (example: Example): Evidence | null => {
  const shape = example.shapes.includes(defaultShape) ? defaultShape : example.shapes[0];
  return shape === undefined ? null : proofOf(example, shape);
};

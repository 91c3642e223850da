import { exampleShapeId, type Example } from '#conf';
import { evidenceFor, joinedEvidence, type Evidence } from '#evidence';
import { olderForm } from '#examples';
import { defaultShape, type Shape } from '#settings';

const warned = new Set<string>();
const known = new Map<string, Evidence | null>();

/** What is proven about a displayed example; the build says once which ones have no record. */
export const proofOf = (example: Example, shape: Shape): Evidence | null => {
  const id = exampleShapeId(example, shape);
  const evidence = known.get(id) ?? evidenceFor(example, shape);
  known.set(id, evidence);
  if (evidence === null && !warned.has(id)) {
    warned.add(id);
    console.warn(`[evidence] ${id}: no record of a run of the displayed files, no badge.`);
  }
  return evidence;
};

/**
 * The proof that stands for a whole example: that of the shape shown before a URL is given, with
 * that of its form for older versions.
 */
export const mainProofOf = (example: Example): Evidence | null => {
  const shape = example.shapes.includes(defaultShape) ? defaultShape : example.shapes[0];
  if (shape === undefined) return null;
  const older = olderForm(example);
  const forms = older === undefined ? [example] : [example, older];
  return joinedEvidence(forms.flatMap((form) => proofOf(form, shape) ?? []));
};

/** The oldest and the newest version that was run, `null` when none was. */
export const versionsOf = ({ runs }: Evidence): { oldest: string; newest: string } | null => {
  const [oldest, newest] = [runs[0]?.version, runs.at(-1)?.version];
  return oldest === undefined || newest === undefined ? null : { oldest, newest };
};

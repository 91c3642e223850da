import { compareVersions } from '../core/conf/version.ts';
import type { SymptomObservation } from './model.ts';
import { symptomObservations } from './store.ts';
import { runSystems, type RunSystem } from './systems.ts';

/**
 * What the runs of a break showed in every system that saw it, the oldest version first.
 *
 * @param hash What is shown now; a record of something else counts for nothing. See `breakHash`.
 */
export const observationsIn = (
  id: string,
  hash: string,
  read: (system: RunSystem) => Readonly<Record<string, SymptomObservation>> = symptomObservations,
): SymptomObservation[] =>
  runSystems
    .flatMap((system) => {
      const seen = read(system)[id];
      return seen?.hash === hash ? [seen] : [];
    })
    .sort((one, other) => compareVersions(one.version, other.version));

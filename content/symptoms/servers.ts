import { serverIds, type ServerId } from '#servers';
import type { SymptomId } from './ids.ts';
import { breaksOf, causes, reportsOf } from './index.ts';

/**
 * The servers that a symptom concerns, in the order of the registry: those of its broken set-ups and
 * of its reports, and those that its page adds. None means that it does not depend on the server.
 * @throws when the page adds a server that follows already.
 */
export const serversOf = (symptom: SymptomId, also: readonly string[] = []): ServerId[] => {
  const own = Object.entries(causes).filter(([, cause]) => cause.symptom === symptom);
  const shown = new Set(
    own.flatMap(([id]) => [
      ...breaksOf(id).map(([, { server }]) => server),
      ...reportsOf(id).flatMap(({ server }) => server ?? []),
    ]),
  );
  for (const id of also) {
    if (shown.has(id as ServerId))
      throw new Error(
        `alsoServers of “${symptom}” needs no ${id}: a broken set-up or report names it.`,
      );
  }
  return serverIds.filter((id) => shown.has(id) || also.includes(id));
};

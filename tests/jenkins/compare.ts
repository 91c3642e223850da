/** The recorded answers against those of a Jenkins: which are alike, and what differs in the others. */

import { ask, type Asked } from './ask.ts';
import { recordedAnswers, watchedHeaders, type Answer, type Mount } from './recorded-answers.ts';

export interface Difference {
  place: Mount;
  /** Name of the recorded request. */
  name: string;
  /** One line each: what was recorded, what came. */
  lines: string[];
}

export interface Comparison {
  place: Mount;
  asked: number;
  different: Difference[];
}

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));

/** What differs, one line each; none when they are alike. */
export const differences = (recorded: Answer, came: Answer): string[] => {
  const pairs: (readonly [what: string, recorded: unknown, came: unknown])[] = [
    ['status', recorded.status, came.status],
    ['message', recorded.message, came.message],
    ['connection closed', recorded.closes, came.closes],
    ...watchedHeaders.map((name) => [name, recorded.headers[name], came.headers[name]] as const),
  ];
  return pairs
    .filter(([, left, right]) => shown(left) !== shown(right))
    .map(([what, left, right]) => `${what}: recorded ${shown(left)}, came ${shown(right)}`);
};

/** Requests under way at once. */
const atOnce = 12;

/** Sends every recorded request of a place to a Jenkins that runs at that place. */
export const compare = async (place: Mount, asked: Asked): Promise<Comparison> => {
  const waiting = recordedAnswers(place);
  const count = waiting.length;
  const different: Difference[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { name, request, ...recorded } = next;
      const lines = await ask(request, asked).then(
        (came) => differences(recorded, came),
        (error: unknown) => [
          `no answer: ${error instanceof Error ? error.message : String(error)}`,
        ],
      );
      if (lines.length > 0) different.push({ place, name, lines });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { place, asked: count, different };
};

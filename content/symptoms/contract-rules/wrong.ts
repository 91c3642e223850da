import type { CheckId } from '#contract';
import type { ServerId } from '#servers';
import type { Shape } from '#settings';
import type { Break, BrokenLines } from '../break.ts';
import { setUp } from '../set-up.ts';

/** The example of a server with some lines wrong, and the rules of the contract that this breaks. */
export const wrong = (
  server: ServerId,
  shape: Shape,
  changes: readonly BrokenLines[],
  fails: readonly [CheckId, ...CheckId[]],
): Break => ({ ...setUp(server, shape), changes, fails });

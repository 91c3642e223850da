import { conf, type Conf } from '#conf';
import type { CheckId } from '#contract';
import type { Shape } from '#settings';
import type { Break, BrokenLines } from '../break.ts';

/** A line of the good file with others after it. */
export const after = (line: Conf, addition: Conf): BrokenLines => ({
  from: line,
  to: conf`
    ${line}
    ${addition}
  `,
});

/** A line of the good file left out. */
export const without = (line: Conf): BrokenLines => ({ from: line, to: conf`` });

/** The last line of the good file that holds for every path: what is added here holds so too. */
export const everywhere = conf`proxy_send_timeout 300s;`;

/** The example of nginx with some lines wrong, and the rules of the contract that this breaks. */
export const wrong = (
  shape: Shape,
  changes: readonly BrokenLines[],
  fails: readonly [CheckId, ...CheckId[]],
): Break => ({ server: 'nginx', example: 'nginx', shape, changes, fails });

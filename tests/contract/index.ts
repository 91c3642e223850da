/**
 * The contract, written once: every rule of `#contract` as a check that any proxy can be held
 * against, from the client's side and from Jenkins' side of it.
 */

import { appliesTo, checkIds, rules, type CheckId } from '#contract';
import { availability } from './availability.ts';
import { consoleLog } from './console.ts';
import { floods } from './floods.ts';
import { forgedHeaders } from './forged-headers.ts';
import { headers } from './headers.ts';
import { httpCli } from './http-cli.ts';
import { http2 } from './http2.ts';
import { idleConnections } from './idle-connections.ts';
import { names } from './names.ts';
import { paths } from './paths.ts';
import { publicAddress } from './public-address.ts';
import { redirects } from './redirects.ts';
import { requestFraming } from './request-framing.ts';
import { reverseProxyCheck } from './reverse-proxy-check.ts';
import { session } from './session.ts';
import { streaming } from './streaming.ts';
import { NotApplicable, type Check, type Subject } from './subject.ts';
import { tcpAgents } from './tcp-agents.ts';
import { tls } from './tls.ts';
import { uploads } from './uploads.ts';
import { webSocket } from './websocket.ts';

export type { Check, Subject } from './subject.ts';

export const contract: Readonly<Record<CheckId, Check>> = {
  ...publicAddress,
  ...forgedHeaders,
  ...reverseProxyCheck,
  ...paths,
  ...redirects,
  ...session,
  ...headers,
  ...names,
  ...requestFraming,
  ...http2,
  ...floods,
  ...tls,
  ...webSocket,
  ...tcpAgents,
  ...httpCli,
  ...consoleLog,
  ...streaming,
  ...uploads,
  ...idleConnections,
  ...availability,
};

export interface Outcome {
  readonly id: CheckId;
  readonly result: 'passed' | 'failed' | 'not-applicable';
  /** Why it failed or does not apply. */
  readonly message?: string;
  readonly milliseconds: number;
}

/** A check that hangs is a failure; each read of a check has a shorter limit of its own. */
const limitOf = (id: CheckId): number =>
  rules[id].speed === 'slow' ? 150_000 : rules[id].exclusive === true ? 60_000 : 45_000;

const withinLimit = async (id: CheckId, subject: Subject): Promise<void> => {
  const limit = limitOf(id);
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`not finished within ${limit / 1000} s`)),
      limit,
    ).unref();
  });
  try {
    await Promise.race([contract[id](subject), tooLong]);
  } finally {
    clearTimeout(timer);
  }
};

const runCheck = async (id: CheckId, subject: Subject): Promise<Outcome> => {
  const began = performance.now();
  const outcome = (result: Outcome['result'], message?: string): Outcome => ({
    id,
    result,
    ...(message === undefined ? {} : { message }),
    milliseconds: Math.round(performance.now() - began),
  });
  if (!appliesTo(id, subject.form)) return outcome('not-applicable');
  try {
    await withinLimit(id, subject);
    return outcome('passed');
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return outcome(error instanceof NotApplicable ? 'not-applicable' : 'failed', message);
  }
};

/**
 * Holds a proxy against the contract: slow checks beside the others, those that stop Jenkins alone
 * at the end.
 *
 * @param only The checks to run; all when absent.
 * @param onOutcome Told of each outcome as it comes.
 * @param takeTurn Awaited before the checks that keep the machine busy; what it returns is called after them.
 * @returns the outcomes in the order of `only`.
 */
export const runContract = async (
  subject: Subject,
  only: readonly CheckId[] = checkIds,
  onOutcome: (outcome: Outcome) => void = () => undefined,
  takeTurn: () => Promise<() => void> = () => Promise.resolve(() => undefined),
): Promise<Outcome[]> => {
  const outcomes = new Map<CheckId, Outcome>();
  const run = async (id: CheckId): Promise<void> => {
    const outcome = await runCheck(id, subject);
    outcomes.set(id, outcome);
    onOutcome(outcome);
  };
  const inOrder = async (ids: readonly CheckId[]): Promise<void> => {
    for (const id of ids) await run(id);
  };
  const isSlow = (id: CheckId): boolean => rules[id].speed === 'slow';
  const isPaced = (id: CheckId): boolean => rules[id].speed === 'paced';
  const isExclusive = (id: CheckId): boolean => rules[id].exclusive === true;
  // These wait and load nothing, so they do not wait for a turn as well.
  const slow = Promise.all(only.filter(isSlow).map(run));
  const giveBack = await takeTurn();
  await inOrder(only.filter((id) => rules[id].speed === undefined && !isExclusive(id)));
  await Promise.all(only.filter(isPaced).map(run));
  giveBack();
  await slow;
  await inOrder(only.filter(isExclusive));
  return only.flatMap((id) => outcomes.get(id) ?? []);
};

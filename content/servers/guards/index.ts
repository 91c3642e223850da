import type { ServerId } from '../index.ts';
import { acmeChallenge } from './acme-challenge.ts';
import { addresses } from './addresses.ts';
import { clientCertificates } from './client-certificates.ts';
import { guardIds, type Guard, type GuardId, type WithoutGuard } from './guard.ts';
import { ownCertificates } from './own-certificates.ts';
import { resourceRootUrl, withoutResourceRootUrl } from './resource-root-url.ts';
import { signInLimit, withoutSignInLimit } from './sign-in-limit.ts';
import { singleSignOn, withoutSingleSignOn } from './single-sign-on.ts';

export * from './guard.ts';

/** What readers add to the examples, by what it looks at and by server. */
export const guards: Readonly<Record<GuardId, Readonly<Partial<Record<ServerId, Guard>>>>> = {
  addresses,
  'client-certificates': clientCertificates,
  'sign-in-limit': signInLimit,
  'single-sign-on': singleSignOn,
  'acme-challenge': acmeChallenge,
  'own-certificates': ownCertificates,
  'resource-root-url': resourceRootUrl,
};

/** Servers without a guard of a kind, with the reason. */
export const withoutGuards: Readonly<
  Partial<Record<GuardId, Readonly<Partial<Record<ServerId, WithoutGuard>>>>>
> = {
  'sign-in-limit': withoutSignInLimit,
  'single-sign-on': withoutSingleSignOn,
  'resource-root-url': withoutResourceRootUrl,
};

/**
 * The kind of guard of an id.
 * @throws for an unknown id; the message lists the known ones.
 */
export const findGuards = (id: string): GuardId => {
  const found = guardIds.find((each) => each === id);
  if (found === undefined) throw new Error(`No guard “${id}”; guards: ${guardIds.join(', ')}.`);
  return found;
};

/**
 * The CSRF crumb.
 *
 * Jenkins source `hudson/security/csrf/DefaultCrumbIssuer.java`, `CrumbFilter.java`,
 * `hudson/cli/CliCrumbExclusion.java`, `jenkins/security/ApiCrumbExclusion.java`.
 */

import { createHash } from 'node:crypto';
import type { Principal } from './accounts.ts';

export const crumbField = 'Jenkins-Crumb';

/** 64 hexadecimal digits: SHA-256 over `<user>;<session id>` and the salt of the instance. */
export const crumb = (userName: string, sessionId: string, salt: string): string =>
  createHash('sha256')
    .update(`${userName};${sessionId}`, 'utf8')
    .update(salt, 'ascii')
    .digest('hex');

export interface CrumbSubject {
  /** Path after the context, as received. */
  path: string;
  principal: Principal;
  contentType: string | null;
}

/** Whether a POST may go without a crumb. */
export const isExempt = ({ path, principal, contentType }: CrumbSubject): boolean =>
  principal.apiToken ||
  path === '/cli' ||
  path.startsWith('/content-security-policy-reporting-endpoint/') ||
  // Plugins bring exclusions of their own: github and sse-gateway.
  path === '/github-webhook' ||
  path === '/github-webhook/' ||
  (path === '/sse-gateway/configure' && (contentType?.includes('application/json') ?? false)) ||
  // The double's own body sink, which no Jenkins has.
  path === '/sink';

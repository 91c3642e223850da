/** Content Security Policy and reporting headers (Jenkins source `jenkins/security/csp/`). */

import { createHmac } from 'node:crypto';
import type { Exchange } from './exchange.ts';

/** Policy of user content: workspace files and artifacts. */
export const sandboxPolicy =
  "sandbox allow-same-origin; default-src 'none'; img-src 'self'; style-src 'self';";

const directivesWith = (hosts: number): string[] => [
  "base-uri 'none'",
  "default-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'self'",
  [
    "img-src 'self' data:",
    ...Array.from({ length: hosts }, (_, index) => `avatar-${index}.example.org`),
  ].join(' '),
  "script-src 'report-sample' 'self' usage.jenkins.io",
  "style-src 'report-sample' 'self' 'unsafe-inline'",
];

/** `<MAC>:<user>:<class>:<rest of path>`, each base64url with padding. */
const reportToken = ({ jenkins, principal, path }: Exchange): string => {
  const parts = [principal.name, 'hudson.model.Hudson', path.slice(1)].map((part) =>
    paddedBase64Url(Buffer.from(part, 'utf8')),
  );
  const mac = createHmac('sha256', jenkins.crumbSalt).update(parts.join(':')).digest();
  return [paddedBase64Url(mac), ...parts].join(':');
};

const paddedBase64Url = (bytes: Buffer): string =>
  bytes.toString('base64').replaceAll('+', '-').replaceAll('/', '_');

/**
 * Sets the headers.
 *
 * @param root Root URL of the report address: `R` on rendered pages, `J` elsewhere; without it the
 *   policy has no report address.
 */
export const setContentSecurityPolicy = (exchange: Exchange, root: string | null): void => {
  const { csp, policyHosts } = exchange.jenkins.config;
  const directives = directivesWith(policyHosts);
  if (csp === 'off') return;
  const name =
    csp === 'enforce' ? 'Content-Security-Policy' : 'Content-Security-Policy-Report-Only';
  if (root === null) {
    exchange.response.set(name, `${directives.join('; ')};`);
    return;
  }
  const endpoint = `${root}content-security-policy-reporting-endpoint/${reportToken(exchange)}`;
  const reporting = ['report-to content-security-policy', `report-uri ${endpoint}`];
  exchange.response.set(name, [...directives, ...reporting].join('; '));
  exchange.response.set('Reporting-Endpoints', `content-security-policy: ${endpoint}`);
};

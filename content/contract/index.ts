import type { Form } from '#settings';
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
import { tcpAgents } from './tcp-agents.ts';
import { tls } from './tls.ts';
import { uploads } from './uploads.ts';
import { webSocket } from './websocket.ts';
import type { Rule } from './rule.ts';

/** The rules by what they are about; the check of each is in the file of `tests/contract` of that name. */
export const themes = {
  publicAddress,
  forgedHeaders,
  reverseProxyCheck,
  paths,
  redirects,
  session,
  headers,
  names,
  requestFraming,
  http2,
  floods,
  tls,
  webSocket,
  tcpAgents,
  httpCli,
  consoleLog,
  streaming,
  uploads,
  idleConnections,
  availability,
} as const;

/**
 * The contract: what every reverse proxy in front of Jenkins must do, in the order in which the
 * rules are checked and shown. The comment above a rule says what breaks it.
 */
export const checks = {
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
} as const satisfies Readonly<Record<string, Rule>>;

export type CheckId = keyof typeof checks;

/** All rules, in the order of the contract, with their optional fields. */
export const rules: Readonly<Record<CheckId, Rule>> = checks;

export const checkIds = Object.keys(checks) as CheckId[];

export const isCheckId = (value: string): value is CheckId => Object.hasOwn(checks, value);

/** Whether a rule has a meaning for a shape: a redirect to HTTPS has none without TLS. */
export const appliesTo = (id: CheckId, form: Form): boolean => rules[id].appliesTo?.(form) ?? true;

export type { Rule } from './rule.ts';
export * from './syntax.ts';

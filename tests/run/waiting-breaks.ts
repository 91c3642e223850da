import { breaks } from '#symptoms';

/**
 * Broken set-ups whose runs wait for a limit of the server or of Jenkins rather than load the
 * machine, those that wait longest first: from two and a half minutes down to a quarter of one.
 * They run beside all others, so that the whole takes little longer than the first.
 */
const waiting: readonly string[] = [
  'nginx/contract/impatience',
  'nginx/answer-takes-too-long',
  'pomerium/answer-takes-too-long',
  'nginx/contract/closed-unnoticed',
  'haproxy/tcp-idle-limit',
  'nginx/contract/endless-head',
  'traefik/contract/one-minute',
  'nginx/websocket-idle-limit',
  'nginx/websocket-idle-limit/log-level',
  'haproxy/websocket-idle-limit',
  'nginx/contract/slow-responses',
  'squid/answer-takes-too-long',
  'lighttpd/answer-takes-too-long',
  'haproxy/answer-takes-too-long',
  'apache/answer-takes-too-long',
  'caddy/answer-takes-too-long',
  'traefik/answer-takes-too-long',
  'envoy/answer-takes-too-long',
  'envoy/answer-takes-too-long/idle-limit',
  'lighttpd/response-collected',
  'lighttpd/cli-body-buffered',
  'nginx/cli-body-buffered',
  'traefik/response-collected',
  'traefik/cli-body-buffered',
  'envoy/cli-body-buffered',
  'nginx/events-compressed',
  'squid/jenkins-stopped',
  'haproxy/jenkins-stopped',
];

const unknown = waiting.filter((id) => breaks[id] === undefined);
if (unknown.length > 0) throw new Error(`No such break: ${unknown.join(', ')}.`);

/** The tag of tests that mostly wait; `playwright.config.ts` has a project for them. */
export const waits = '@waits';

/** Ids of all breaks in the order in which they are run, and whether each mostly waits. */
export const breaksInOrder: readonly { readonly id: string; readonly mostlyWaits: boolean }[] = [
  ...waiting.map((id) => ({ id, mostlyWaits: true })),
  ...Object.keys(breaks)
    .filter((id) => !waiting.includes(id))
    .map((id) => ({ id, mostlyWaits: false })),
];

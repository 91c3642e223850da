import type { Break, Cause, Reported, SymptomBreaks } from './break.ts';
import { brokenProxyBanner } from './broken-proxy-banner/index.ts';
import { noValidCrumb } from './no-valid-crumb.ts';
import { timeout504 } from './timeout-504.ts';
import { redirectsToHttp } from './redirects-to-http.ts';
import { upload413 } from './upload-413.ts';
import { websocketAgentHandshake } from './websocket-agent-handshake.ts';
import { agentsDropWhenIdle } from './agents-drop-when-idle.ts';
import { ambiguousUri } from './ambiguous-uri.ts';
import { certificateNotTrusted } from './certificate-not-trusted.ts';
import { cliFails } from './cli-fails.ts';
import { contractRules } from './contract-rules/index.ts';
import { h2cUpgrade400 } from './h2c-upgrade-400.ts';
import { invalidSni } from './invalid-sni.ts';
import { jenkinsDoesNotStart } from './jenkins-does-not-start.ts';
import { localPort80 } from './local-port-80.ts';
import { loginLoop } from './login-loop.ts';
import { proxyAuthentication401 } from './proxy-authentication-401.ts';
import { tcpAgentUnreachable } from './tcp-agent-unreachable.ts';
import { waitsForTheInternet } from './waits-for-the-internet.ts';
import { webhookRefused } from './webhook-refused.ts';
import { badGateway } from './bad-gateway.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { downloadCut } from './download-cut.ts';
import { eventsArriveLate } from './events-arrive-late.ts';
import { responseHeaderTooBig } from './response-header-too-big.ts';
import { sharedCache } from './shared-cache.ts';
import { missingStylesUnderPath } from './missing-styles-under-path.ts';
import { encodedSlash404 } from './encoded-slash-404.ts';
import { portLostInRedirects } from './port-lost-in-redirects.ts';
import { outdatedSample } from './outdated-sample.ts';
import { blockedCrossOrigin } from './blocked-cross-origin.ts';
import { mixedContent } from './mixed-content.ts';
import { tooManyRedirects } from './too-many-redirects.ts';
import { dnsLookupFailure } from './dns-lookup-failure.ts';
import { apacheRewrite403 } from './apache-rewrite-403.ts';
import { traefikSetUps } from './traefik/index.ts';
import { envoySetUps } from './envoy.ts';

const symptoms: readonly SymptomBreaks[] = [
  badGateway,
  contentSecurityPolicy,
  downloadCut,
  eventsArriveLate,
  responseHeaderTooBig,
  sharedCache,
  brokenProxyBanner,
  noValidCrumb,
  redirectsToHttp,
  websocketAgentHandshake,
  timeout504,
  upload413,
  agentsDropWhenIdle,
  ambiguousUri,
  certificateNotTrusted,
  cliFails,
  h2cUpgrade400,
  invalidSni,
  jenkinsDoesNotStart,
  localPort80,
  loginLoop,
  proxyAuthentication401,
  tcpAgentUnreachable,
  waitsForTheInternet,
  webhookRefused,
  missingStylesUnderPath,
  encodedSlash404,
  portLostInRedirects,
  outdatedSample,
  mixedContent,
  blockedCrossOrigin,
  tooManyRedirects,
  dnsLookupFailure,
  apacheRewrite403,
  traefikSetUps,
  envoySetUps,
  contractRules,
];

/** @throws when two symptoms use the same id, since one would hide the other. */
const joined = <Value>(
  records: readonly Readonly<Record<string, Value>>[],
): Record<string, Value> => {
  const all: Record<string, Value> = {};
  for (const [id, value] of records.flatMap((record) => Object.entries(record))) {
    if (id in all)
      throw new Error(`The id “${id}” is used by two symptoms; ids are one namespace.`);
    all[id] = value;
  }
  return all;
};

/**
 * Causes, breaks and reports of every symptom: one module a symptom, joined here. Break ids are
 * `<server>/<cause>`, with a further part when a server shows a cause in several ways.
 */
export const causes: Readonly<Record<string, Cause>> = joined(
  symptoms.map(({ causes: own }) => own),
);

export const breaks: Readonly<Record<string, Break>> = joined(
  symptoms.map(({ breaks: own }) => own),
);

export const reports: readonly Reported[] = symptoms.flatMap(({ reports: own }) => own);

/**
 * The break of an id.
 * @throws for an unknown id; the message lists the known ones.
 */
export const findBreak = (id: string): Break => {
  const found = breaks[id];
  if (found === undefined) {
    throw new Error(`No break “${id}”; breaks: ${Object.keys(breaks).join(', ')}.`);
  }
  return found;
};

/**
 * The cause of an id.
 * @throws for an unknown id; the message lists the known ones.
 */
export const findCause = (id: string): Cause => {
  const found = causes[id];
  if (found === undefined) {
    throw new Error(`No cause “${id}”; causes: ${Object.keys(causes).join(', ')}.`);
  }
  return found;
};

/** The breaks that show a cause, with their ids. */
export const breaksOf = (cause: string): (readonly [string, Break])[] =>
  Object.entries(breaks).filter(
    ([, { cause: own, alsoShows = [] }]) => own === cause || alsoShows.includes(cause),
  );

/** What is only reported of a cause. */
export const reportsOf = (cause: string): Reported[] =>
  reports.filter((report) => report.cause === cause);

export * from './break.ts';
export * from './files.ts';
export * from './ids.ts';
export * from './servers.ts';

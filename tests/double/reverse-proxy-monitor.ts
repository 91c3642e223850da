/**
 * Jenkins' own check of the reverse proxy, and the quieter one of URI decoding.
 *
 * Jenkins source `hudson/diagnosis/ReverseProxySetupMonitor.java` and
 * `jenkins/diagnostics/URICheckEncodingMonitor.java`.
 */

import {
  configuredRootUrl,
  header,
  readParameters,
  redirect,
  requirePermission,
  type Exchange,
} from './exchange.ts';
import { log } from './instance.ts';
import { sendNotFound } from './pages.ts';
import { rawEncode } from './stapler-path.ts';

export const monitorId = 'hudson.diagnosis.ReverseProxySetupMonitor';
export const uriMonitorId = 'jenkins.diagnostics.URICheckEncodingMonitor';

/** `…/test`: 302 to the configured root URL, the page the browser came from in one path segment. */
export const sendTest = async (exchange: Exchange): Promise<void> => {
  requirePermission(exchange, 'hudson.model.Hudson.SystemRead');
  const { contextPath } = exchange.jenkins.config;
  const referer = header(exchange, 'Referer');
  const parameter = await readParameters(exchange);
  const context =
    parameter('testWithContext') === 'true' && contextPath !== '' ? `${contextPath.slice(1)}/` : '';
  const segment = referer === null ? 'NO-REFERER' : rawEncode(referer);
  const target = `${configuredRootUrl(exchange)}${context}administrativeMonitor/${monitorId}/testForReverseProxySetup/${segment}/`;
  log(
    exchange.jenkins,
    'FINE',
    'h.d.ReverseProxySetupMonitor#doTest',
    `coming from ${referer ?? 'null'} and redirecting to ${target}`,
  );
  return redirect(exchange, target);
};

/**
 * `…/testForReverseProxySetup/<segment>/`: whether the root URL of this request is where the browser
 * was.
 *
 * @param segment First segment after it, decoded once; whatever follows is not looked at.
 */
export const sendVerdict = (exchange: Exchange, segment: string): Promise<void> => {
  requirePermission(exchange, 'hudson.model.Hudson.SystemRead');
  const expected = `${exchange.rootUrl}manage`;
  if (segment.startsWith(expected)) return exchange.response.send(200);
  const mismatch = `${expected} vs. ${segment}`;
  log(
    exchange.jenkins,
    'WARNING',
    'h.d.ReverseProxySetupMonitor#getTestForReverseProxySetup',
    mismatch,
  );
  return sendNotFound(exchange, mismatch);
};

/** `…/checkURIEncoding?value=…`: `<div/>` when the two characters arrive whole. */
export const sendUriEncodingVerdict = async (exchange: Exchange): Promise<void> => {
  requirePermission(exchange, 'hudson.model.Hudson.Administer');
  const value = (await readParameters(exchange))('value');
  exchange.response.set('Content-Type', 'text/html;charset=utf-8');
  return exchange.response.send(
    200,
    value === '執事'
      ? '<div/>'
      : '<div class=warning>Your container doesn’t use UTF-8 to decode URLs. If you use non-ASCII characters as a job name etc, this will cause problems.</div>',
  );
};

/** `/whoAmI/`: what Jenkins received, readable without login (`hudson/security/WhoAmI`). */

import { escapeHtml } from './error-page.ts';
import type { Exchange } from './exchange.ts';
import { sendApiJson, sendPage } from './pages.ts';

/** The page; `Host` is shown as the container rewrote it, secrets are redacted. */
export const sendWhoAmI = (exchange: Exchange): Promise<void> => {
  const { principal, container, request } = exchange;
  const rows = request.headers.map(([name, value]) => {
    const shown = /^(?:cookie|authorization)$/i.test(name)
      ? '(redacted for security reasons)'
      : name.toLowerCase() === 'host'
        ? (container.host ?? value)
        : value;
    return `<tr><td>${escapeHtml(name)}</td><td>${escapeHtml(shown)}</td></tr>`;
  });
  return sendPage(exchange, {
    title: 'Who Am I?',
    body: `<h1>Who Am I?</h1>
<table><tr><td>Name:</td><td>${escapeHtml(principal.name)}</td></tr>
<tr><td>IsAuthenticated?:</td><td>true</td></tr></table>
<h2>Request Headers</h2>
<table class="request-headers">
${rows.join('\n')}
</table>`,
  });
};

/**
 * The REST answer. Besides what Jenkins says it has `headers` (every line as received: order, case,
 * duplicates, `Host` before rewriting), `rootUrl` and `container`.
 */
export const sendWhoAmIJson = (exchange: Exchange): Promise<void> => {
  const { principal, container, request, rootUrl } = exchange;
  return sendApiJson(exchange, {
    _class: 'hudson.security.WhoAmI',
    anonymous: principal.anonymous,
    authenticated: true,
    authorities: principal.anonymous ? ['anonymous'] : ['authenticated'],
    name: principal.name,
    headers: request.headers,
    httpVersion: request.httpVersion,
    target: request.target,
    rootUrl,
    container,
  });
};

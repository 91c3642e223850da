/** Rendered pages and REST answers, with the headers that identify Jenkins. */

import { currentCrumb, header, type Exchange } from './exchange.ts';
import { crumbField } from './crumb.ts';
import { escapeHtml } from './error-page.ts';
import { setContentSecurityPolicy } from './security-headers.ts';

/** Base64 of an RSA public key nobody has the other half of. */
export const instanceIdentity =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAnYVvZ5uJ8H4SE6HFnIDoY075H74YzAox1tq2peJDqjnD6KnKMYtNtF6b0EA4OhXhB9bX7wXPa95gHyZQXYBcFgTvLYPM7DaABpjMxz+LMAijWtSNFYkj9cHpuOhuNQn4fnEBn1ZueR1qXsBd83xvlT7OzFHDGbA9cX8G7MqDxGEfkx2S7nEb6+QRVhbdT/MRufspaHHQAYTYpUL1D0w8EilyHBJ50kMg2cQYrGy1dgtBokjDDL+Od36Siwgki2OEyLeFAOJ0kGcJXMFL5dmc4balw0/vR0z6UqK+mxdseu1NqebcTFdMz6Gk5iEIeHx563ZdfDbXDXh74Rk45tJeCQIDAQAB';

/** `X-Hudson`, `X-Jenkins`, `X-Jenkins-Session`: pages. */
export const identify = (exchange: Exchange): void => {
  exchange.response.set('X-Hudson', '1.395');
  identifyApi(exchange);
};

/** `X-Jenkins`, `X-Jenkins-Session`: answers of the REST API. */
const identifyApi = ({ response, jenkins }: Exchange): void => {
  response.set('X-Jenkins', jenkins.config.version);
  response.set('X-Jenkins-Session', jenkins.sessionHash);
};

export interface Page {
  title: string;
  /** HTML. */
  body: string;
  status?: number;
  /**
   * The bare layout of signing in (`layout type="full-screen"`): its head has no crumb, and the
   * headers that full pages send against other origins are missing.
   */
  bare?: boolean;
}

/** A page of the layout (`lib/layout/layout.jelly`); creates a session for its crumb. */
export const sendPage = (
  exchange: Exchange,
  { title, body, status = 200, bare = false }: Page,
): Promise<void> => {
  const { response, jenkins } = exchange;
  const { contextPath, sshEndpoint } = jenkins.config;
  const crumb = currentCrumb(exchange);
  const crumbInHead = bare ? '' : ` data-crumb-header="${crumbField}" data-crumb-value="${crumb}"`;
  const resources = `${contextPath}/static/${jenkins.sessionHash}`;
  setContentSecurityPolicy(exchange, exchange.rootUrl);
  response.set('Cache-Control', 'no-cache,no-store,must-revalidate');
  response.set('Expires', '0');
  response.set('X-Hudson-Theme', 'default');
  if (!bare) {
    response.set('Referrer-Policy', 'same-origin');
    response.set('Cross-Origin-Opener-Policy', 'same-origin');
  }
  identify(exchange);
  response.set('X-Instance-Identity', instanceIdentity);
  if (sshEndpoint !== null) response.set('X-SSH-Endpoint', sshEndpoint);
  response.set('X-Frame-Options', 'sameorigin');
  response.set('Content-Type', 'text/html;charset=utf-8');
  return response.send(
    status,
    `<!DOCTYPE html><html><head resURL="${resources}" data-rooturl="${contextPath}" data-resurl="${resources}" data-extensions-available="true"${crumbInHead}>
<title>${escapeHtml(title)} - Jenkins</title>
<link rel="stylesheet" href="${resources}/jsbundles/styles.css">
<link rel="icon" href="${resources}/favicon.ico">
<script src="${resources}/scripts/redirect.js"></script>
</head><body id="jenkins" class="yui-skin-sam">
<header id="page-header"><a id="jenkins-head-icon" href="${contextPath}/">Jenkins</a></header>
<div id="main-panel">
${body}
</div>
<footer><span>Jenkins ${escapeHtml(jenkins.config.version)}</span></footer>
</body></html>
`,
  );
};

/** The themed 404: the butler, `Oops!` and what was wrong. */
export const sendNotFound = (exchange: Exchange, message = ''): Promise<void> => {
  const { contextPath } = exchange.jenkins.config;
  const heading = message === '' ? 'Not Found' : message;
  return sendPage(exchange, {
    status: 404,
    title: heading,
    body: `<img src="${contextPath}/static/${exchange.jenkins.sessionHash}/images/rage.svg" alt="[!]">
<h1>Oops!</h1>
<h2>${escapeHtml(heading)}</h2>
<p>This page may not exist, or you may not have permission to see it.</p>
<p>If you have an account, try <a href="${contextPath}/login">logging in</a>.</p>`,
  });
};

/** The page for an uncaught exception. */
export const sendProblem = (exchange: Exchange, loggingId: string): Promise<void> =>
  sendPage(exchange, {
    status: 500,
    title: 'Oops!',
    body: `<h1>Oops!</h1>
<h2>A problem occurred while processing the request</h2>
<p>Logging ID=${loggingId}</p>`,
  });

/** The page a GET gets on an address that changes something. */
export const sendPostRequired = (exchange: Exchange): Promise<void> => {
  exchange.response.set('Allow', 'POST');
  return sendPage(exchange, {
    status: 405,
    title: 'Form post required',
    body: `<h1>This URL requires POST</h1>
<p>The URL you are trying to access requires that requests be sent using POST (like a form submission).</p>
<form method="post"><button>Retry using POST</button></form>`,
  });
};

/** An answer of the REST API (`hudson/model/Api.java`). */
export const sendApi = (exchange: Exchange, contentType: string, body: string): Promise<void> => {
  const { response } = exchange;
  identifyApi(exchange);
  response.set('X-Frame-Options', 'deny');
  response.set('Content-Type', contentType);
  return response.send(200, body);
};

export const sendApiJson = (exchange: Exchange, value: unknown): Promise<void> =>
  sendApi(exchange, 'application/json;charset=utf-8', JSON.stringify(value));

/** Plain JSON that is no part of the REST API, hence without identification. */
export const sendJson = (exchange: Exchange, value: unknown, status = 200): Promise<void> => {
  exchange.response.set('Content-Type', 'application/json;charset=utf-8');
  return exchange.response.send(status, JSON.stringify(value));
};

/** Whether the visitor's first language is French, the one translation the double has. */
export const prefersFrench = (exchange: Exchange): boolean =>
  /^\s*fr\b/i.test(header(exchange, 'Accept-Language') ?? '');

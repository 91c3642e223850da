/** From a path to what answers it: static files first, then objects, as Stapler does. */

import { may } from './accounts.ts';
import { sendAgentListener, serveAgent } from './agents.ts';
import { sendLogin, sendLoginError } from './authentication.ts';
import { sendCliPage, serveHttpCli, serveWebSocketCli } from './cli.ts';
import { crumbField } from './crumb.ts';
import { escapeHtml } from './error-page.ts';
import { configureEvents, connectEvents, listenToEvents, pingEvents } from './events.ts';
import {
  AccessDenied,
  configuredRootUrl,
  currentCrumb,
  readParameters,
  redirectToSlash,
  requirePermission,
  sendError,
  type Exchange,
} from './exchange.ts';
import { jobAddress, serveJob } from './job-pages.ts';
import {
  sendBigHeader,
  sendDownload,
  sendSinkReport,
  sendSlowly,
  sendStream,
  sendUploadReport,
} from './measuring-pages.ts';
import {
  instanceIdentity,
  sendApi,
  sendApiJson,
  sendJson,
  sendNotFound,
  sendPage,
  sendPostRequired,
} from './pages.ts';
import {
  monitorId,
  sendTest,
  sendUriEncodingVerdict,
  sendVerdict,
  uriMonitorId,
} from './reverse-proxy-monitor.ts';
import { staplerPath, type StaplerPath } from './stapler-path.ts';
import { findFile, findProgram, sendFile, sendProgram } from './static-files.ts';
import { echoListener, upgradeToWebSocket } from './websocket.ts';
import { sendWhoAmI, sendWhoAmIJson } from './who-am-i.ts';

type Handler = (exchange: Exchange, path: StaplerPath) => Promise<void>;

/** An object whose address ends in a slash; what stands below it is looked up by name. */
const object =
  (index: Handler, below: Record<string, Handler> = {}): Handler =>
  (exchange, path) => {
    const [, name, ...deeper] = path.tokens;
    if (name === undefined) {
      return path.endsWithSlash ? index(exchange, path) : redirectToSlash(exchange);
    }
    const handler = below[[name, ...deeper].join('/')];
    return handler ? handler(exchange, path) : sendNotFound(exchange);
  };

/** A view of the root: nothing stands below its name, not even a slash. */
const view =
  (page: Handler): Handler =>
  (exchange, path) =>
    path.tokens.length === 1 && !path.endsWithSlash ? page(exchange, path) : sendNotFound(exchange);

const notFound: Handler = (exchange) => sendNotFound(exchange);

/** Root objects reachable without Overall/Read (`ALWAYS_READABLE_PATHS`, `UnprotectedRootAction`). */
const open: Record<string, Handler> = {
  login: view(sendLogin),
  loginError: view(sendLoginError),
  '404': notFound,
  oops: notFound,
  error: notFound,
  accessDenied: notFound,
  signup: notFound,
  federatedLoginService: notFound,
  securityRealm: notFound,
  jnlpJars(exchange, { tokens }) {
    const program = findProgram(tokens[1] ?? '');
    return program ? sendProgram(exchange, program) : sendNotFound(exchange);
  },
  whoAmI: object(sendWhoAmI, { 'api/json': sendWhoAmIJson }),
  cli(exchange, path) {
    if (path.tokens.length === 1 && exchange.request.method === 'POST') {
      return serveHttpCli(exchange);
    }
    return object(sendCliPage, { ws: serveWebSocketCli })(exchange, path);
  },
  wsagents: object(serveAgent),
  tcpSlaveAgentListener: object(sendAgentListener),
  'instance-identity': object((exchange) => {
    exchange.response.set('X-Instance-Identity', instanceIdentity);
    return sendPage(exchange, { title: 'Instance Identity', body: '<h1>Instance Identity</h1>' });
  }),
  health: object((exchange) => sendJson(exchange, { status: true })),
  'static-files': (exchange) =>
    sendNotFound(exchange, 'Cannot handle requests to this URL unless on Jenkins resource URL.'),
  async 'content-security-policy-reporting-endpoint'(exchange) {
    if (exchange.request.method !== 'POST') return sendPostRequired(exchange);
    await exchange.body.drain();
    return exchange.response.send(200);
  },
  'github-webhook': object(async (exchange) => {
    if (exchange.request.method !== 'POST') return sendPostRequired(exchange);
    await exchange.body.drain();
    const event = exchange.request.headers.some(([name]) => /^x-github-event$/i.test(name));
    return event
      ? exchange.response.send(200)
      : sendError(exchange, 400, 'Hook should contain event type');
  }),
  slow: sendSlowly,
  stream: sendStream,
  download: sendDownload,
  'big-header': sendBigHeader,
  sink: sendSinkReport,
};

/** Root objects that need Overall/Read. */
const restricted: Record<string, Handler> = {
  api(exchange, { tokens }) {
    if (tokens[1] !== 'json') return sendNotFound(exchange);
    const root = configuredRootUrl(exchange);
    return sendApiJson(exchange, {
      _class: 'hudson.model.Hudson',
      mode: 'NORMAL',
      jobs: exchange.jenkins.builds.names().map((name) => ({ name, url: root + jobAddress(name) })),
      url: root,
    });
  },
  manage: object((exchange) => {
    requirePermission(exchange, 'hudson.model.Hudson.SystemRead');
    const { contextPath } = exchange.jenkins.config;
    return sendPage(exchange, {
      title: 'Manage Jenkins',
      body: `<h1>Manage Jenkins</h1>
<div class="alert alert-danger reverse-proxy__hidden" id="reverse-proxy-setup-warning">It appears that your reverse proxy set up is broken.</div>
<span id="redirect-data" data-url="${contextPath}/administrativeMonitor/${monitorId}/test" data-context="${contextPath}"></span>`,
    });
  }),
  administrativeMonitor(exchange, { tokens }) {
    const [, monitor, page, segment] = tokens;
    if (monitor === monitorId) {
      if (page === 'test') return sendTest(exchange);
      if (page === 'testForReverseProxySetup' && segment !== undefined) {
        return sendVerdict(exchange, segment);
      }
      // The monitor object itself demands the permission before anything below it is looked up.
      requirePermission(exchange, 'hudson.model.Hudson.SystemRead');
    }
    if (monitor === uriMonitorId && page === 'checkURIEncoding') {
      return sendUriEncodingVerdict(exchange);
    }
    return sendNotFound(exchange);
  },
  async crumbIssuer(exchange, { tokens }) {
    const [, api, format] = tokens;
    const crumb = currentCrumb(exchange);
    if (api === 'api' && format === 'json') {
      return sendApiJson(exchange, {
        _class: 'hudson.security.csrf.DefaultCrumbIssuer',
        crumb,
        crumbRequestField: crumbField,
      });
    }
    if (api === 'api' && format === 'xml') {
      const xpath = (await readParameters(exchange))('xpath');
      return xpath === null
        ? sendApi(
            exchange,
            'application/xml;charset=utf-8',
            `<defaultCrumbIssuer _class='hudson.security.csrf.DefaultCrumbIssuer'><crumb>${crumb}</crumb><crumbRequestField>${crumbField}</crumbRequestField></defaultCrumbIssuer>`,
          )
        : sendApi(exchange, 'text/plain;charset=utf-8', `${crumbField}:${crumb}`);
    }
    return sendNotFound(exchange);
  },
  job: serveJob,
  queue(exchange, { tokens, endsWithSlash }) {
    const [, item, id = ''] = tokens;
    const known = Number(id) >= 1 && Number(id) <= exchange.jenkins.lastQueueItem;
    if (item !== 'item' || !known) return sendNotFound(exchange);
    if (tokens[3] === 'api') {
      return sendApiJson(exchange, { _class: 'hudson.model.Queue$LeftItem', id: Number(id) });
    }
    if (!endsWithSlash) return redirectToSlash(exchange);
    return sendPage(exchange, { title: `Queue item ${id}`, body: `<h1>Queue item ${id}</h1>` });
  },
  pluginManager: object(notFound, { uploadPlugin: sendUploadReport }),
  wsecho: object(async (exchange) => {
    requirePermission(exchange, 'hudson.model.Hudson.Administer');
    const socket = await upgradeToWebSocket(exchange, echoListener);
    await socket?.closed;
  }),
  'sse-gateway': object(notFound, {
    connect: connectEvents,
    configure: configureEvents,
    ping: pingEvents,
  }),
};

const sendDashboard = (exchange: Exchange): Promise<void> => {
  const { contextPath } = exchange.jenkins.config;
  const links = exchange.jenkins.builds
    .names()
    .map((name) => `<li><a href="${contextPath}/${jobAddress(name)}">${escapeHtml(name)}</a></li>`);
  return sendPage(exchange, { title: 'Dashboard', body: `<ul>${links.join('')}</ul>` });
};

/** Looks up static files, with and without the session hash in front. */
const serveStatic = (exchange: Exchange, { tokens }: StaplerPath): Promise<void> | null => {
  const method = exchange.request.method;
  if (method !== 'GET' && method !== 'HEAD') return null;
  const hashed = /^(?:static|adjuncts|resources)$/.test(tokens[0] ?? '') && tokens.length > 2;
  const file = findFile((hashed ? tokens.slice(2) : tokens).join('/'));
  return file ? sendFile(exchange, file, hashed) : null;
};

/** @throws AccessDenied, Refusal, IllegalPiece and whatever a page throws */
export const route = async (exchange: Exchange): Promise<void> => {
  // The event stream is a filter of its plugin and never reaches Stapler.
  if (exchange.path.startsWith('/sse-gateway/listen/')) return listenToEvents(exchange);
  const path = staplerPath(exchange.path);
  const served = serveStatic(exchange, path);
  if (served) return served;
  const [first] = path.tokens;
  const openHandler = first === undefined ? undefined : open[first];
  if (openHandler) return openHandler(exchange, path);
  if (first === 'adjuncts' || first === 'static') return sendNotFound(exchange);
  if (!may(exchange.principal, 'hudson.model.Hudson.Read')) {
    throw new AccessDenied(exchange.principal, 'hudson.model.Hudson.Read');
  }
  if (first === undefined) return sendDashboard(exchange);
  const handler = restricted[first];
  return handler ? handler(exchange, path) : sendNotFound(exchange);
};

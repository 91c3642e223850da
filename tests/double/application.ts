/**
 * The Jenkins application: its filters in order, then Stapler.
 *
 * Order of filters: Jenkins source `core/src/main/resources/META-INF/web-fragment.xml`. Each adds its
 * headers from there on, so that the headers of an answer tell which layer gave it.
 */

import { randomUUID } from 'node:crypto';
import { IdleTimeout } from './byte-source.ts';
import {
  authenticate,
  logIn,
  logOut,
  sendAccessDenied,
  sendWrongCredentials,
} from './authentication.ts';
import { crumbField, isExempt } from './crumb.ts';
import {
  AccessDenied,
  currentCrumb,
  header,
  readParameters,
  sendError,
  type Exchange,
} from './exchange.ts';
import { log } from './instance.ts';
import { sendProblem } from './pages.ts';
import { Refusal } from './refusal.ts';
import { BodyCut } from './request-body.ts';
import { isResourceRequest, serveResource } from './resource-domain.ts';
import { HeaderTooLarge } from './response.ts';
import { route } from './routes.ts';
import { setContentSecurityPolicy } from './security-headers.ts';

/** Answers a request inside the context. @throws after the response has begun, or on a cut body */
export const serveApplication = async (exchange: Exchange): Promise<void> => {
  try {
    await filter(exchange);
  } catch (error) {
    await answerError(exchange, error);
  }
};

const filter = async (exchange: Exchange): Promise<void> => {
  const { jenkins, request, response } = exchange;
  if (exchange.rawPath.includes(';')) {
    log(
      jenkins,
      'WARNING',
      'j.s.SuspiciousRequestFilter#doFilter',
      `Denying HTTP ${request.method} to ${exchange.rawPath} as it has an illegal semicolon in the path. This behavior can be overridden by setting the system property jenkins.security.SuspiciousRequestFilter.allowSemicolonsInPath to true. For more information, see https://www.jenkins.io/redirect/semicolons-in-urls`,
    );
    return sendError(exchange, 400, 'Semicolons are not allowed in the request URI');
  }
  response.set('X-Content-Type-Options', 'nosniff');
  if (jenkins.starting) return sendStarting(exchange);

  exchange.session = jenkins.sessions.find(request.headers);
  const principal = authenticate(jenkins, header(exchange, 'Authorization'), exchange.session);
  if (!principal) return sendWrongCredentials(exchange);
  exchange.principal = principal;
  request.user = principal.name;
  if (exchange.path === '/j_spring_security_check' && request.method === 'POST') {
    return logIn(exchange);
  }

  setContentSecurityPolicy(exchange, jenkins.config.jenkinsUrl);
  if (exchange.path === '/logout') return logOut(exchange);
  if (request.method === 'POST' && !(await hasValidCrumb(exchange))) {
    return sendError(exchange, 403, 'No valid crumb was included in the request');
  }
  return isResourceRequest(exchange) ? serveResource(exchange) : route(exchange);
};

const sendStarting = ({ response }: Exchange): Promise<void> => {
  response.set('Cache-Control', 'no-cache, no-store, must-revalidate');
  response.set('Content-Type', 'text/html;charset=utf-8');
  return response.send(
    503,
    '<!DOCTYPE html><html><head><title>Starting Jenkins</title></head><body><h1>Jenkins is getting ready to work</h1><p>Your browser will reload automatically when Jenkins is ready.</p></body></html>\n',
  );
};

/** Header first, then a parameter of query or urlencoded form; never a part of a multipart body. */
const hasValidCrumb = async (exchange: Exchange): Promise<boolean> => {
  const { jenkins, principal, path, rawPath } = exchange;
  if (isExempt({ path, principal, contentType: header(exchange, 'Content-Type') })) return true;
  const given = header(exchange, crumbField) ?? (await readParameters(exchange))(crumbField);
  // A crumb belongs to a session, and none is begun to find that one is missing.
  if (exchange.session && given === currentCrumb(exchange)) return true;
  const level = principal.anonymous ? 'FINE' : 'WARNING';
  const origin = 'hudson.security.csrf.CrumbFilter#doFilter';
  if (given !== null) {
    log(
      jenkins,
      level,
      origin,
      `Found invalid crumb ${given}. If you are calling this URL with a script, please use the API Token instead. More information: https://www.jenkins.io/redirect/crumb-cannot-be-used-for-script`,
    );
  }
  log(
    jenkins,
    level,
    origin,
    `No valid crumb was included in request for ${rawPath} by ${principal.name}. Returning 403.`,
  );
  return false;
};

const answerError = async (exchange: Exchange, error: unknown): Promise<void> => {
  const { jenkins, response } = exchange;
  if (error instanceof BodyCut || (response.isCommitted() && error instanceof IdleTimeout)) {
    log(jenkins, 'WARNING', 'o.e.j.s.Response', messageOf(error));
    throw error;
  }
  if (response.isCommitted()) {
    logUncaught(exchange, error);
    throw error;
  }
  if (error instanceof AccessDenied) return sendAccessDenied(exchange, error.permission);
  if (error instanceof Refusal) return sendError(exchange, error.status, error.message);
  if (error instanceof HeaderTooLarge) {
    response.clear();
    log(jenkins, 'WARNING', 'o.e.j.s.Response', error.message);
    return sendError(exchange, 500, 'Response Header Fields Too Large');
  }
  if (error instanceof IdleTimeout) {
    log(jenkins, 'WARNING', 'o.e.j.s.Response', error.message);
    response.closeAfterwards();
    return sendError(exchange, 500, error.message);
  }
  return sendProblem(exchange, logUncaught(exchange, error));
};

/** The exception itself stands on the line below; gives the ID that the page shows. */
const logUncaught = ({ jenkins }: Exchange, error: unknown): string => {
  const loggingId = randomUUID();
  log(
    jenkins,
    'WARNING',
    'h.i.i.InstallUncaughtExceptionHandler#handleException',
    `Caught unhandled exception with ID ${loggingId}`,
  );
  jenkins.logLines.push(messageOf(error));
  return loggingId;
};

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

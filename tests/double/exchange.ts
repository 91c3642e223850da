/** One request and its response inside the Jenkins application. */

import type { Socket } from 'node:net';
import type { Permission, Principal } from './accounts.ts';
import { may } from './accounts.ts';
import { crumb } from './crumb.ts';
import { sendJettyError } from './error-page.ts';
import type { ContainerView } from './forwarded.ts';
import type { Instance } from './instance.ts';
import { parameters, type Parameters } from './parameters.ts';
import { headerValue, type ReceivedRequest } from './received-request.ts';
import type { RequestBody } from './request-body.ts';
import type { Response } from './response.ts';
import { setCookie, type Session } from './sessions.ts';

/** A connection handed over by the HTTP server, with bytes that came after the request. */
export interface Upgraded {
  socket: Socket;
  head: Buffer;
}

export interface Exchange {
  readonly jenkins: Instance;
  readonly request: ReceivedRequest;
  readonly body: RequestBody;
  readonly response: Response;
  readonly container: ContainerView;
  /** Root URL computed from the request; ends with a slash. */
  readonly rootUrl: string;
  /** Path as received, without query. */
  readonly rawPath: string;
  /** Query as received, without question mark, or null. */
  readonly query: string | null;
  /** Path after the context, undecoded; begins with a slash. */
  readonly path: string;
  principal: Principal;
  /** The session the request came with, or one created during it. */
  session: Session | null;
  /** Resolves when the client has gone. */
  readonly gone: Promise<void>;
  isGone(): boolean;
  /** Stops HTTP on the connection; after `response.switchProtocols()`. */
  upgrade(): Upgraded;
}

/** Thrown when a permission is missing. */
export class AccessDenied extends Error {
  readonly permission: Permission;

  constructor(principal: Principal, permission: Permission) {
    super(`${principal.name} is missing the ${permission} permission`);
    this.name = 'AccessDenied';
    this.permission = permission;
  }
}

/** @throws AccessDenied */
export const requirePermission = (exchange: Exchange, permission: Permission): void => {
  if (!may(exchange.principal, permission)) {
    throw new AccessDenied(exchange.principal, permission);
  }
};

export const header = (exchange: Exchange, name: string): string | null =>
  headerValue(exchange.request.headers, name);

/** Parameters of query and urlencoded form. @throws Refusal when undecodable */
export const readParameters = (exchange: Exchange): Promise<Parameters> =>
  parameters(exchange.query, exchange.request, exchange.body);

/** The configured root URL, or the one of the request while none is configured. */
export const configuredRootUrl = (exchange: Exchange): string =>
  exchange.jenkins.config.jenkinsUrl ?? exchange.rootUrl;

export const cookiePath = (exchange: Exchange): string =>
  exchange.jenkins.config.contextPath || '/';

/** Adds the session cookie's `Set-Cookie` line. */
export const sendSessionCookie = (exchange: Exchange, session: Session): void => {
  exchange.response.add(
    'Set-Cookie',
    setCookie(exchange.jenkins.sessions.cookieName, `${session.id}.node0`, {
      path: cookiePath(exchange),
      secure: exchange.container.secure,
    }),
  );
};

/** The session of the request; a new one when it brought none that is known. */
export const ensureSession = (exchange: Exchange): Session => {
  if (exchange.session) return exchange.session;
  const session = exchange.jenkins.sessions.create();
  exchange.session = session;
  sendSessionCookie(exchange, session);
  return session;
};

/** The crumb valid for this user in this session, which is created when there is none. */
export const currentCrumb = (exchange: Exchange): string => {
  const session = ensureSession(exchange);
  return crumb(exchange.principal.name, session.id, exchange.jenkins.crumbSalt);
};

/** Jetty's error page for a request inside the application. */
export const sendError = (exchange: Exchange, status: number, message = ''): Promise<void> =>
  sendJettyError(
    exchange.response,
    {
      status,
      message,
      method: exchange.request.method,
      uri: exchange.rawPath,
      inApplication: true,
    },
    header(exchange, 'Accept'),
    exchange.jenkins.config.era,
  );

/**
 * A 302 to a path or an absolute URL.
 *
 * A path stays relative with Jetty 12; Jetty 10 made it absolute from what the container believed.
 */
export const redirect = (exchange: Exchange, location: string, status = 302): Promise<void> => {
  const { response, container, jenkins } = exchange;
  const relative = location.startsWith('/');
  const absolute = relative && jenkins.config.era === 'jetty10';
  response.set('Location', absolute ? serverUrl(container) + location : location);
  return response.send(status);
};

/**
 * Scheme, host and port as Stapler writes them into `Location` of 201 and 303 answers.
 *
 * Stapler source `ResponseImpl.java`: the port of a scheme other than http and https is not shown.
 */
export const serverUrl = ({ scheme, serverName, serverPort }: ContainerView): string => {
  const shown =
    (scheme === 'http' && serverPort !== 80) || (scheme === 'https' && serverPort !== 443);
  return `${scheme}://${serverName}${shown ? `:${serverPort}` : ''}`;
};

/** 302 to the same address with a final slash, query kept. */
export const redirectToSlash = (exchange: Exchange): Promise<void> => {
  const query = exchange.query === null ? '' : `?${exchange.query}`;
  return redirect(exchange, `${exchange.rawPath}/${query}`);
};

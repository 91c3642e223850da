/** HTTP sessions: in memory, tracked by a cookie whose name changes at each start. */

import { randomBytes } from 'node:crypto';
import { headerValues, type Headers } from './received-request.ts';

export interface Session {
  id: string;
  /** Name of the user logged in by the form, or null. */
  user: string | null;
  /** Clients connected to the event stream. */
  eventClients: Map<string, EventClient>;
}

/** Sends an event to one event stream, once it is being listened to. */
export interface EventClient {
  dispatch: ((event: string, data: string) => Promise<void>) | null;
}

export interface Sessions {
  /** `JSESSIONID.` and 8 hexadecimal digits. */
  readonly cookieName: string;
  create(): Session;
  /** The live session a request belongs to, or null. */
  find(headers: Headers): Session | null;
  /** Gives a session another id, as Jenkins does at login. */
  renew(session: Session): void;
  invalidate(session: Session): void;
}

export const sessions = (): Sessions => {
  const byId = new Map<string, Session>();
  const cookieName = `JSESSIONID.${randomBytes(4).toString('hex')}`;
  let count = 0;

  /** Jetty's form: `node0`, base-36 noise, a counter. */
  const freshId = (): string => {
    const noise = BigInt(`0x${randomBytes(16).toString('hex')}`).toString(36);
    return `node0${noise}${count++}`;
  };
  return {
    cookieName,
    create() {
      const session: Session = { id: freshId(), user: null, eventClients: new Map() };
      byId.set(session.id, session);
      return session;
    },
    find(headers) {
      for (const [name, value] of requestCookies(headers)) {
        // The value is the id and the worker name, `node0…` `.node0`.
        const session = name === cookieName ? byId.get(value.replace(/\.[^.]*$/, '')) : undefined;
        if (session) return session;
      }
      return null;
    },
    renew(session) {
      byId.delete(session.id);
      session.id = freshId();
      byId.set(session.id, session);
    },
    invalidate: (session) => void byId.delete(session.id),
  };
};

/** Cookies of a request in order, repeated names included. */
export const requestCookies = (headers: Headers): [name: string, value: string][] =>
  headerValues(headers, 'Cookie')
    .flatMap((line) => line.split(';'))
    .map((pair) => {
      const [name = '', ...value] = pair.trim().split('=');
      return [name, value.join('=').replace(/^"(.*)"$/, '$1')];
    });

export interface CookieOptions {
  path: string;
  secure: boolean;
  httpOnly?: boolean;
  /** Seconds; 0 deletes. */
  maxAge?: number;
}

/** A `Set-Cookie` value, attributes in Jetty's order. */
export const setCookie = (
  name: string,
  value: string,
  { path, secure, httpOnly = true, maxAge }: CookieOptions,
): string => {
  const expiry = maxAge === undefined ? null : new Date(maxAge && Date.now() + maxAge * 1000);
  return [
    `${name}=${value}`,
    `Path=${path}`,
    ...(expiry ? [`Expires=${expiry.toUTCString()}`] : []),
    ...(maxAge ? [`Max-Age=${maxAge}`] : []),
    ...(secure ? ['Secure'] : []),
    ...(httpOnly ? ['HttpOnly'] : []),
    'SameSite=Lax',
  ].join('; ');
};

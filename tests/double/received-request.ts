/** What the double remembers of a request. All times are milliseconds since the epoch. */

import { headerValues } from '../wire/message.ts';
import type { ContainerView } from './forwarded.ts';

export { headerValue, headerValues } from '../wire/message.ts';

/** Header lines in the order and with the case they arrived in; values are Latin-1 text. */
export type Headers = readonly (readonly [name: string, value: string])[];

export interface ReceivedRequest {
  /** Running number of the request, from 1. */
  id: number;
  method: string;
  /** The request target exactly as received: never decoded, resolved or re-encoded. */
  target: string;
  /** `HTTP/1.1`. */
  httpVersion: string;
  headers: [name: string, value: string][];
  /** Address the connection came from, whatever the headers say. */
  remoteAddress: string;
  remotePort: number;
  /** Running number of the TCP connection, from 1. */
  connection: number;
  tls: boolean;
  /** What Jetty makes of connection and headers; null when the request was refused before. */
  container: ContainerView | null;
  /** Root URL Jenkins computes from the request; null when the request was refused before. */
  rootUrl: string | null;
  /** Name of whoever made the request; null until the authentication filter. */
  user: string | null;
  startedAt: number;
  firstBodyByteAt: number | null;
  lastBodyByteAt: number | null;
  /** Bytes of body after chunked decoding. */
  bodyBytes: number;
  /** Hexadecimal SHA-256 of the body, once read to its end. */
  bodySha256: string | null;
  /** Whether the body was read to its end. */
  bodyComplete: boolean;
  /** When each piece of the body arrived. */
  chunkTimes: number[];
  /** Status answered; null while none is. */
  status: number | null;
  /** When the answer was complete, or the WebSocket or connection closed. */
  closedAt: number | null;
}

/** Whether a comma-separated header names `token`, whatever its case. */
export const hasToken = (headers: Headers, name: string, token: string): boolean =>
  headerValues(headers, name)
    .flatMap((value) => value.split(','))
    .some((value) => value.trim().toLowerCase() === token.toLowerCase());

/**
 * The control API of a double: HTTP and JSON on a port of its own, never through the proxy under
 * test, because the contract may run in another network namespace than the double.
 *
 * `GET /requests`, `/log`, `/state`, `/ran`; `POST /reset`, `/configure`, `/grow`, `/finish`, `/restart`,
 * `/starting`, `/stop-accepting`, `/accept-again`, `/close-idle`, with a JSON object as body where
 * there is something to say. An error is 400 with `{"error": "…"}`.
 */

import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Address, Behaviour, Double } from './index.ts';

export interface Control {
  /** `http://host:port`, an IPv6 host in brackets. */
  url: string;
  close(): Promise<void>;
}

const readJson = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const text = Buffer.concat(pieces).toString('utf8');
  const value: unknown = text === '' ? {} : JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`Body is ${text}; expected a JSON object`);
  }
  return value as Record<string, unknown>;
};

const text = (body: Record<string, unknown>, name: string): string => {
  const value = body[name];
  if (typeof value !== 'string') {
    throw new Error(`${name} is ${JSON.stringify(value)}; expected a string`);
  }
  return value;
};

const perform = async (
  double: Double,
  method: string,
  path: string,
  body: () => Promise<Record<string, unknown>>,
): Promise<unknown> => {
  switch (`${method} ${path}`) {
    case 'GET /requests':
      return double.requests();
    case 'GET /log':
      return double.log();
    case 'GET /ran':
      return double.ran();
    case 'GET /state':
      return double.state();
    case 'POST /reset':
      double.reset();
      return double.state();
    case 'POST /configure':
      double.configure((await body()) as Partial<Behaviour>);
      return double.state();
    case 'POST /grow': {
      const growth = await body();
      double.grow(text(growth, 'job'), text(growth, 'text'));
      return {};
    }
    case 'POST /finish':
      double.finish(text(await body(), 'job'));
      return {};
    case 'POST /restart':
      double.restart();
      return double.state();
    case 'POST /starting':
      double.starting((await body())['on'] === true);
      return double.state();
    case 'POST /stop-accepting':
      await double.stopAccepting();
      return double.state();
    case 'POST /accept-again':
      await double.acceptAgain();
      return double.state();
    case 'POST /close-idle':
      return { closed: double.closeIdle() };
    default:
      throw new Error(`Nothing at ${method} ${path}; see tests/double/control.ts`);
  }
};

/** Serves the control API of `double`. Port 0 asks for a free port. */
export const serveControl = async (double: Double, { host, port }: Address): Promise<Control> => {
  const server: Server = createServer((request, response) => {
    perform(double, request.method ?? '', request.url ?? '', () => readJson(request))
      .then(
        (answer) => [200, answer] as const,
        (error: unknown) =>
          [400, { error: error instanceof Error ? error.message : String(error) }] as const,
      )
      .then(([status, answer]) => {
        response.writeHead(status, { 'Content-Type': 'application/json' });
        response.end(JSON.stringify(answer));
      }, console.error);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
};

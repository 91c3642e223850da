/** Server-Sent Events of the plugin sse-gateway (`org/jenkinsci/plugins/ssegateway/Endpoint.java`). */

import { setTimeout as delay } from 'node:timers/promises';
import { ensureSession, readParameters, type Exchange } from './exchange.ts';
import { sendJson, sendPostRequired } from './pages.ts';
import { Refusal } from './refusal.ts';
import { decodePiece } from './stapler-path.ts';

/** `connect?clientId=…`: registers a client in the HTTP session. */
export const connectEvents = async (exchange: Exchange): Promise<void> => {
  const clientId = (await readParameters(exchange))('clientId');
  if (clientId === null) {
    throw new Error("java.io.IOException: No 'clientId' parameter specified in connect request.");
  }
  const { eventClients } = ensureSession(exchange);
  if (!eventClients.has(clientId)) eventClients.set(clientId, { dispatch: null });
  return sendJson(exchange, { status: 'ok' });
};

/**
 * `listen/<client>`: the stream. First event `open`, then `tick` at each interval, until the client
 * leaves or the stream has lived its time.
 */
export const listenToEvents = async (exchange: Exchange): Promise<void> => {
  const clientId = decodePiece(exchange.path.slice('/sse-gateway/listen/'.length));
  const client = exchange.session?.eventClients.get(clientId);
  if (!client) throw new Refusal(400, `Unknown SSE event dispatcher ${clientId}`);
  const { response, jenkins } = exchange;
  const { tickInterval, eventsLifetime } = jenkins.config;
  response.set('Content-Type', 'text/event-stream;charset=UTF-8');
  response.set('Cache-Control', 'no-cache');
  response.set('Connection', 'keep-alive');
  const stream = await response.stream(200);
  const dispatch = (event: string, data: string) =>
    stream.write(`event: ${event}\ndata: ${data}\n\n`);
  client.dispatch = dispatch;
  await dispatch('open', JSON.stringify({ dispatcherId: clientId, dispatcherInst: 1 }));

  const endsAt = Date.now() + eventsLifetime;
  for (let tick = 1; ; tick += 1) {
    const remaining = endsAt - Date.now();
    const wait = tickInterval === 0 ? remaining : Math.min(tickInterval, remaining);
    if (wait > 0) await Promise.race([delay(wait, undefined, { ref: false }), exchange.gone]);
    if (exchange.isGone() || Date.now() >= endsAt) break;
    await dispatch('tick', JSON.stringify({ tick, time: Date.now() }));
  }
  if (client.dispatch === dispatch) client.dispatch = null;
  await stream.end();
};

/** `POST configure?batchId=…`: acknowledges with an event `configure`. */
export const configureEvents = async (exchange: Exchange): Promise<void> => {
  if (exchange.request.method !== 'POST') return sendPostRequired(exchange);
  const batchId = (await readParameters(exchange))('batchId');
  let dispatcherId: unknown;
  try {
    const payload = JSON.parse((await exchange.body.readAll()).toString('utf8')) as unknown;
    dispatcherId = (payload as { dispatcherId?: unknown } | null)?.dispatcherId;
  } catch {
    dispatcherId = undefined;
  }
  if (typeof dispatcherId !== 'string') {
    return sendJson(exchange, { status: 'error', message: "'dispatcherId' not specified." }, 400);
  }
  const client = ensureSession(exchange).eventClients.get(dispatcherId);
  if (!client) {
    return sendJson(exchange, {
      status: 'error',
      message: `Failed Jenkins SSE Gateway configuration request. Unknown SSE event dispatcher ${dispatcherId}`,
    });
  }
  await client.dispatch?.('configure', JSON.stringify({ batchId, dispatcherId }));
  return sendJson(exchange, { status: 'ok' });
};

/** `ping?dispatcherId=…`: answered by an event `pingback` on the stream. */
export const pingEvents = async (exchange: Exchange): Promise<void> => {
  const dispatcherId = (await readParameters(exchange))('dispatcherId') ?? '';
  const client = exchange.session?.eventClients.get(dispatcherId);
  await client?.dispatch?.('pingback', 'ack');
  return sendJson(exchange, { status: client ? 'ok' : 'error' });
};

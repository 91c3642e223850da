/**
 * Pages no Jenkins has, for measuring a proxy: slow, streamed, long, with a big header, and a sink
 * for bodies. All are open to anonymous visitors and carry no identification.
 */

import { setTimeout as delay } from 'node:timers/promises';
import { readParameters, requirePermission, type Exchange } from './exchange.ts';
import { sendJson, sendPostRequired } from './pages.ts';
import type { Parameters } from './parameters.ts';
import { Refusal } from './refusal.ts';
import { patterned } from './static-files.ts';

const number = (parameter: Parameters, name: string, otherwise: number): number => {
  const text = parameter(name) ?? String(otherwise);
  if (!/^\d+$/.test(text)) {
    throw new Refusal(400, `${name} is "${text}"; expected a whole number`);
  }
  return Number(text);
};

/** `/slow?ms=N`: silent for N milliseconds, then answers. */
export const sendSlowly = async (exchange: Exchange): Promise<void> => {
  const milliseconds = number(await readParameters(exchange), 'ms', 1000);
  await Promise.race([delay(milliseconds, undefined, { ref: false }), exchange.gone]);
  exchange.response.set('Content-Type', 'text/plain;charset=utf-8');
  return exchange.response.send(200, `waited ${milliseconds} ms\n`);
};

/** `/big-header?bytes=N`: one response header `X-Big` whose value has N bytes. */
export const sendBigHeader = async (exchange: Exchange): Promise<void> => {
  const bytes = number(await readParameters(exchange), 'bytes', 12_000);
  exchange.response.set('X-Big', 'a'.repeat(bytes));
  exchange.response.set('Content-Type', 'text/plain;charset=utf-8');
  return exchange.response.send(200, `X-Big has ${bytes} bytes\n`);
};

/** `/stream?count=N&every=ms`: N lines, each flushed by itself. `type` overrides the content type. */
export const sendStream = async (exchange: Exchange): Promise<void> => {
  const parameter = await readParameters(exchange);
  const count = number(parameter, 'count', 5);
  const every = number(parameter, 'every', 1000);
  exchange.response.set('Content-Type', parameter('type') ?? 'text/plain;charset=utf-8');
  const stream = await exchange.response.stream(200);
  for (let piece = 1; piece <= count && !exchange.isGone(); piece += 1) {
    if (piece > 1) await Promise.race([delay(every, undefined, { ref: false }), exchange.gone]);
    await stream.write(`piece ${piece} at ${Date.now()}\n`);
  }
  return stream.end();
};

/** `/download?bytes=N`: N bytes with a known length, of a type nobody compresses. */
export const sendDownload = async (exchange: Exchange): Promise<void> => {
  let remaining = number(await readParameters(exchange), 'bytes', 1_000_000);
  exchange.response.set('Content-Type', 'application/zip');
  exchange.response.set('Content-Length', String(remaining));
  const stream = await exchange.response.stream(200);
  const block = patterned(65_536);
  for (; remaining > 0 && !exchange.isGone(); remaining -= block.length) {
    await stream.write(block.subarray(0, remaining));
  }
  return stream.end();
};

/** Reads the body to its end and reports its size, its hash and when each piece arrived. */
export const sendReport = async (exchange: Exchange, status = 200): Promise<void> => {
  await exchange.body.drain();
  const { bodyBytes, bodySha256, startedAt, firstBodyByteAt, lastBodyByteAt, chunkTimes } =
    exchange.request;
  return sendJson(
    exchange,
    { bodyBytes, bodySha256, startedAt, firstBodyByteAt, lastBodyByteAt, chunkTimes },
    status,
  );
};

/** `POST /sink`: a body of any size, without crumb. */
export const sendSinkReport = (exchange: Exchange): Promise<void> =>
  /^(?:POST|PUT)$/.test(exchange.request.method)
    ? sendReport(exchange)
    : sendPostRequired(exchange);

/**
 * `POST /pluginManager/uploadPlugin`: swallows the upload and reports it, with 400 for a file whose
 * name is not that of a plugin (Jenkins source `hudson/PluginManager.java`, `doUploadPlugin`).
 */
export const sendUploadReport = async (exchange: Exchange): Promise<void> => {
  requirePermission(exchange, 'hudson.model.Hudson.Administer');
  if (exchange.request.method !== 'POST') return sendPostRequired(exchange);
  const start = (await exchange.body.read())?.toString('latin1') ?? '';
  const name = /filename="([^"]*)"/.exec(start)?.[1];
  return sendReport(exchange, name === undefined || /\.[hj]pi$/.test(name) ? 200 : 400);
};

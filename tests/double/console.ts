/**
 * The console log, whole and by pieces.
 *
 * Stapler `framework/io/LargeText.java`, Jenkins `hudson/console/AnnotatedLargeText.java`.
 */

import { randomUUID } from 'node:crypto';
import type { Build } from './builds.ts';
import { escapeHtml } from './error-page.ts';
import { header, readParameters, type Exchange } from './exchange.ts';
import { sendPage } from './pages.ts';

/** Stands for the encrypted state of Jenkins' annotators: long, opaque, to be sent back. */
const annotator = Buffer.from('console-annotator-state-'.repeat(16)).toString('base64');

/**
 * `…/logText/progressiveText` or `progressiveHtml`: the log from `start` on.
 *
 * Answers in the format of browsers when `Accept` begins with `multipart/form-data`, otherwise in
 * the classic one with `X-Text-Size` and `X-More-Data`.
 */
export const sendProgressiveLog = async (
  exchange: Exchange,
  build: Build,
  html: boolean,
): Promise<void> => {
  const { response } = exchange;
  const requested = Number((await readParameters(exchange))('start') ?? 0);
  const log = Buffer.from(build.log, 'utf8');
  const from = requested < 0 ? Math.max(0, log.length + requested) : requested;
  const start = Number.isInteger(from) && from <= log.length ? from : 0;
  const piece = log.subarray(start).toString('utf8');
  const shown = html ? escapeHtml(piece) : piece;
  const type = html ? 'text/html;charset=utf-8' : 'text/plain;charset=utf-8';

  if (/^multipart\/form-data/i.test(header(exchange, 'Accept') ?? '')) {
    const boundary = randomUUID();
    const meta = {
      completed: !build.running,
      start,
      end: log.length,
      ...(html ? { consoleAnnotator: annotator } : {}),
    };
    response.set('Content-Type', `multipart/form-data;boundary=${boundary}`);
    const lines = [
      `--${boundary}`,
      'Content-Disposition: form-data;name=text',
      `Content-Type: ${type}`,
      '',
      shown,
      `--${boundary}`,
      'Content-Disposition: form-data;name=meta',
      'Content-Type: application/json;charset=utf-8',
      '',
      JSON.stringify(meta),
      `--${boundary}--`,
      '',
    ];
    return response.send(200, lines.join('\r\n'));
  }
  response.set('Content-Type', type);
  response.set('X-Text-Size', String(log.length));
  if (build.running) response.set('X-More-Data', 'true');
  if (html) response.set('X-ConsoleAnnotator', annotator);
  return response.send(200, shown);
};

/** `…/consoleText`: a chunked download of what is there. */
export const sendConsoleText = async (exchange: Exchange, build: Build): Promise<void> => {
  exchange.response.set('Content-Type', 'text/plain;charset=utf-8');
  const stream = await exchange.response.stream(200);
  await stream.write(build.log);
  await stream.end();
};

/** `…/console` and `…/consoleFull`. */
export const sendConsolePage = (exchange: Exchange, build: Build): Promise<void> => {
  const more = build.running
    ? `<pre id="out" class="console-output" data-href="logText/progressiveHtml" data-start="${Buffer.byteLength(build.log)}"></pre>`
    : '';
  return sendPage(exchange, {
    title: `${build.job} #1 Console`,
    body: `<h1>Console Output</h1><pre class="console-output">${escapeHtml(build.log)}</pre>${more}`,
  });
};

/** The console of a running build: polled, in two formats. */

import { setTimeout as wait } from 'node:timers/promises';
import { headerValue } from '../wire/client.ts';
import { expectHeader, expectStatus, expectText, expectThat } from './expectations.ts';
import { receivedFor, token, visit, type Checks } from './subject.ts';

const logText = '/job/demo/1/logText';

export const consoleLog = {
  'console-progressive': async (subject) => {
    const poll = async (start: number): Promise<number> => {
      const response = await visit(subject, {
        path: `${logText}/progressiveText?start=${start}`,
        headers: [token],
      });
      expectStatus(response, 200);
      expectHeader(response.headers, 'X-More-Data', 'true');
      return Number(expectHeader(response.headers, 'X-Text-Size', /^\d+$/));
    };
    const first = await poll(0);
    const deadline = Date.now() + 5_000;
    for (;;) {
      await wait(250);
      if ((await poll(first)) > first) return;
      expectThat(Date.now() < deadline, `X-Text-Size stays ${first} although the log grows`);
    }
  },

  'console-multipart': async (subject) => {
    const response = await visit(subject, {
      method: 'POST',
      path: `${logText}/progressiveHtml`,
      headers: [
        token,
        ['Accept', 'multipart/form-data, */*'],
        ['Content-Type', 'application/x-www-form-urlencoded'],
      ],
      body: 'start=0',
    });
    expectStatus(response, 200);
    const type = expectHeader(
      response.headers,
      'Content-Type',
      /^multipart\/form-data;\s*boundary=/,
    );
    const boundary = /boundary="?([^";]+)/.exec(type)?.[1] ?? '';
    expectText(response.text, `--${boundary}--`);
    expectText(response.text, '"completed":false');
  },

  'console-annotator': async (subject) => {
    const path = `${logText}/progressiveHtml?start=0`;
    const first = await visit(subject, { method: 'POST', path, headers: [token] });
    expectStatus(first, 200);
    const annotator = headerValue(first.headers, 'X-ConsoleAnnotator') ?? '';
    expectThat(
      annotator.length > 100,
      `X-ConsoleAnnotator: expected some hundred bytes, got ${annotator.length}`,
    );
    const second = await visit(subject, {
      method: 'POST',
      path,
      headers: [token, ['X-ConsoleAnnotator', annotator]],
    });
    const { headers } = await receivedFor(subject, second);
    expectHeader(headers, 'X-ConsoleAnnotator', annotator);
  },
} satisfies Checks<'consoleLog'>;

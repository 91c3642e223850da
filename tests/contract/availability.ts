/** Jenkins that starts, restarts, or is gone. These checks change it for everybody: they run alone. */

import { setTimeout as wait } from 'node:timers/promises';
import { setCookies } from './cookie-jar.ts';
import { expectStatus, expectText, expectThat } from './expectations.ts';
import { visit, type Checks, type Subject, type Visited } from './subject.ts';

/** Waits until the sign-in page answers. @returns the milliseconds that it took. */
const recovery = async (subject: Subject, within: number): Promise<number> => {
  const began = Date.now();
  for (;;) {
    const response = await visit(subject, { path: '/login' });
    const waited = Date.now() - began;
    if (response.status === 200) return waited;
    expectThat(
      waited < within,
      `Jenkins answers again, but the proxy still says ${response.status} after ${waited} ms`,
    );
    await wait(200);
  }
};

const sessionCookieName = ({ headers }: Visited): string =>
  setCookies(headers).find(({ key }) => key.startsWith('JSESSIONID'))?.key ?? 'none';

export const availability = {
  'starting-page': async (subject) => {
    await subject.double.starting(true);
    try {
      const response = await visit(subject, { path: '/login' });
      expectStatus(response, 503);
      expectText(response.text, 'Jenkins is getting ready to work');
    } finally {
      await subject.double.starting(false);
    }
    await recovery(subject, 10_000);
  },

  restart: async (subject) => {
    const before = await visit(subject, { path: '/login' });
    expectStatus(before, 200);
    await subject.double.restart();
    const after = await visit(subject, { path: '/login' });
    expectStatus(after, 200);
    expectThat(
      sessionCookieName(after) !== sessionCookieName(before),
      `the page is still the one from before the restart, with ${sessionCookieName(after)}`,
    );
  },

  'backend-down': async (subject) => {
    const limit = 8_000;
    expectStatus(await visit(subject, { path: '/login' }), 200);
    await subject.double.stopAccepting();
    try {
      const began = Date.now();
      const response = await visit(subject, { path: '/login', patience: limit });
      expectStatus(response, [502, 503, 504]);
      const waited = Date.now() - began;
      expectThat(waited < limit, `the error came after ${waited} ms, expected less than ${limit}`);
    } finally {
      await subject.double.acceptAgain();
    }
    await recovery(subject, 10_000);
  },
} satisfies Checks<'availability'>;

/** The check that Jenkins makes itself, leg by leg and as a browser sees it. */

import { publicUrl } from '#settings';
import { browserVerdict } from './browser-verdict.ts';
import { headerValue } from '../wire/client.ts';
import { expectStatus, expectText, expectThat, expectValue } from './expectations.ts';
import { receivedFor, token, visit, type Checks, type Subject, type Visited } from './subject.ts';
import { testPath } from './session.ts';

const monitorPath = 'administrativeMonitor/hudson.diagnosis.ReverseProxySetupMonitor';

const legs = async (
  subject: Subject,
  referer: string | null,
): Promise<{ location: string; second: Visited }> => {
  const headers = [token, ...(referer === null ? [] : ([['Referer', referer]] as const))];
  const first = await visit(subject, { path: testPath, headers });
  expectStatus(first, 302);
  const location = headerValue(first.headers, 'Location') ?? '';
  const root = publicUrl(subject.settings);
  expectThat(
    location.startsWith(`${root}${monitorPath}/`),
    `Location: expected it to begin with ${root}${monitorPath}/, got ${location}`,
  );
  const second = await visit(subject, { path: location.slice(root.length - 1), headers });
  return { location, second };
};

export const reverseProxyCheck = {
  'reverse-proxy-redirect': async (subject) => {
    const page = `${publicUrl(subject.settings)}manage/`;
    const { location } = await legs(subject, page);
    expectValue(
      'Location',
      location,
      `${publicUrl(subject.settings)}${monitorPath}/testForReverseProxySetup/${encodeURIComponent(page)}/`,
    );
  },
  'reverse-proxy-check': async (subject) => {
    const { second } = await legs(subject, `${publicUrl(subject.settings)}manage/`);
    const heading = /<h2>([^<]*)<\/h2>/.exec(second.text)?.[1];
    expectStatus(heading === undefined ? second : { ...second, text: heading }, 200);
    expectValue('body', second.text, '');
    await receivedFor(subject, second);
  },
  'reverse-proxy-check-without-referer': async (subject) => {
    const { second } = await legs(subject, null);
    expectStatus(second, 404);
    expectText(second.text, 'vs. NO-REFERER');
  },
  'reverse-proxy-check-in-browser': async (subject) => {
    const verdict = await browserVerdict(subject);
    expectThat(
      !verdict.warning,
      `the browser shows the warning: ${verdict.warning ? verdict.because : ''}`,
    );
  },
} satisfies Checks<'reverseProxyCheck'>;

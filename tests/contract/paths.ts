/** Request targets that proxies like to tidy up. The one that Jenkins receives is the one sent. */

import { expectStatus, expectText, expectThat, expectValue } from './expectations.ts';
import {
  lookUp,
  receivedFor,
  targetOf,
  token,
  visit,
  type Check,
  type Checks,
  type Visited,
  type Subject,
} from './subject.ts';

const arrives = async (subject: Subject, path: string): Promise<Visited> => {
  const response = await visit(subject, { path, headers: [token] });
  const { target } = await receivedFor(subject, response);
  expectValue('target that Jenkins received', target, targetOf(subject, path));
  return response;
};

const unchanged =
  (...paths: readonly string[]): Check =>
  async (subject) => {
    for (const path of paths) await arrives(subject, path);
  };

/** Paths of pages that exist. */
const leadsTo =
  (...paths: readonly string[]): Check =>
  async (subject) => {
    for (const path of paths) expectStatus(await arrives(subject, path), 200);
  };

export const paths = {
  'path-encoded-slash': unchanged(
    '/blue/organizations/jenkins/folder%2Fjob/activity',
    '/label/a%2Fb/',
  ),
  'path-encoded-url': unchanged('/label/https%3A%2F%2Fexample.org%3A8443%2Fjob%2Fx%2F/'),
  'path-double-encoding': leadsTo('/job/feature%252Ffoo/'),
  'path-brackets': leadsTo('/job/x%5B1%5D/'),
  'path-space': leadsTo('/job/a%20b/'),
  'path-plus': leadsTo('/job/a+b/', '/job/a%2Bb/'),
  'path-utf-8': leadsTo('/job/%C3%A9t%C3%A9/'),
  'path-encoded-delimiters': unchanged('/label/a%3Fb/', '/label/a%23b/', '/label/a%25b/'),
  'path-punctuation': unchanged("/label/a&b=c@d:e,f!g$h'i(j)k*l~m/"),
  'path-double-slash': unchanged('/job//demo/'),
  'path-semicolon': async (subject) => {
    const response = await arrives(subject, '/login;x=1');
    expectStatus(response, 400);
    expectText(response.text, 'Semicolons are not allowed in the request URI');
  },
  'query-string': unchanged(
    '/whoAmI/api/json?q=a%2Fb+c%20d&x=&y=%26%3D&z=1;2&u=%C3%A9&p=/a//b?c:d@e&depth',
  ),
  'uri-encoding': async (subject) => {
    const response = await arrives(
      subject,
      '/administrativeMonitor/jenkins.diagnostics.URICheckEncodingMonitor/checkURIEncoding' +
        '?value=%E5%9F%B7%E4%BA%8B',
    );
    expectStatus(response, 200);
    expectValue('body', response.text, '<div/>');
  },
  'path-whole-segment': async (subject) => {
    // The path follows the context path without a slash between.
    for (const path of ['x/login', 'x', '.bak/login']) {
      const response = await visit(subject, { path });
      const request = await lookUp(subject, response.mark);
      expectThat(
        request === null,
        `${targetOf(subject, path)} reached Jenkins as ${request?.target ?? ''}`,
      );
    }
  },
} satisfies Checks<'paths'>;

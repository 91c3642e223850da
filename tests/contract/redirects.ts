/** Where Jenkins leads by `Location`, and what the port of plain HTTP answers beside an `https` URL. */

import { origin, publicUrl } from '#settings';
import { headerValue, headerValues } from '../wire/client.ts';
import { expectStatus, expectThat, expectValue } from './expectations.ts';
import {
  NotApplicable,
  plainPlaceOf,
  targetOf,
  token,
  visit,
  type Check,
  type Checks,
  type Subject,
} from './subject.ts';

const permanent = [301, 307, 308];

const plainHost = ({ settings, plainPort = 80 }: Subject): string =>
  plainPort === 80 ? settings.host : `${settings.host}:${plainPort}`;

const redirect = async (
  subject: Subject,
  path: string,
  method = 'GET',
): Promise<{ status: number; location: string }> => {
  if (subject.viaHop === true) throw new NotApplicable('the proxy in front redirects');
  const response = await visit(subject, {
    method,
    path,
    headers: [['Host', plainHost(subject)]],
    place: plainPlaceOf(subject),
  });
  expectStatus(response, permanent);
  return { status: response.status, location: headerValue(response.headers, 'Location') ?? '' };
};

/** The part of a target before or after its question mark. */
const splitTarget = (target: string): readonly [path: string, query: string] => {
  const mark = target.indexOf('?');
  return mark === -1 ? [target, ''] : [target.slice(0, mark), target.slice(mark + 1)];
};

const keeps =
  (part: 0 | 1, ...wanted: readonly string[]): Check =>
  async (subject) => {
    for (const path of wanted) {
      const { location } = await redirect(subject, path);
      const [, below = ''] = location.split(origin(subject.settings));
      expectValue(
        part === 0 ? 'path of Location' : 'query of Location',
        splitTarget(below)[part],
        splitTarget(targetOf(subject, path))[part],
      );
    }
  };

export const redirects = {
  'created-location': async (subject) => {
    const response = await visit(subject, {
      method: 'POST',
      path: '/job/demo/build',
      headers: [token],
    });
    expectStatus(response, 201);
    const [, tail] = (headerValue(response.headers, 'Location') ?? '').split(
      `${publicUrl(subject.settings)}queue/item/`,
    );
    expectThat(
      /^\d+\/$/.test(tail ?? ''),
      `Location: expected ${publicUrl(subject.settings)}queue/item/N/, got ${headerValues(response.headers, 'Location').join(' and ')}`,
    );
  },

  'trailing-slash-redirect': async (subject) => {
    const response = await visit(subject, { path: '/manage', headers: [token] });
    expectStatus(response, 302);
    const location = headerValue(response.headers, 'Location') ?? '';
    expectValue(
      'Location, made absolute',
      location.startsWith('/') ? origin(subject.settings) + location : location,
      `${publicUrl(subject.settings)}manage/`,
    );
  },

  'context-root-redirect': async (subject) => {
    const response = await visit(subject, { path: '' });
    expectStatus(response, [301, 302, 307, 308]);
    const location = headerValue(response.headers, 'Location') ?? '';
    expectValue(
      'Location, made absolute',
      location.startsWith('/') ? origin(subject.settings) + location : location,
      publicUrl(subject.settings),
    );
  },

  'https-redirect': async (subject) => {
    const { location } = await redirect(subject, '/login');
    expectThat(
      location.startsWith(`${origin(subject.settings)}/`),
      `Location: expected it to begin with ${origin(subject.settings)}/, got ${location}`,
    );
  },
  'https-redirect-path': keeps(
    0,
    '/job/feature%252Ffoo/',
    '/label/a%2Fb/',
    '/job/a%20b/',
    '/job/x%5B1%5D/',
    '/job/%C3%A9t%C3%A9/',
  ),
  'https-redirect-query': keeps(1, '/login?from=%2Fjob%2Fdemo%2F&x=1&y=a+b%20c'),
  'https-redirect-method': async (subject) => {
    const { status } = await redirect(subject, '/job/demo/build', 'POST');
    expectThat(
      status === 307 || status === 308,
      `status for a POST: expected 307 or 308, got ${status}`,
    );
  },
} satisfies Checks<'redirects'>;

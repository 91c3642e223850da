/** Whether Jenkins knows the address that people type. */

import { authority, publicUrl } from '#settings';
import { headerValue } from '../wire/client.ts';
import { expectHeader, expectStatus, expectText, expectThat, expectValue } from './expectations.ts';
import {
  NotApplicable,
  placeOf,
  receivedFor,
  visit,
  type Checks,
  type Subject,
} from './subject.ts';

/** Root URL inside `Reporting-Endpoints`: of the request on pages, the configured one elsewhere. */
const reportedRoot = async (subject: Subject, path: string): Promise<string> => {
  const response = await visit(subject, { path });
  expectStatus(response, 200);
  const value = headerValue(response.headers, 'Reporting-Endpoints') ?? '';
  return (
    /content-security-policy: "?(.*?)content-security-policy-reporting-endpoint\//.exec(
      value,
    )?.[1] ?? `no root URL in Reporting-Endpoints ${JSON.stringify(value)}`
  );
};

const forwardedNames = /^(?:x-forwarded-.*|forwarded)$/i;

export const publicAddress = {
  'login-page': async (subject) => {
    const response = await visit(subject, { path: '/login' });
    expectStatus(response, 200);
    const { headers } = response;
    expectHeader(headers, 'X-Hudson', '1.395');
    expectHeader(headers, 'X-Jenkins', /^\d+\.\d+/);
    expectHeader(headers, 'X-Jenkins-Session', /^[0-9a-f]{8}$/);
    expectHeader(headers, 'Content-Type', /^text\/html\b/i);
    expectText(response.text, 'j_spring_security_check');
    await receivedFor(subject, response);
  },

  ipv6: async (subject) => {
    const { address6 } = subject;
    if (address6 === undefined) throw new NotApplicable('no IPv6 address');
    const response = await visit(subject, {
      path: '/login',
      place: placeOf(subject, { address: address6 }),
    });
    expectStatus(response, 200);
    const { rootUrl } = await receivedFor(subject, response);
    expectValue('root URL over IPv6', rootUrl, publicUrl(subject.settings));
  },

  'root-url': async (subject) => {
    expectValue(
      'root URL of the request',
      await reportedRoot(subject, '/login'),
      publicUrl(subject.settings),
    );
  },

  'configured-url': async (subject) => {
    const configured = await reportedRoot(subject, '/robots.txt');
    expectValue('configured Jenkins URL', configured, publicUrl(subject.settings));
    expectValue('root URL of the request', await reportedRoot(subject, '/login'), configured);
  },

  'context-path': async (subject) => {
    const response = await visit(subject, { path: '/login' });
    expectStatus(response, 200);
    const found = /data-rooturl="([^"]*)"/.exec(response.text)?.[1];
    expectValue('data-rooturl of the page', found, subject.settings.path);
    const { target } = await receivedFor(subject, response);
    expectValue('path that Jenkins received', target, `${subject.settings.path}/login`);
  },

  'who-am-i': async (subject) => {
    const response = await visit(subject, { path: '/whoAmI/' });
    expectStatus(response, 200);
    expectText(response.text, authority(subject.settings));
    const { headers, container } = await receivedFor(subject, response);
    const names = headers.map(([name]) => name.toLowerCase());
    const doubled = names.find(
      (name, index) => forwardedNames.test(name) && names.indexOf(name) !== index,
    );
    expectThat(doubled === undefined, `${doubled} reached Jenkins twice`);
    const listed = headers.find(
      ([name, value]) => forwardedNames.test(name) && value.includes(','),
    );
    expectThat(
      listed === undefined,
      `${listed?.[0]} reached Jenkins with several values: ${listed?.[1]}`,
    );
    expectValue('scheme that Jetty sees', container?.scheme, subject.settings.scheme);
  },

  'client-address': async (subject) => {
    const response = await visit(subject, { path: '/login' });
    const { container } = await receivedFor(subject, response);
    expectValue(
      'client address that Jenkins sees',
      container?.remoteAddress.replace(/^::ffff:/, ''),
      subject.clientAddress,
    );
  },

  'http-1-1-upstream': async (subject) => {
    const response = await visit(subject, { path: '/login' });
    const { httpVersion } = await receivedFor(subject, response);
    expectValue('version spoken to Jenkins', httpVersion, 'HTTP/1.1');
  },
} satisfies Checks<'publicAddress'>;

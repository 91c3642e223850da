/** Sending a recorded request to a Jenkins, and seeing its answer the way the recording shows it. */

import { setTimeout as wait } from 'node:timers/promises';
import { openRaw, type RawResponse } from '../double/raw-http.ts';
import { recordedHost, recordedJob, watchedHeaders, type Answer } from './recorded-answers.ts';

/** A Jenkins to ask. */
export interface Asked {
  /** Name or address, and port, of the listener itself: no proxy in between. */
  host: string;
  port: number;
  /** Administrator, with an API token. */
  user: string;
  token: string;
  /** A job without parameters. */
  job: string;
  /** Host of the configured Jenkins URL, which has to begin with `https://`. */
  publicHost: string;
  /** How long after an answer the connection is watched for being closed, in milliseconds. */
  patience: number;
}

/** Length of the host that was recorded; two requests are as long as a request may be. */
const recordedHostLength = '127.0.0.1:18193'.length;

/** The bytes to send. */
const bytesFor = (request: string, { host, port, user, token, job, publicHost }: Asked): Buffer => {
  const authority = `${host}:${port}`;
  const longer = authority.length - recordedHostLength;
  const fitted = longer > 0 ? request.replace(`X: ${'a'.repeat(longer)}`, 'X: ') : request;
  return Buffer.from(
    fitted
      .replaceAll('ADMIN_TOKEN', Buffer.from(`${user}:${token}`).toString('base64'))
      .replaceAll('HOST', authority)
      .replace(new RegExp(`(/job/+)${recordedJob}`, 'g'), `$1${job}`)
      .replaceAll(recordedHost, publicHost),
    'utf8',
  );
};

/** A header value as the recording shows it. */
const asRecorded = (name: string, value: string, asked: Asked): string => {
  const { host, port, job, publicHost } = asked;
  const text = value
    .replaceAll(`${host}:${port}`, 'HOST')
    .replaceAll(publicHost, recordedHost)
    .replaceAll(`${recordedHost}:${port}`, `${recordedHost}:LOCAL_PORT`)
    .replaceAll(`/job/${job}`, `/job/${recordedJob}`);
  switch (name) {
    case 'set-cookie':
      return text.replace(/^JSESSIONID\.[0-9a-f]+=[^;]*/, 'JSESSIONID.x=y');
    case 'reporting-endpoints':
      return text.replace(/content-security-policy-reporting-endpoint\/.*/, 'endpoint');
    case 'location':
      return text.replace(/\/queue\/item\/\d+\//, '/queue/item/N/');
    case 'server':
      return text.replace(/\(.*\)/, '');
    default:
      return text;
  }
};

/** The message of Jetty's own error page; undefined on any other page. */
const jettyMessage = ({ body }: RawResponse): string | undefined => {
  const message = /<th>MESSAGE:<\/th><td>(.*?)<\/td>/.exec(body)?.[1];
  const entities: Record<string, string> = {
    '&lt;': '<',
    '&gt;': '>',
    '&quot;': '"',
    '&#039;': "'",
    '&apos;': "'",
    '&amp;': '&',
  };
  return message?.replace(
    /&(?:lt|gt|quot|#039|apos|amp);/g,
    (entity) => entities[entity] ?? entity,
  );
};

/**
 * Sends one recorded request on a connection of its own.
 *
 * @throws Error when no complete answer comes within ten seconds
 */
export const ask = async (request: string, asked: Asked): Promise<Answer> => {
  const connection = openRaw(asked.port, asked.host);
  try {
    connection.write(bytesFor(request, asked));
    const response = await connection.response(request.split(' ', 1)[0]);
    const closes = await Promise.race([
      connection.closed.then(() => true),
      connection.ended.then(() => true),
      wait(asked.patience, false, { ref: false }),
    ]);
    const headers: Record<string, string[]> = {};
    for (const name of watchedHeaders) {
      const values = response.all(name).map((value) => asRecorded(name, value, asked));
      if (values.length > 0) headers[name] = values;
    }
    const message = jettyMessage(response);
    return {
      status: response.status,
      headers,
      ...(message === undefined ? {} : { message }),
      closes,
    };
  } finally {
    connection.destroy();
  }
};

/**
 * Answers of a real Jenkins 2.568.2 (Jetty 12.1.8, no plugins), recorded in November 2026: 135 raw
 * requests to one at the root and to one under `/jenkins`.
 *
 * What changes from one to the next is replaced in them: `HOST` is the address asked, `ADMIN_TOKEN`
 * the administrator's credentials in Base64, `JSESSIONID.x=y` the session, `endpoint` the address of
 * policy reports, `N` the number of a queue item. The Jenkins URL was `https://ci.example.test/`, with
 * `jenkins/` under the path, and a job `hello` existed.
 */

import { readFileSync } from 'node:fs';

export interface Answer {
  status: number;
  /** Watched headers only, names in lower case, one entry a line. */
  headers: Record<string, string[]>;
  /** Message on Jetty's own error page. */
  message?: string;
  /** Whether Jenkins closed the connection after it. */
  closes: boolean;
}

export interface RecordedAnswer extends Answer {
  name: string;
  /** Bytes sent, as text in UTF-8. */
  request: string;
}

export const mounts = ['at-root', 'under-jenkins'] as const;
export type Mount = (typeof mounts)[number];

export const contextPaths: Record<Mount, string> = { 'at-root': '', 'under-jenkins': '/jenkins' };

/** The public host of the recorded Jenkins, and its only job. */
export const recordedHost = 'ci.example.test';
export const recordedJob = 'hello';

/** Port of the recorded Jenkins, which an answer to `Forwarded` without a port shows. */
const localPorts: Record<Mount, string> = { 'at-root': ':18193', 'under-jenkins': ':18190' };

/** The recorded answers of a place, with `:LOCAL_PORT` where the port of the listener shows. */
export const recordedAnswers = (place: Mount): RecordedAnswer[] => {
  const text = readFileSync(new URL(`recorded/${place}.json`, import.meta.url), 'utf8');
  return JSON.parse(text.replaceAll(localPorts[place], ':LOCAL_PORT')) as RecordedAnswer[];
};

/** Headers that were recorded; another one of these in an answer is a difference. */
export const watchedHeaders = [
  'allow',
  'cache-control',
  'connection',
  'content-encoding',
  'content-type',
  'cross-origin-opener-policy',
  'location',
  'referrer-policy',
  'reporting-endpoints',
  'server',
  'set-cookie',
  'www-authenticate',
  'x-cli-error',
  'x-content-type-options',
  'x-frame-options',
  'x-hudson',
  'x-jenkins',
  'x-required-permission',
  'x-you-are-authenticated-as',
] as const;

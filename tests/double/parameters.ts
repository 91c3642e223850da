/** Request parameters: query string and urlencoded form together, as a servlet sees them. */

import { headerValue, type ReceivedRequest } from './received-request.ts';
import { Refusal } from './refusal.ts';
import { decodeUtf8 } from './request-target.ts';
import type { RequestBody } from './request-body.ts';

/** First value of each name; null when absent. */
export type Parameters = (name: string) => string | null;

const decodePairs = (text: string, message: string): [name: string, value: string][] =>
  text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      const decoded = [name, value.join('=')].map((part) => decodeUtf8(part.replace(/\+/g, ' ')));
      const [key, content] = decoded;
      if (typeof key !== 'string' || typeof content !== 'string') throw new Refusal(400, message);
      return [key, content];
    });

const forms = new WeakMap<ReceivedRequest, string>();

/**
 * Reads the form body when there is one; a multipart body is left alone.
 *
 * @throws Refusal 400 for percent-encoding that is not UTF-8
 */
export const parameters = async (
  query: string | null,
  request: ReceivedRequest,
  body: RequestBody,
): Promise<Parameters> => {
  const pairs = decodePairs(query ?? '', 'Unable to parse URI query');
  const type = headerValue(request.headers, 'Content-Type') ?? '';
  if (/^application\/x-www-form-urlencoded\b/i.test(type) && request.method === 'POST') {
    const form = forms.get(request) ?? (await body.readAll()).toString('latin1');
    forms.set(request, form);
    pairs.push(...decodePairs(form, 'Unable to parse form content'));
  }
  return (name) => pairs.find(([found]) => found === name)?.[1] ?? null;
};

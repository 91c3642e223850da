/** Comparisons whose messages say what was expected and what came. */

import { headerValue, headerValues, type Header, type ResponseHead } from '../wire/client.ts';

const cut = (text: string): string => (text.length > 200 ? `${text.slice(0, 200)}…` : text);

const shown = (value: unknown): string =>
  cut(value instanceof RegExp ? String(value) : (JSON.stringify(value) ?? String(value)));

export const expectThat = (condition: boolean, message: string): void => {
  if (!condition) throw new Error(message);
};

/** Equality, or a match when a pattern is expected. */
export const expectValue = (
  what: string,
  actual: string | number | boolean | null | undefined,
  expected: string | number | boolean | null | RegExp,
): void => {
  const fits =
    expected instanceof RegExp
      ? typeof actual === 'string' && expected.test(actual)
      : actual === expected;
  if (!fits) throw new Error(`${what}: expected ${shown(expected)}, got ${shown(actual)}`);
};

/** The status, with the beginning of the body when it is another. */
export const expectStatus = (
  response: ResponseHead & { readonly text?: string },
  expected: number | readonly number[],
): void => {
  const wanted = typeof expected === 'number' ? [expected] : expected;
  if (wanted.includes(response.status)) return;
  const body = (response.text ?? '').replaceAll(/\s+/g, ' ').slice(0, 160);
  throw new Error(
    `status: expected ${wanted.join(' or ')}, got ${response.status} ${response.reason}` +
      (body === '' ? '' : `: ${body}`),
  );
};

/** A header that comes exactly once. */
export const expectHeader = (
  headers: readonly Header[],
  name: string,
  expected: string | RegExp,
): string => {
  const values = headerValues(headers, name);
  if (values.length > 1) {
    throw new Error(`${name}: expected once, got ${values.length} times: ${shown(values)}`);
  }
  const value = headerValue(headers, name);
  expectValue(name, value, expected);
  return value ?? '';
};

export const expectText = (text: string, part: string): void => {
  if (!text.includes(part)) {
    const got = text.replaceAll(/\s+/g, ' ').slice(0, 200);
    throw new Error(`body: expected it to contain ${shown(part)}, got ${shown(got)}`);
  }
};

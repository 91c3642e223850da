/**
 * Jetty's own error page, negotiated on `Accept`.
 *
 * Used for every error no page of Jenkins replaces (Jetty source `ErrorHandler.java`).
 */

import { STATUS_CODES } from 'node:http';
import { jettyVersion } from './options.ts';
import type { Response } from './response.ts';

export interface JettyError {
  status: number;
  message: string;
  /** Method of the request: Jetty writes a page for GET, HEAD and POST only. */
  method: string;
  /** Path shown in the page. */
  uri: string;
  /** Whether the request reached the Jenkins application, whose servlet is then named. */
  inApplication: boolean;
}

/** Text safe in HTML content and quoted attributes. */
export const escapeHtml = (text: string): string => {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#039;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
};

/** `text/html`, `text/plain` or `application/json`: what `Accept` prefers; HTML when it does not say. */
const preferredType = (accept: string | null): 'text/html' | 'text/plain' | 'application/json' => {
  const ranges = (accept ?? '*/*')
    .split(',')
    .map((range) => {
      const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
      const quality = parameters.find((parameter) => parameter.startsWith('q='));
      return { type, quality: quality === undefined ? 1 : Number(quality.slice(2)) };
    })
    .sort((left, right) => right.quality - left.quality);
  for (const { type } of ranges) {
    if (type === 'text/html' || type === 'text/*' || type === '*/*') return 'text/html';
    if (type === 'text/plain') return 'text/plain';
    if (type === 'application/json' || type === 'text/json') return 'application/json';
  }
  return 'text/html';
};

/** Sends the page. @param accept The request's `Accept` header. */
export const sendJettyError = async (
  response: Response,
  { status, message, method, uri, inApplication }: JettyError,
  accept: string | null,
  era: keyof typeof jettyVersion,
): Promise<void> => {
  const reason = message === '' ? (STATUS_CODES[status] ?? '') : message;
  const rows = [
    ['URI', uri],
    ['STATUS', String(status)],
    ['MESSAGE', reason],
    ...(inApplication ? [['SERVLET', 'Stapler']] : []),
  ] as const;
  const type = preferredType(accept);
  if (!inApplication) response.keepPlain();
  response.set('Cache-Control', 'must-revalidate,no-cache,no-store');
  if (!/^(?:GET|HEAD|POST)$/.test(method)) return response.send(status);
  if (type === 'application/json') {
    response.set('Content-Type', 'application/json');
    const servlet = inApplication ? { servlet: 'Stapler' } : {};
    const error = { ...servlet, message: reason, url: uri, status: String(status) };
    return response.send(status, JSON.stringify(error));
  }
  response.set('Content-Type', `${type};charset=iso-8859-1`);
  if (type === 'text/plain') {
    const lines = [
      `HTTP ERROR ${status} ${reason}`,
      ...rows.map(([key, value]) => `${key}: ${value}`),
    ];
    return response.send(status, Buffer.from(`${lines.join('\n')}\n`, 'latin1'));
  }
  const page = `<html>
<head>
<meta http-equiv="Content-Type" content="text/html;charset=iso-8859-1"/>
<title>Error ${status} ${escapeHtml(reason)}</title>
</head>
<body>
<h2>HTTP ERROR ${status} ${escapeHtml(reason)}</h2>
<table>
${rows.map(([key, value]) => `<tr><th>${key}:</th><td>${escapeHtml(value ?? '')}</td></tr>`).join('\n')}
</table>
<hr/><a href="https://jetty.org/">Powered by Jetty:// ${jettyVersion[era]}</a><hr/>

</body>
</html>
`;
  return response.send(status, Buffer.from(page, 'latin1'));
};

/** Static files and artifacts: dates, ranges, lifetimes (stapler `Stapler.java`, `serveStaticResource`). */

import { header, type Exchange } from './exchange.ts';
import { sandboxPolicy } from './security-headers.ts';

export interface StaticFile {
  contentType: string;
  content: Buffer;
}

const text = (contentType: string, content: string): StaticFile => ({
  contentType,
  content: Buffer.from(content, 'utf8'),
});

const files: Record<string, StaticFile> = {
  'robots.txt': text('text/plain', 'User-agent: *\nDisallow: /\n'),
  'favicon.ico': {
    contentType: 'image/vnd.microsoft.icon',
    content: Buffer.from('00000100010001010000010018003000000016000000', 'hex'),
  },
  'scripts/redirect.js': text(
    'text/javascript',
    `(function () {
  const target = document.getElementById('redirect');
  if (target) window.location.replace(target.dataset.redirectUrl);
})();
`,
  ),
  'jsbundles/styles.css': text(
    'text/css',
    `body { font-family: sans-serif; }\n${'.app { margin: 0; }\n'.repeat(100)}`,
  ),
  'images/rage.svg': text(
    'image/svg+xml',
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>\n',
  ),
  'lib/form/form.js': text('text/javascript', 'window.adjunct = true;\n'),
};

/** Bytes that tell where they stand, so that a hole or a repetition shows. */
export const patterned = (length: number): Buffer => {
  const bytes = Buffer.alloc(length);
  for (let index = 0; index < length; index += 1) bytes[index] = (index * 31 + (index >> 8)) & 0xff;
  return bytes;
};

/** Files a build keeps. */
const artifacts: Record<string, StaticFile> = {
  'report.html': text('text/html', '<!DOCTYPE html><title>Report</title><p>Passed.</p>\n'),
  'archive.zip': { contentType: 'application/zip', content: patterned(65_536) },
};

/**
 * `/jnlpJars/`: readable without login. They begin like archives and hold no program, since the real
 * ones come from the Jenkins itself.
 */
const programs: Record<string, StaticFile> = Object.fromEntries(
  ['agent.jar', 'jenkins-cli.jar'].map((name) => [
    name,
    {
      contentType: 'application/java-archive',
      content: Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), patterned(65_536)]),
    },
  ]),
);

export const findFile = (name: string): StaticFile | null => files[name] ?? null;
export const findProgram = (name: string): StaticFile | null => programs[name] ?? null;
export const findArtifact = (name: string): StaticFile | null => artifacts[name] ?? null;

const day = 24 * 3600 * 1000;

/** @param hashed Whether the address holds the session hash, hence may be kept for a year. */
export const sendFile = (exchange: Exchange, file: StaticFile, hashed: boolean): Promise<void> => {
  const lifetime = hashed ? 365 * day : day;
  exchange.response.set('Expires', new Date(Date.now() + lifetime).toUTCString());
  return sendBytes(exchange, file);
};

/** A program for download: no lifetime, no identification. */
export const sendProgram = (exchange: Exchange, file: StaticFile): Promise<void> =>
  sendBytes(exchange, file);

/** User content: sandboxed, without lifetime. */
export const sendArtifact = (
  exchange: Exchange,
  file: StaticFile,
  sandboxed: boolean,
): Promise<void> => {
  if (sandboxed) {
    exchange.response.set('Content-Security-Policy', sandboxPolicy);
    exchange.response.set('X-WebKit-CSP', sandboxPolicy);
    exchange.response.set('X-Content-Security-Policy', sandboxPolicy);
  }
  return sendBytes(exchange, file);
};

const sendBytes = async (
  exchange: Exchange,
  { contentType, content }: StaticFile,
): Promise<void> => {
  const { response, jenkins } = exchange;
  const modified = Math.floor(jenkins.startedAt.getTime() / 1000) * 1000;
  response.set('Last-Modified', new Date(modified).toUTCString());
  response.set('Accept-Ranges', 'bytes');
  const since = Date.parse(header(exchange, 'If-Modified-Since') ?? '');
  if (since >= modified) return response.send(304);
  response.set('Content-Type', contentType);
  const range = /^bytes=(\d*)-(\d*)$/.exec(header(exchange, 'Range') ?? '');
  const [, from = '', to = ''] = range ?? [];
  if (!range || (from === '' && to === '')) return response.send(200, content);
  const start = from === '' ? Math.max(0, content.length - Number(to)) : Number(from);
  const end =
    from === '' || to === '' ? content.length - 1 : Math.min(Number(to), content.length - 1);
  if (start > end) {
    response.set('Content-Range', `bytes */${content.length}`);
    return response.send(416);
  }
  response.set('Content-Range', `bytes ${start}-${end}/${content.length}`);
  return response.send(206, content.subarray(start, end + 1));
};

/**
 * Serves the built site as a good host does: types, security headers, compression, validators and
 * the error pages. `node tools/serve.ts`, on PORT or the first free port from 4321 on; BASE_PATH
 * as at the build. The tests import `serve`.
 */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { cacheControlOf, securityHeaders } from '../core/policy/headers.ts';
import { commandLine } from './command-line.ts';

const text = (type: string): string => `${type}; charset=utf-8`;

const types: Readonly<Record<string, string>> = {
  '.html': text('text/html'),
  '.css': text('text/css'),
  '.js': text('text/javascript'),
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.md': text('text/markdown'),
  '.zip': 'application/zip',
  '.gz': 'application/gzip',
};

/** Configuration files have many endings; a browser shows them all as text. */
const typeOf = (file: string, isExample: boolean): string =>
  isExample && !file.endsWith('manifest.json')
    ? text('text/plain')
    : (types[extname(file)] ??
      (file.includes('pagefind') ? 'application/octet-stream' : text('text/plain')));

const isCompressible = (type: string): boolean => /^text\/|json|xml|javascript|wasm/.test(type);

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
  readonly tag: string;
  readonly cache: string;
}

interface Stored extends Answer {
  readonly modified: number;
  readonly encoded: Map<string, Buffer>;
}

const encoders: Readonly<Record<string, (body: Buffer) => Promise<Buffer>>> = {
  br: (body) =>
    promisify(brotliCompress)(body, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      },
    }),
  gzip: (body) => promisify(gzip)(body, { level: 9 }),
};

const encodingFor = (accepted: string): string | undefined =>
  Object.keys(encoders).find((name) =>
    new RegExp(`\\b${name}\\b(?!;q=0(?:\\.0*)?(?:,|$))`).test(accepted),
  );

export interface ServeOptions {
  /** Folder of the built site. */
  readonly root: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Path below which the site was built to stand, `/` by default. */
  readonly base?: string;
  /** `false` sends all as it is: compressing takes longer than any test wants to wait. */
  readonly compresses?: boolean;
}

/** What answers a path of the site: a file, a redirect to the final slash, or nothing. */
type Found = { readonly file: string } | { readonly redirect: string } | undefined;

const isFile = async (path: string): Promise<boolean> =>
  stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );

const find = async (root: string, path: string): Promise<Found> => {
  const file = resolve(root, `.${path}`);
  if (file !== root && !file.startsWith(root + sep)) return undefined;
  if (path.endsWith('/')) {
    const index = join(file, 'index.html');
    return (await isFile(index)) ? { file: index } : undefined;
  }
  if (await isFile(file)) return { file };
  return (await isFile(join(file, 'index.html'))) ? { redirect: `${path}/` } : undefined;
};

const decode = (target: string): string | undefined => {
  try {
    return decodeURIComponent(target);
  } catch {
    return undefined;
  }
};

const createSite = (root: string, base: string, compresses: boolean) => {
  const stored = new Map<string, Stored>();

  const load = async (file: string, status: number): Promise<Stored> => {
    const modified = (await stat(file)).mtimeMs;
    const known = stored.get(file);
    if (known?.modified === modified && known.status === status) return known;
    const body = await readFile(file);
    const inside = file.slice(root.length).replaceAll(sep, '/');
    const made: Stored = {
      status,
      modified,
      body,
      encoded: new Map(),
      type: typeOf(file, inside.startsWith('/examples/')),
      tag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
      cache: cacheControlOf(inside),
    };
    stored.set(file, made);
    return made;
  };

  const errorPage = async (path: string): Promise<Stored> => {
    const [, locale = ''] = path.split('/');
    const own = join(root, locale, '404.html');
    return load(locale !== '' && (await isFile(own)) ? own : join(root, '404.html'), 404);
  };

  const send = async (
    request: IncomingMessage,
    response: ServerResponse,
    answer: Stored,
  ): Promise<void> => {
    const { status, type, tag, cache } = answer;
    response.setHeader('Cache-Control', cache);
    response.setHeader('ETag', tag);
    response.setHeader('Vary', 'Accept-Encoding');
    if (status === 200 && request.headers['if-none-match'] === tag) {
      response.writeHead(304).end();
      return;
    }
    const encoding =
      compresses && isCompressible(type)
        ? encodingFor(request.headers['accept-encoding']?.toString() ?? '')
        : undefined;
    let { body } = answer;
    const encode = encoding === undefined ? undefined : encoders[encoding];
    if (encoding !== undefined && encode !== undefined) {
      body = answer.encoded.get(encoding) ?? (await encode(body));
      answer.encoded.set(encoding, body);
      response.setHeader('Content-Encoding', encoding);
    }
    response.writeHead(status, { 'Content-Type': type, 'Content-Length': body.length });
    response.end(request.method === 'HEAD' ? undefined : body);
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    const [target = '/', query] = (request.url ?? '/').split('?');
    const path = target.startsWith(`${base}/`) ? decode(target.slice(base.length)) : undefined;
    const found = path === undefined ? undefined : await find(root, path);
    if (found === undefined) {
      await send(request, response, await errorPage(path ?? '/'));
    } else if ('redirect' in found) {
      const location = `${base}${encodeURI(found.redirect)}${query === undefined ? '' : `?${query}`}`;
      response.writeHead(301, { Location: location }).end();
    } else await send(request, response, await load(found.file, 200));
  };
};

/**
 * Starts serving a built site on the loopback address.
 * @throws when the port is taken (`code` is `EADDRINUSE`) or the folder holds no built site.
 */
export const serve = async ({
  root,
  port,
  base = '/',
  compresses = true,
}: ServeOptions): Promise<{ readonly url: string; readonly close: () => Promise<void> }> => {
  const folder = resolve(root);
  if (!(await isFile(join(folder, '404.html')))) {
    throw new Error(`No built site in “${root}”; run npm run build first.`);
  }
  const prefix = base.replace(/\/$/, '');
  const site = createSite(folder, prefix, compresses);
  const server: Server = createServer((request, response) => {
    site(request, response).catch((error: unknown) => {
      // A file may go between its finding and its reading, when the site is built anew.
      const isGone = (error as { code?: string }).code === 'ENOENT';
      if (!isGone) console.error(error);
      if (!response.headersSent) response.writeHead(isGone ? 404 : 500);
      response.end();
    });
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(port, 'localhost', listening);
  });
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${String(actual)}${prefix}/`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
};

const isTaken = (error: unknown): boolean => (error as { code?: string }).code === 'EADDRINUSE';

/** The first free port from one on. */
const serveFrom = async (first: number, root: string, base: string): Promise<void> => {
  for (let port = first; port < first + 20; port += 1) {
    try {
      const { url } = await serve({ root, port, base });
      if (port !== first) console.log(`Port ${String(first)} is taken, using ${String(port)}.`);
      console.log(`The site is at ${url} (Ctrl+C stops it).`);
      return;
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
  throw new Error(`Ports ${String(first)} to ${String(first + 19)} are all taken; set PORT.`);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const {
    positionals: [root = fileURLToPath(new URL('../dist', import.meta.url))],
  } = commandLine(
    'node tools/serve.ts [folder of the built site], with PORT and BASE_PATH in the environment',
    { most: 1 },
  );
  await serveFrom(Number(process.env['PORT'] ?? 4321), root, process.env['BASE_PATH'] ?? '/').catch(
    (error: unknown) => {
      console.error((error as Error).message);
      process.exitCode = 1;
    },
  );
}

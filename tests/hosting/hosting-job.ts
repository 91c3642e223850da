import { resolve } from 'node:path';
import {
  basePathOf,
  findHosting,
  siteFolder,
  siteHost,
  type HostingId,
  type Place,
} from '../../content/hosting/index.ts';
import { hostingFiles, hostingSettings } from '../../src/hosting/published.ts';
import { servers } from '#servers';
import type { Conf } from '#conf';
import type { Locale } from '#i18n';
import { shellText } from '../proxies/example-job.ts';
import { addresses } from '../proxies/lab/network.ts';
import type { Job } from '../proxies/lab/job.ts';

/** The built site; `SITE_DIST` names another folder than `dist`. */
export const dist = resolve(process.env['SITE_DIST'] ?? 'dist');

/** A request from the client's side of the wire, with what curl adds to it. */
export interface Asked {
  readonly path: string;
  readonly scheme?: 'http' | 'https';
  readonly headers?: readonly string[];
}

/** Prints the headers of the answer, then its body as it came. */
const curl = ({ path, scheme = 'https', headers = [] }: Asked): string =>
  [
    `curl -sS -i --path-as-is --connect-to ::${addresses.server}:`,
    ...headers.map((header) => `-H '${header}'`),
    `'${scheme}://${siteHost}${path}'`,
    // Bodies may be compressed, and the result of a command is text.
    '| base64 -w0',
  ].join(' ');

/** What stands around the published files: the built site where the page says, an inner server. */
const surroundings = (id: HostingId, place: Place): { before: string[]; after: string[] } => {
  const folder = `${siteFolder}${basePathOf(place)}`;
  const { behind } = findHosting(id).hosting;
  return {
    before: [
      'mount -t tmpfs -o mode=755 tmpfs /srv',
      `mkdir -p ${folder} && cp -r ${dist}/. ${folder}/ && chmod -R a+rX /srv`,
    ],
    after:
      behind === 'nginx'
        ? [
            'mkdir -p /var/log/nginx && mount -t tmpfs tmpfs /var/lib/nginx',
            'nginx -t',
            'if [ -s /run/nginx.pid ]; then nginx -s reload; else nginx; fi',
          ]
        : [],
  };
};

/** The job that serves the built site with the published files and asks for some addresses. */
export const hostingJob = (
  id: HostingId,
  place: Place,
  locale: Locale,
  asked: readonly Asked[],
): Job => {
  const { enable, certificates } = findHosting(id).hosting.render(place);
  const { before, after } = surroundings(id, place);
  const { validate } = servers[id].commands as Record<string, { run: Conf } | undefined>;
  return {
    server: id,
    settings: { ...hostingSettings, host: siteHost },
    form: { tls: true, underPath: place === 'path' },
    files: hostingFiles(id, place, locale).map(({ install, mode, text }) => ({
      install,
      mode,
      text,
    })),
    enable: [...before, ...enable.map((step) => shellText(step, hostingSettings)), ...after],
    certificates: certificates.map(({ path, holds }) => ({
      path: shellText(path, hostingSettings),
      holds,
    })),
    validate: validate === undefined ? null : shellText(validate.run, hostingSettings),
    upstream: 'http://127.0.0.1:8080/',
    checks: [],
    commands: asked.map((one) => ({ side: 'client', run: curl(one) })),
  };
};

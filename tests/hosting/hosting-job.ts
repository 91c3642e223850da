import { resolve } from 'node:path';
import { basePathOf, siteFolder, siteHost, type Place } from '../../content/hosting/index.ts';
import { findHosting, type ServerId } from '#servers';
import { hostingFiles, hostingSettings } from '../../content/servers/published-hosting.ts';
import { servers } from '#servers';
import type { Conf } from '#conf';
import type { Locale } from '#i18n';
import { shellText } from '../lab/shell-text.ts';
import { addresses } from '../lab/network.ts';
import type { Job } from '../lab/job.ts';

/** The built site; `SITE_DIST` names another folder than `dist`. */
export const dist = resolve(process.env['SITE_DIST'] ?? 'dist');

/** A request from the client's side of the wire, with what curl adds to it. */
export interface Asked {
  readonly path: string;
  readonly scheme?: 'http' | 'https';
  readonly headers?: readonly string[];
  /** Ask a second time, with the ETag of the first answer, as a browser revalidates. */
  readonly again?: true;
}

/** Prints the headers of the answer, then its body as it came. */
const curl = ({ path, scheme = 'https', headers = [], again }: Asked): string => {
  const ask = [
    `curl -sS --path-as-is --connect-to ::${addresses.server}:`,
    ...headers.map((header) => `-H '${header}'`),
    `'${scheme}://${siteHost}${path}'`,
  ].join(' ');
  const first = again === true ? `${ask} -o /dev/null --etag-save etag && ` : '';
  // Bodies may be compressed, and the result of a command is text.
  return `${first}${ask} -i${again === true ? ' --etag-compare etag' : ''} | base64 -w0`;
};

type Commands = Readonly<Record<string, { readonly run: Conf } | undefined>>;

const commandOf = (id: ServerId, name: string): string | null => {
  const command = (servers[id].commands as Commands)[name];
  return command === undefined ? null : shellText(command.run, hostingSettings);
};

/** What stands around the published files: the built site where the page says, an inner server. */
const surroundings = (id: ServerId, place: Place): { before: string[]; after: string[] } => {
  const folder = `${siteFolder}${basePathOf(place)}`;
  const { behind } = findHosting(id).hosting;
  return {
    before: [
      'mount -t tmpfs -o mode=755 tmpfs /srv',
      `mkdir -p ${folder} && cp -r ${dist}/. ${folder}/ && chmod -R a+rX /srv`,
    ],
    after: [
      ...(behind === 'nginx'
        ? [
            'mkdir -p /var/log/nginx && mount -t tmpfs tmpfs /var/lib/nginx',
            'nginx -t',
            'if [ -s /run/nginx.pid ]; then nginx -s reload; else nginx; fi',
          ]
        : []),
      // There is no process to start: the rules are loaded as the page says.
      ...(id === 'iptables' ? [commandOf(id, 'reload') ?? 'false'] : []),
    ],
  };
};

/** The job that serves the built site with the published files and asks for some addresses. */
export const hostingJob = (
  id: ServerId,
  place: Place,
  locale: Locale,
  asked: readonly Asked[],
): Job => {
  const { enable, certificates } = findHosting(id).hosting.render(place);
  const { before, after } = surroundings(id, place);
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
    validate: commandOf(id, 'validate'),
    // Jenkins has no part in it, and 8080 is a port of these files.
    upstream: 'http://127.0.0.1:8090/',
    checks: [],
    commands: asked.map((one) => ({ side: 'client', run: curl(one) })),
  };
};

import { conf, type Conf } from '#conf';
import type { Hosting, Place } from '../../hosting/hosting.ts';
import {
  basePath,
  chain,
  errorComment,
  folder,
  hashed,
  hashedComment,
  hashedGroup,
  headerLines,
  headersComment,
  host,
  key,
  revalidated,
  textComment,
  twoFiles,
} from '../../hosting/parts.ts';
import { withTabs } from './tabs.ts';

/** The answer to an unknown address below a path, or anywhere else. */
const errorPage = (place: Place, below: Conf | false, page: Conf): Conf => conf`
  ${below === false ? conf`handle {` : conf`handle ${basePath(place)}${below} {`}
      rewrite * ${basePath(place)}${page}
      file_server
  }
`;

const configuration = (place: Place): Conf => conf`
  {
      admin off
      servers {
          protocols h1 h2
      }
  }

  ${host} {
      tls ${chain} ${key}
      root * ${folder}
      encode gzip

      ${headersComment}
      header {
          ${headerLines((name, value) => `${name} "${value}"`)}
      }

      ${hashedComment}
      @hashed {
          path_regexp ^${basePath(place)}/${hashedGroup}/
          file
      }
      @revalidated not {
          path_regexp ^${basePath(place)}/${hashedGroup}/
          file
      }
      header @hashed Cache-Control "${hashed}"
      header @revalidated Cache-Control "${revalidated}"

      @markdown {
          path *.md
          file
      }
      header @markdown Content-Type "text/markdown; charset=utf-8"
      ${textComment}
      @text {
          path_regexp ^${basePath(place)}/(examples|hosting)/.*\.\w+$
          not path *.json
          file
      }
      header @text Content-Type "text/plain; charset=utf-8"

      file_server

      ${errorComment}
      handle_errors {
          ${errorPage(place, conf`/fr/*`, conf`/fr/404.html`)}
          ${errorPage(place, conf`/en/*`, conf`/en/404.html`)}
          ${errorPage(place, false, conf`/404.html`)}
      }
  }

  http://${host} {
      redir https://${host}{uri} 308
  }
`;

/** Caddy reads the files itself. */
export const caddy: Hosting = {
  minimum: '2.6.2',
  render: (place) => ({
    files: [
      {
        install: '/etc/caddy/Caddyfile',
        mode: '644',
        language: 'caddyfile',
        lineEnds: 'lf',
        content: withTabs(configuration(place)),
      },
    ],
    enable: [conf`chgrp caddy ${chain} ${key}`, conf`chmod 640 ${chain} ${key}`],
    certificates: twoFiles,
  }),
};

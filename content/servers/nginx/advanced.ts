import { conf, path, port, region, slot, upstreamHost, upstreamPort, type Conf } from '#conf';
import type { Form } from '#settings';
import { headers, transfers, websocket } from './examples/main.ts';

/**
 * The example for products that write the `server` block themselves and take lines to put into it:
 * “Advanced” of Nginx Proxy Manager, a file of `proxy-confs` of SWAG. What the example says in `map`
 * and `upstream`, which stand outside of a `server` block, is said by `if` here; all other lines are
 * those of the example.
 *
 * Nginx Proxy Manager leaves out its own `location /` where it finds `location / {` at the start of a
 * line (`advancedConfigHasDefaultLocation` in its `backend/internal/nginx.js`).
 */

const values = conf`
  # ${{
    fr: "Jenkins forme ses liens d'après Host : un autre nom ne l'atteint pas.",
    en: 'Jenkins builds its links from Host: another name does not reach it.',
  }}
  if ($http_host !~* ^${slot('authority', 'regex')}(:${port})?$) {
      return 421;
  }
  # ${{
    fr: 'WebSocket passe, aucun autre protocole.',
    en: 'WebSocket passes, no other protocol.',
  }}
  set $jenkins_upgrade '';
  set $jenkins_connection '';
  if ($http_upgrade ~* ^websocket$) {
      set $jenkins_upgrade websocket;
      set $jenkins_connection upgrade;
  }
  # ${{
    fr: "Compressé pour les pages de Jenkins seulement : un autre site n'apprend rien des tailles.",
    en: 'Compressed for pages of Jenkins only: another site learns nothing from sizes.',
  }}
  set $jenkins_encoding '';
  if ($http_sec_fetch_site = same-origin) {
      set $jenkins_encoding $http_accept_encoding;
  }
  set $jenkins_hsts '';
  if ($scheme = https) {
      set $jenkins_hsts max-age=31536000;
  }
`;

const passed = conf`
  ${headers()}
  gzip off;
  proxy_set_header Accept-Encoding $jenkins_encoding;
  add_header Strict-Transport-Security $jenkins_hsts always;

  ${websocket}

  ${transfers}

  # ${{
    fr: 'Aucun chemin après le port, pas même / : nginx décoderait %2F.',
    en: 'No path after the port, not even /: nginx would decode %2F.',
  }}
  proxy_pass http://${upstreamHost}:${upstreamPort};
`;

const root = conf`
  location / {
      ${passed}
  }
`;

const underPath = conf`
  location = ${path} {
      return 308 ${slot('origin')}${path}/$is_args$args;
  }

  location ^~ ${path}/ {
      ${passed}
  }

  location / {
      return 404;
  }
`;

/** The lines to paste, for a host name of Jenkins' own or for a path. */
export const advancedLines = (form: Form): Conf =>
  region(
    'advanced',
    conf`
      ${values}

      ${form.underPath ? underPath : root}
    `,
  );

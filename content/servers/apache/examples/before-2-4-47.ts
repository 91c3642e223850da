import { conf, region, slot, upstreamHost, upstreamPort, type Conf, type Example } from '#conf';
import { shapes, type Form } from '#settings';
import { defaultPort } from './ports.ts';
import { around, ownHeaders, proxyPass, siteFile } from './main.ts';

/**
 * WebSocket as Apache before 2.4.47 does it: the request is picked by its headers and given to
 * mod_proxy_wstunnel. The paths of Jenkins' WebSockets hold nothing that mod_rewrite would damage.
 */
const websocket = (form: Form): Conf =>
  region(
    'websocket',
    conf`
      # ${{
        fr: 'WebSocket : agents et ligne de commande.',
        en: 'WebSocket: agents and command line.',
      }}
      RewriteEngine On
      RewriteCond %{HTTP:Upgrade} =websocket [NC]
      RewriteCond %{HTTP:Connection} upgrade [NC]
      RewriteRule ^(${slot('path', 'regex')}/.*) ws://${upstreamHost}:${upstreamPort}$1 [P]

      # ${{
        fr: 'ttl : Jenkins ferme une connexion inactive après 30 s, Apache ne la reprend plus après 20 s.',
        en: 'ttl: Jenkins closes an idle connection after 30 s, Apache does not take it up again after 20 s.',
      }}
      ${ownHeaders`${proxyPass(form)} nocanon responsefieldsize=32768 ttl=20 retry=0`}
    `,
  );

/** For servers older than 2.4.47, which do not know `upgrade=websocket`. */
export const before2447: Example = {
  id: 'apache/before-2.4.47',
  server: 'apache',
  title: { fr: 'Apache avant la version 2.4.47', en: 'Apache before version 2.4.47' },
  minimum: '2.4.34',
  shapes,
  ports: defaultPort,
  render: (form) =>
    siteFile(
      around(form, websocket(form)),
      form,
      form.tls
        ? conf`a2enmod proxy proxy_http proxy_wstunnel headers rewrite ssl http2`
        : conf`a2enmod proxy proxy_http proxy_wstunnel headers rewrite`,
    ),
};

import { conf } from '#conf';
import { inDynamic, inStatic, pageMiddlewares } from '../../servers/traefik/idioms.ts';
import type { Break } from '../break.ts';
import { wrong } from './wrong.ts';

/** Rules that Traefik breaks by its own default values, or by a line that is easily left out. */
export const traefikRules: Readonly<Record<string, Break>> = {
  'traefik/contract/one-minute': wrong(
    'traefik',
    'https-host',
    [inStatic(conf`readTimeout: 0s`, conf`readTimeout: 60s`)],
    ['http-cli-stays-open'],
  ),
  'traefik/contract/everybody-believed': wrong(
    'traefik',
    'https-host',
    [
      inStatic(
        conf`forwardedHeaders:`,
        conf`
          forwardedHeaders:
            insecure: true
        `,
      ),
      ...[
        conf`Forwarded: ""`,
        conf`X-Proxied-Https: ""`,
        conf`X-Forwarded-User: ""`,
        conf`X-Forwarded-Groups: ""`,
        conf`Remote-User: ""`,
      ].map((line) => inDynamic(line, conf``)),
    ],
    ['forged-x-forwarded-for', 'forged-forwarded', 'identity-headers'],
  ),
  'traefik/contract/path-tidied': wrong(
    'traefik',
    'https-host',
    [inStatic(conf`sanitizePath: false`, conf``)],
    ['path-double-slash'],
  ),
  'traefik/contract/percent-refused': wrong(
    'traefik',
    'https-host',
    [inStatic(conf`allowEncodedPercent: true`, conf`allowEncodedPercent: false`)],
    ['path-double-encoding', 'path-encoded-delimiters'],
  ),
  'traefik/contract/any-session': wrong(
    'traefik',
    'https-host',
    [inDynamic(conf`sniStrict: true`, conf`sniStrict: false`)],
    ['other-sni'],
  ),
  'traefik/contract/compressed-for-all': wrong(
    'traefik',
    'https-host',
    [inDynamic(pageMiddlewares, conf`middlewares: [jenkins-headers, no-upgrade]`)],
    ['compression-own-pages'],
  ),
  'traefik/contract/connection-believed': wrong(
    'traefik',
    'https-host',
    [inStatic(conf`connection: [Cookie, Authorization]`, conf``)],
    ['hop-by-hop-headers'],
  ),
};

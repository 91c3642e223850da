import { conf, port, region, type Example } from '#conf';
import { otherPort } from './other-port.ts';
import { configuration, site, siteFile } from './main.ts';

/**
 * The lowest version that knows every directive: `keepalive_timeout` of `upstream`
 * (https://nginx.org/en/docs/http/ngx_http_upstream_module.html#keepalive_timeout).
 */
export const lowest = '1.15.3';

/** HTTP/2 as a word of `listen`; from 1.25.1 on nginx warns about it at every check. */
const listen = region(
  'listen',
  conf`
    listen ${port} ssl http2;
    listen [::]:${port} ssl http2;
  `,
);

const olderForm = (newer: Example): Example => ({
  ...newer,
  id: `${newer.id}/before-1.25.1`,
  title: { fr: 'avant 1.25.1', en: 'before 1.25.1' },
  minimum: lowest,
  before: { version: '1.25.1', newer: newer.id },
  render: (form) => siteFile(configuration(form, listen), form),
});

export const before1251 = olderForm(site);
export const otherPortBefore1251 = olderForm(otherPort);

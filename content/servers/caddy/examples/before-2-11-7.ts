import { conf, type Example } from '#conf';
import { otherPort } from './other-port.ts';
import { configuration, site, wholeFile } from './main.ts';

/** Limits of the server as far as older versions know them; the others have none there. */
const limits = conf`
  read_header 10s
`;

const olderForm = (newer: Example): Example => ({
  ...newer,
  id: `${newer.id}/before-2.11.7`,
  title: { fr: 'avant 2.11.7', en: 'before 2.11.7' },
  // The version of Debian 12 and 13, which runs it.
  minimum: '2.6.2',
  before: { version: '2.11.7', newer: newer.id },
  render: (form) => wholeFile(configuration(form, limits), form),
});

export const before2117 = olderForm(site);
export const otherPortBefore2117 = olderForm(otherPort);

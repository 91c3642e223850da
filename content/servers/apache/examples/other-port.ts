import { conf, join, port, type Example } from '#conf';
import { otherPort as variant } from '../../variants.ts';
import { anotherPort } from './ports.ts';
import { configuration, modules, siteFile } from './main.ts';

const listen = conf`
  Listen ${port}

`;

/** As the main example, and Apache must be told to listen; Jenkins takes the port from `Host`. */
export const otherPort: Example = {
  ...variant,
  id: 'apache/other-port',
  server: 'apache',
  title: { fr: 'Un autre port public', en: 'Another public port' },
  minimum: '2.4.47',
  ports: anotherPort,
  render: (form) => siteFile(join(listen, configuration(form)), form, modules(form)),
};

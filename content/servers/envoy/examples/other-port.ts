import { conf, slot, type Example } from '#conf';
import { otherPort as variant } from '../../variants.ts';
import { bootstrap, configuration, wholeFile } from './main.ts';

/** The port stands in the listener, in the name and in the redirect; a name without it is another one. */
export const otherPort: Example = {
  ...bootstrap,
  ...variant,
  id: 'envoy/other-port',
  render: (form) => wholeFile(configuration(form, conf`["${slot('authority')}"]`), form),
};

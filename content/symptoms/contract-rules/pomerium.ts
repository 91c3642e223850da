import { conf } from '#conf';
import { without } from '../../servers/broken-lines.ts';
import { file, openWithout } from '../../servers/pomerium/idioms.ts';
import type { Break } from '../break.ts';
import { wrong } from './wrong.ts';

const anyPort = without(conf`
  runtime_flags:
    match_any_incoming_port: false
`);

/** Rules that Pomerium breaks by its own default values. */
export const pomeriumDefaults: Readonly<Record<string, Break>> = {
  'pomerium/contract/any-port-and-method': {
    ...wrong(
      'pomerium',
      'https-host',
      [{ file, ...anyPort }, openWithout.closing],
      ['odd-host', 'other-host-http2', 'connect-and-trace'],
    ),
    client: 'open',
  },
};

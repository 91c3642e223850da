import { commands } from '#commands';
import { toText, type Conf } from '#conf';
import { servers } from '#servers';
import { defaultShape, sampleSettings } from '#settings';
import { machinePackages } from './machine.ts';
import { prepareRoot, type Suite } from './root.ts';
import { followedServers } from './walks.ts';

/** Names of the packages that lines install. */
const namesIn = (run: Conf): string[] =>
  [...toText(run, sampleSettings(defaultShape), 'en').matchAll(/apt install (.+)/g)].flatMap(
    ([, names = '']) => names.split(' '),
  );

/** What the pages install of Debian's, from the commands that do it. */
const offered = [
  ...new Set([
    ...followedServers
      .filter((id) => servers[id].packages.length > 0)
      .flatMap((id) => Object.values(servers[id].commands).flatMap(({ run }) => namesIn(run))),
    ...Object.entries(commands)
      .filter(([id]) => id.startsWith('certificate/'))
      .flatMap(([, { run }]) => namesIn(run)),
    'ufw',
  ]),
];

/** The root on which pages are followed, with the packages that they install on its shelf. */
export const followedRoot = (suite: Suite): string =>
  prepareRoot({ suite, packages: machinePackages, offered });

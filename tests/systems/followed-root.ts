import { commands } from '#commands';
import { toText, type Conf } from '#conf';
import { servers, type Server } from '#servers';
import { defaultShape, sampleSettings } from '#settings';
import { machinePackages } from './machine.ts';
import { prepareRoot, type Suite } from './root.ts';
import { followedServers } from './walks.ts';

/** Names of the packages that lines install. */
const namesIn = (run: Conf): string[] =>
  [...toText(run, sampleSettings(defaultShape), 'en').matchAll(/apt install (.+)/g)].flatMap(
    ([, names = '']) => names.split(' ').filter((name) => !name.startsWith('-')),
  );

/** Names of packages that are their makers' and not Debian's. */
const ofMakers = followedServers.filter((id) => {
  const { packages, olderPackage }: Server = servers[id];
  return packages.length === 0 && olderPackage === undefined;
});

/** What the pages install of Debian's, from the commands that do it. */
const offered = [
  ...new Set([
    ...followedServers.flatMap((id) =>
      Object.values(servers[id].commands).flatMap(({ run }) => namesIn(run)),
    ),
    ...Object.entries(commands)
      .filter(([id]) => id.startsWith('certificate/'))
      .flatMap(([, { run }]) => namesIn(run)),
    'ufw',
  ]),
].filter((name) => !ofMakers.some((id) => id === name));

/** The root on which pages are followed, with the packages that they install on its shelf. */
export const followedRoot = (suite: Suite): string =>
  prepareRoot({ suite, packages: machinePackages, offered });

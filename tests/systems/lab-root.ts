import { debianPackages, findServer, serverIds } from '#servers';
import { prepareRoot, type Suite } from './root.ts';

/** What the lab itself runs inside a root. */
const tools = ['curl', 'iproute2', 'netcat-openbsd', 'openssl'];

/** The root file system of a release with every server of the site, as the lab runs them. */
export const labRoot = (suite: Suite): string =>
  prepareRoot({ suite, packages: [...tools, ...serverIds.flatMap(debianPackages)] });

/** The same with one server alone, and with more packages. It is made sooner. */
export const labRootFor = (suite: Suite, server: string, more: readonly string[]): string =>
  prepareRoot({ suite, packages: [...tools, ...findServer(server).packages, ...more] });

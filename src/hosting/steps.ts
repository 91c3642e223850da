import { conf, join, type Conf } from '#conf';
import { servers } from '#servers';
import { findHosting } from '../../content/hosting/index.ts';
import { word } from '../../content/hosting/parts.ts';

type Commands = Readonly<Record<string, { readonly run: Conf } | undefined>>;

/** What a reader types on Debian once the files are in place: the tested steps, check and reload. */
export const hostingSteps = (id: string): Conf => {
  const { id: server, hosting } = findHosting(id);
  const { validate, reload }: Commands = servers[server].commands;
  const inner: Commands = hosting.behind === undefined ? {} : servers[hosting.behind].commands;
  const packages = (hosting.packages ?? []).map((name) => conf`apt install ${word(name)}`);
  const commands = [inner['reload'], validate, reload].flatMap((command) => command?.run ?? []);
  const asRoot = [...packages, ...hosting.render('root').enable].map((step) => conf`sudo ${step}`);
  return join(...asRoot, ...commands);
};

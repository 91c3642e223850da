import { conf, join, type Conf } from '#conf';
import { findHosting, servers } from './index.ts';
import { word } from '../hosting/parts.ts';
import { hostingStrings } from '../../core/i18n/hosting.ts';
import type { Locale } from '../../core/i18n/locales.ts';

type Commands = Readonly<Record<string, { readonly run: Conf } | undefined>>;

/** What a reader types once the files are in place, and where. */
export interface HostingSteps {
  readonly where: string;
  readonly language: 'shellscript' | 'powershell';
  readonly run: Conf;
}

/** On Debian: packages, the tested steps that switch the files on, check and reload. */
const onDebian = (id: string): Conf => {
  const { id: server, hosting } = findHosting(id);
  const { validate, reload }: Commands = servers[server].commands;
  const inner: Commands = hosting.behind === undefined ? {} : servers[hosting.behind].commands;
  const packages = (hosting.packages ?? []).map((name) => conf`apt install ${word(name)}`);
  const commands = [inner['reload'], validate, reload].flatMap((command) => command?.run ?? []);
  const asRoot = [...packages, ...hosting.render('root').enable].map((step) => conf`sudo ${step}`);
  return join(...asRoot, ...commands);
};

/** The steps of a server: its own, or those of Debian. */
export const hostingSteps = (id: string, locale: Locale): HostingSteps => {
  const { steps } = findHosting(id).hosting;
  return steps === undefined
    ? { where: hostingStrings(locale).commands, language: 'shellscript', run: onDebian(id) }
    : { ...steps, where: steps.where[locale] };
};

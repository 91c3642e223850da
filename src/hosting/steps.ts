import type { Conf } from '#conf';
import { servers } from '#servers';
import { findHosting } from '../../content/hosting/index.ts';

const asRoot = ({ lines }: Conf): Conf => ({
  kind: 'conf',
  lines: lines.map((line) => ({ ...line, pieces: ['sudo ', ...line.pieces] })),
});

type Commands = Readonly<Record<string, { readonly run: Conf } | undefined>>;

/** What a reader types on Debian once the files are in place: the tested steps, check and reload. */
export const hostingSteps = (id: string): Conf => {
  const { id: server, hosting } = findHosting(id);
  const { validate, reload }: Commands = servers[server].commands;
  const inner: Commands = hosting.behind === undefined ? {} : servers[hosting.behind].commands;
  const packages = (hosting.packages ?? []).map((name): Conf => ({
    kind: 'conf',
    lines: [{ pieces: [`sudo apt install ${name}`] }],
  }));
  const commands = [inner['reload'], validate, reload].flatMap((command) => command?.run ?? []);
  const parts = [...packages, ...hosting.render('root').enable.map(asRoot), ...commands];
  return { kind: 'conf', lines: parts.flatMap(({ lines }) => lines) };
};

import { servers } from '../servers/index.ts';
import type { Command } from '../servers/server.ts';
import { addresses } from './addresses.ts';
import { agents } from './agents.ts';
import { banner } from './banner.ts';
import { certificateCommands } from './certificate.ts';
import { check } from './check.ts';
import { cli } from './cli.ts';
import { composeFiles } from './compose.ts';
import { container } from './container.ts';
import { crumb } from './crumb.ts';
import { forged } from './forged.ts';
import { guards } from './guards.ts';
import { handshake } from './handshake.ts';
import { jenkins } from './jenkins.ts';
import { kubernetesCommands } from './kubernetes.ts';
import { localPort } from './local-port.ts';
import { ofRedHat } from './red-hat.ts';
import { responses } from './responses.ts';
import { signIn } from './sign-in.ts';
import { patience } from './patience.ts';
import { scheme } from './scheme.ts';
import { troubleshooting } from './troubleshooting.ts';
import { start } from './start.ts';
import { trust } from './trust.ts';
import { upgradeCommands } from './upgrade.ts';
import { upload } from './upload.ts';
import { webhook } from './webhook.ts';

const serverCommands: Record<string, Command> = Object.fromEntries(
  Object.entries(servers).flatMap(([id, server]) =>
    Object.entries(server.commands).map(([name, command]): [string, Command] => [
      `${id}/${name}`,
      command,
    ]),
  ),
);

/** Every command that a page may show, by id. */
export const commands: Readonly<Record<string, Command>> = {
  ...certificateCommands,
  ...check,
  ...banner,
  ...crumb,
  ...forged,
  ...guards,
  ...handshake,
  ...patience,
  ...scheme,
  ...jenkins,
  ...troubleshooting,
  ...start,
  ...trust,
  ...upgradeCommands,
  ...upload,
  ...addresses,
  ...agents,
  ...cli,
  ...composeFiles,
  ...container,
  ...kubernetesCommands,
  ...localPort,
  ...ofRedHat,
  ...responses,
  ...signIn,
  ...webhook,
  ...serverCommands,
};

/**
 * The command of an id such as `nginx/validate` or `check/login`.
 * @throws for an unknown id; the message lists the known ones.
 */
export const findCommand = (id: string): Command => {
  const command = commands[id];
  if (command === undefined) {
    throw new Error(`No command “${id}”; commands: ${Object.keys(commands).join(', ')}.`);
  }
  return command;
};

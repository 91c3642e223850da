import { toText, type Conf } from '#conf';
import type { Settings } from '#settings';

/** A one-line or many-line command as the shell gets it; the lab runs as root, so `sudo` goes. */
export const shellText = (command: Conf, settings: Settings): string =>
  toText(command, settings, 'en')
    .trimEnd()
    .replaceAll(/(^|\s|\| )sudo /gm, '$1');

import { conf, slot } from '#conf';
import type { Command } from '../servers/server.ts';

/**
 * Sends as much as a big plugin weighs, under a name that Jenkins does not take for a plugin: it
 * reads the whole file, answers 400 and installs nothing (`hudson/PluginManager.java`). HTTP/1.1,
 * since over HTTP/2 some servers reset the stream in place of answering 413. curl waits for
 * `100 Continue` by itself, so that a refusal comes before the file.
 */
export const upload = {
  'upload/size': {
    language: 'shellscript',
    run: conf`
      head -c 64000000 /dev/zero | curl -sS --http1.1 -o /dev/null -w '%{http_code}\n' -u USER:APITOKEN \
        -F 'name=@-;filename=test.txt' -F pluginUrl= ${slot('public-url')}pluginManager/uploadPlugin
    `,
    output: conf`400`,
  },
} as const satisfies Record<string, Command>;

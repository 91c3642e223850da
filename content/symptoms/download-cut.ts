import { conf } from '#conf';
import * as nginx from '../servers/nginx/idioms.ts';
import type { SymptomBreaks } from './break.ts';
import { setUp } from './set-up.ts';

const symptom = 'download-cut';

export const downloadCut: SymptomBreaks = {
  causes: {
    'temporary-file-full': {
      symptom,
      title: {
        fr: 'nginx cesse de lire quand son fichier temporaire est plein',
        en: 'nginx stops reading when its temporary file is full',
      },
    },
    'slow-client-times-out': {
      symptom,
      title: {
        fr: 'Un délai d’expiration coupe un client lent',
        en: 'A timeout cuts a slow client',
      },
    },
  },
  breaks: {
    // The default of 1024m and Jenkins' 30 s, made small: the file is full within a second, and
    // the time in which nginx then reads nothing is longer than the time that Jenkins waits.
    'nginx/temporary-file-full': {
      ...setUp('nginx'),
      cause: 'temporary-file-full',
      prepare: conf`
        sysctl -qw 'net.ipv4.tcp_rmem=4096 65536 65536' 'net.ipv4.tcp_wmem=4096 65536 65536'
      `,
      changes: [{ from: nginx.unbuffered, to: conf`proxy_max_temp_file_size 4m;` }],
      jenkins: { options: { idleTimeout: 1000 } },
      tell: {
        command: 'download/size',
        side: 'server',
        broken: conf`
          proxy 200 … bytes, exit 18
          jenkins 200 8000000 bytes, exit 0
        `,
        fixed: conf`
          proxy 200 8000000 bytes, exit 0
          jenkins 200 8000000 bytes, exit 0
        `,
      },
      log: 'upstream prematurely closed connection while reading upstream',
    },
  },
  reports: [
    {
      cause: 'slow-client-times-out',
      source: 'https://github.com/jfrog/JFrog-Cloud-Installers/issues/445',
    },
  ],
};

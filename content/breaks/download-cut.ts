import { conf } from '#conf';
import type { SymptomBreaks } from './break.ts';

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
  breaks: {},
  reports: [
    {
      server: 'nginx',
      cause: 'temporary-file-full',
      changes: [{ from: conf`proxy_max_temp_file_size 1024m;`, to: conf`proxy_buffering off;` }],
      note: {
        fr: 'La première ligne est la valeur par défaut\u00A0: elle n’est écrite nulle part.',
        en: 'The first line is the default: it is written nowhere.',
      },
      source: 'https://trac.nginx.org/nginx/ticket/1472',
    },
    {
      cause: 'slow-client-times-out',
      source: 'https://github.com/jfrog/JFrog-Cloud-Installers/issues/445',
    },
  ],
};

import { conf } from '#conf';
import * as lighttpd from '../servers/lighttpd/idioms.ts';
import * as nginx from '../servers/nginx/idioms.ts';
import { without } from '../servers/broken-lines.ts';
import type { SymptomBreaks } from './break.ts';
import { setUp } from './set-up.ts';

const symptom = 'events-arrive-late';

export const eventsArriveLate: SymptomBreaks = {
  causes: {
    'response-collected': {
      symptom,
      title: {
        fr: 'Le proxy accumule la réponse avant de la transmettre',
        en: 'The proxy collects the response before it passes it on',
      },
    },
    'events-compressed': {
      symptom,
      title: {
        fr: 'Le proxy compresse le flux d’événements',
        en: 'The proxy compresses the stream of events',
      },
    },
  },
  breaks: {
    'lighttpd/response-collected': {
      ...setUp('lighttpd'),
      cause: 'response-collected',
      changes: [without(lighttpd.answersAsTheyCome)],
      tell: { command: 'events/first', broken: conf``, fixed: conf`event: open` },
      fails: ['server-sent-events', 'response-streaming'],
    },
    'nginx/events-compressed': {
      ...setUp('nginx'),
      cause: 'events-compressed',
      changes: [
        without(nginx.unbuffered),
        {
          from: conf`gzip off;`,
          to: conf`
            gzip on;
            gzip_types text/event-stream text/plain;
            gzip_proxied any;
          `,
        },
      ],
      tell: { command: 'events/first', broken: conf`event: open`, fixed: conf`event: open` },
      fails: ['compressed-streaming'],
    },
  },
  reports: [],
};

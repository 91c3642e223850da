import { conf } from '#conf';
import type { SymptomBreaks } from './break.ts';

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
      server: 'lighttpd',
      example: 'lighttpd',
      shape: 'https-host',
      cause: 'response-collected',
      changes: [{ from: conf`server.stream-response-body = 2`, to: conf`` }],
      tell: { command: 'events/first', broken: conf``, fixed: conf`event: open` },
      fails: ['server-sent-events', 'response-streaming'],
    },
    'nginx/events-compressed': {
      server: 'nginx',
      example: 'nginx',
      shape: 'https-host',
      cause: 'events-compressed',
      changes: [
        { from: conf`proxy_buffering off;`, to: conf`` },
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

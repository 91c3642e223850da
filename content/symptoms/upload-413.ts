import { conf } from '#conf';
import * as caddy from '../servers/caddy/idioms.ts';
import * as nginx from '../servers/nginx/idioms.ts';
import { file as pomeriumFile } from '../servers/pomerium/idioms.ts';
import { after, before, without } from '../servers/broken-lines.ts';
import type { Break, SymptomBreaks } from './break.ts';
import { setUp } from './set-up.ts';

const symptom = 'upload-413';

/** `400` is Jenkins' own answer to a file that is no plugin: all of it has arrived. */
const tell: Break['tell'] = {
  command: 'upload/size',
  broken: conf`413`,
  fixed: conf`400`,
};

export const upload413: SymptomBreaks = {
  causes: {
    'body-limit': {
      symptom,
      title: {
        fr: 'Le proxy limite la taille du corps de requête',
        en: 'The proxy limits the size of request bodies',
      },
    },
    'narrower-body-limit': {
      symptom,
      title: {
        fr: 'Une limite plus étroite l’emporte sur celle qui a été levée',
        en: 'A narrower limit beats the one that was lifted',
      },
    },
    'body-limit-of-outer-hop': {
      symptom,
      title: {
        fr: 'Un autre saut, ou un filtre, a sa propre limite',
        en: 'Another hop, or a filter, has a limit of its own',
      },
    },
    'upload-time-limit': {
      symptom,
      title: {
        fr: 'Le proxy limite la durée de l’envoi (408)',
        en: 'The proxy limits how long an upload may take (408)',
      },
    },
  },
  breaks: {
    'nginx/body-limit': {
      ...setUp('nginx'),
      cause: 'body-limit',
      changes: [without(nginx.anySize)],
      tell,
      log: 'client intended to send too large (?:chunked )?body',
      fails: ['upload-sized', 'upload-chunked'],
    },
    'lighttpd/body-limit': {
      ...setUp('lighttpd'),
      cause: 'body-limit',
      changes: [after(conf`server.max-read-idle = 300`, conf`server.max-request-size = 1024`)],
      tell,
      log: 'request-size too long',
    },
    'squid/body-limit': {
      ...setUp('squid'),
      cause: 'body-limit',
      changes: [after(conf`client_lifetime 365 days`, conf`request_body_max_size 1 MB`)],
      tell,
    },
    'caddy/body-limit': {
      ...setUp('caddy'),
      cause: 'body-limit',
      changes: [
        after(
          caddy.refused,
          conf`
            request_body {
                max_size 1MB
            }
          `,
        ),
      ],
      tell,
    },
    'nginx/narrower-body-limit': {
      ...setUp('nginx'),
      cause: 'narrower-body-limit',
      changes: [before(nginx.pass, conf`client_max_body_size 10m;`)],
      tell,
      log: 'client intended to send too large (?:chunked )?body',
    },
    'pomerium/upload-time-limit': {
      ...setUp('pomerium'),
      client: 'browser',
      cause: 'upload-time-limit',
      changes: [{ file: pomeriumFile, from: conf`timeout_read: 0s`, to: conf`timeout_read: 20s` }],
      log: '"path":"/pluginManager/uploadPlugin",.*"response-code":408,',
      fails: ['slow-upload'],
    },
  },
  reports: [
    {
      server: 'iis',
      cause: 'body-limit',
      changes: [
        {
          from: conf`<requestLimits maxAllowedContentLength="30000000" />`,
          to: conf`<requestLimits maxAllowedContentLength="4294967295" />`,
        },
      ],
      note: {
        fr: 'Par défaut 30\u202F000\u202F000 octets\u202F; IIS répond 404.13 ou 413. Plus de 4\u202FGio est impossible.',
        en: 'By default 30,000,000 bytes; IIS answers 404.13 or 413. More than 4 GiB is impossible.',
      },
      source:
        'https://learn.microsoft.com/en-us/iis/configuration/system.webserver/security/requestfiltering/requestlimits/',
    },
    {
      server: 'apache',
      cause: 'body-limit-of-outer-hop',
      changes: [
        {
          from: conf`SecRequestBodyLimit 13107200`,
          to: conf`SecRequestBodyLimit 1073741824`,
        },
      ],
      note: {
        fr: 'Si ModSecurity est chargé\u202F; il garde le corps entier avant de le transmettre, une limite plus haute prend donc de la mémoire et du disque\u202F; réécrivez l’ancienne valeur pour revenir en arrière. LimitRequestBody ne s’applique pas à ce qu’Apache transmet.',
        en: 'If ModSecurity is loaded; it keeps the whole body before it passes it on, so a higher limit takes memory and disk; write the former value to go back. LimitRequestBody does not apply to what Apache passes on.',
      },
      source:
        'https://github.com/owasp-modsecurity/ModSecurity/wiki/Reference-Manual-(v2.x)#secrequestbodylimit',
    },
    {
      cause: 'body-limit-of-outer-hop',
      source: 'https://github.com/kubernetes/ingress-nginx/issues/4812',
    },
  ],
};

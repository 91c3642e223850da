import { conf, type Conf } from '#conf';
import { without } from '../servers/broken-lines.ts';
import type { Break, SymptomBreaks } from './break.ts';
import { setUp } from './set-up.ts';

const symptom = 'response-header-too-big';

/** Plugins that add hosts to the policy make its header about 17 kB long. */
const jenkins = { options: { policyHosts: 800 } } as const;

const tell = (status: Conf): NonNullable<Break['tell']> => ({
  command: 'headers/size',
  broken: conf`
    proxy ${status}
    jenkins 200, … bytes of headers
  `,
  fixed: conf`
    proxy 200
    jenkins 200, … bytes of headers
  `,
  side: 'server',
});

export const responseHeaderTooBig: SymptomBreaks = {
  causes: {
    'header-buffer-too-small': {
      symptom,
      title: {
        fr: 'Les en-têtes de la réponse dépassent le tampon du proxy',
        en: 'The response headers exceed the buffer of the proxy',
      },
    },
  },
  breaks: {
    'nginx/header-buffer-too-small': {
      ...setUp('nginx'),
      cause: 'header-buffer-too-small',
      changes: [
        without(conf`
          proxy_buffer_size 32k;
          proxy_buffers 8 32k;
        `),
      ],
      jenkins,
      jenkinsFixed: jenkins,
      tell: tell(conf`502`),
      log: 'upstream sent too big header while reading response header from upstream',
      fails: ['response-header-12k'],
    },
    'apache/header-buffer-too-small': {
      ...setUp('apache'),
      cause: 'header-buffer-too-small',
      changes: [{ from: conf`responsefieldsize=32768 ttl=20 retry=0`, to: conf`ttl=20 retry=0` }],
      jenkins,
      jenkinsFixed: jenkins,
      tell: tell(conf`502`),
      log: 'AH10124',
    },
    'haproxy/header-buffer-too-small': {
      ...setUp('haproxy'),
      cause: 'header-buffer-too-small',
      changes: [without(conf`tune.bufsize 40960`)],
      jenkins,
      jenkinsFixed: jenkins,
      tell: tell(conf`502`),
      log: ' 502 .* PH',
    },
  },
  reports: [],
};

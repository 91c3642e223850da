import { conf } from '#conf';
import type { Reported } from '../break.ts';

/** What is only reported of servers that are not run here, or of versions that are not. */
export const reports: readonly Reported[] = [
  {
    server: 'iis',
    cause: 'host-not-passed',
    changes: [
      {
        from: conf`<proxy enabled="true" preserveHostHeader="false" />`,
        to: conf`<proxy enabled="true" preserveHostHeader="true" />`,
      },
    ],
    source:
      'https://www.jenkins.io/doc/book/system-administration/reverse-proxy-configuration-with-jenkins/reverse-proxy-configuration-iis/',
  },
  {
    server: 'pomerium',
    cause: 'slash-refused',
    changes: [
      {
        from: conf`path_with_escaped_slashes_action: reject_request`,
        to: conf`path_with_escaped_slashes_action: keep_unchanged`,
      },
    ],
    note: {
      fr: 'Depuis la 0.33, le refus est la valeur par défaut. Le chemin parvient alors à Jenkins tel quel, qui le décode lui-même\u202F; pour revenir en arrière, réécrivez `reject_request`.',
      en: 'Since 0.33 refusing is the default. The path then reaches Jenkins as it is, which decodes it itself; write `reject_request` to go back.',
    },
    source: 'https://github.com/pomerium/pomerium/blob/main/config/options.go',
  },
  {
    server: 'iis',
    cause: 'slash-decoded',
    changes: [
      { from: conf`<rules>`, to: conf`<rules useOriginalURLEncoding="false">` },
      {
        from: conf`<action type="Rewrite" url="http://127.0.0.1:8080/{R:1}" />`,
        to: conf`<action type="Rewrite" url="http://127.0.0.1:8080{UNENCODED_URL}" appendQueryString="false" />`,
      },
    ],
    source: 'https://serverfault.com/questions/882132/iis10-url-rewrite-2-1-double-encoding-issue',
  },
];

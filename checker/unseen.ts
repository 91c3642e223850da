import type { Translated } from '../core/i18n/locales.ts';

/** Why a cause does not stand in the files of a proxy. */
const reasons = {
  stopped: {
    fr: 'Aucun fichier du proxy ne dit si Jenkins fonctionne.',
    en: 'No file of the proxy says whether Jenkins runs.',
  },
  address: {
    fr: 'Seul le réseau montre si Jenkins écoute à cette adresse.',
    en: 'Only the network shows whether Jenkins listens at this address.',
  },
  jenkins: {
    fr: 'Cela dépend de Jenkins, pas de ce fichier.',
    en: 'This depends on Jenkins, not on this file.',
  },
  feature: {
    fr: 'Cela dépend d’une fonctionnalité de Windows, pas d’un fichier.',
    en: 'This depends on a feature of Windows, not on a file.',
  },
  names: {
    fr: 'Le fichier ne dit pas quels noms aboutissent à cette machine.',
    en: 'The file does not say which names lead to this machine.',
  },
  wish: {
    fr: 'Rien dans le fichier ne dit que des agents se connectent par TCP.',
    en: 'Nothing in the file says that agents connect by TCP.',
  },
  content: {
    fr: 'Seul le fichier nommé montre ce qu’il contient.',
    en: 'Only the file that is named shows what it holds.',
  },
} as const satisfies Readonly<Record<string, Translated>>;

/** What a set-up of one server shows of this is so with every server. */
export const jenkinsItself: Translated = reasons.jenkins;

/** The broken set-ups whose cause stands in no file of the proxy, each with its reason. */
export const unseen: Readonly<Record<string, Translated>> = {
  'nginx/jenkins-stopped': reasons.stopped,
  'apache/jenkins-stopped': reasons.stopped,
  'haproxy/jenkins-stopped': reasons.stopped,
  'lighttpd/jenkins-stopped': reasons.stopped,
  'squid/jenkins-stopped': reasons.stopped,
  'caddy/jenkins-stopped': reasons.stopped,
  'traefik/jenkins-stopped': reasons.stopped,
  'envoy/jenkins-stopped': reasons.stopped,
  'nginx/wrong-address': reasons.address,
  'traefik/wrong-address': reasons.address,
  'envoy/wrong-address': reasons.address,
  'nginx/name-not-resolved': reasons.address,
  'nginx/jenkins-url-differs': reasons.jenkins,
  'nginx/context-path-missing-in-url': reasons.jenkins,
  'nginx/jenkins-url-http': reasons.jenkins,
  'nginx/opened-by-another-name': reasons.jenkins,
  'nginx/second-name-served': reasons.names,
  'apache/second-name-served': reasons.names,
  'haproxy/second-name-served': reasons.names,
  'caddy/second-name-served': reasons.names,
  'nginx/cli-origin-differs': reasons.jenkins,
  'nginx/jenkins-url-not-set': reasons.jenkins,
  'nginx/agent-port-disabled': reasons.jenkins,
  'nginx/prefix-not-set': reasons.jenkins,
  'iis/reported/upgrade-not-passed': reasons.feature,
  'haproxy/chain-incomplete': reasons.content,
  'traefik/chain-incomplete': reasons.content,
  'envoy/chain-incomplete': reasons.content,
  'nginx/authority-unknown': reasons.content,
  'haproxy/agent-port-not-forwarded': reasons.wish,
  'traefik/agent-port-not-forwarded': reasons.wish,
};

/** Set-ups that need the reader's URL to be told from a right file. */
export const toldByUrl: readonly string[] = [
  'nginx/value-made-up/scheme',
  'nginx/secure-cookie-over-http',
  'nginx/secure-cookie-on-plain-page',
  'apache/secure-cookie-over-http',
  'apache/secure-cookie-on-plain-page',
  'apache/scheme-replaced-inside',
  'haproxy/secure-cookie-over-http',
  'haproxy/secure-cookie-on-plain-page',
  'haproxy/scheme-replaced-inside',
  'caddy/scheme-replaced-inside',
  'nginx/scheme-replaced-inside',
  'nginx/redirect-of-inner-hop',
];

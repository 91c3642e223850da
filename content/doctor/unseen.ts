import type { Translated } from '#i18n';
import type { Break } from '#symptoms';
import { neverSeen, reasons } from './words.ts';

/** Causes that no request of the doctor shows, and why. */
export const unseenCauses: Readonly<Record<string, Translated>> = {
  'temporary-file-full': reasons.job,
  'tcp-idle-limit': reasons.job,
  'upload-time-limit': reasons.waits,
  'second-name-served': {
    fr: 'Le script ne sait pas quels autres noms aboutissent au proxy',
    en: 'The script does not know which other names lead to the proxy',
  },
  'twenty-connections': {
    fr: 'Ne se voit que lorsque vingt autres connexions sont ouvertes',
    en: 'Shows only while twenty other connections are open',
  },
};

const countsWhatItReads: Translated = {
  fr: 'Ce proxy compte ce qu’il lit, et Jenkins refuse la requête du script avant que le fichier parte',
  en: 'This proxy counts what it reads, and Jenkins refuses the request of the script before the file is sent',
};

/** Single set-ups that it cannot tell for a reason of their own. */
export const unseenSetUps: Readonly<Record<string, Translated>> = {
  'traefik/websocket-scheme': reasons.inside,
  'caddy/answer-takes-too-long': reasons.job,
  'traefik/answer-takes-too-long': reasons.job,
  'caddy/body-limit': countsWhatItReads,
  'squid/contract/request-buffer': countsWhatItReads,
  'traefik/contract/one-minute': reasons.waits,
  'pomerium/answer-takes-too-long': reasons.portal,
  'pomerium/host-not-passed': reasons.portal,
  'envoy/contract/ipv4-only': reasons['no-ipv6'],
  'lighttpd/chain-incomplete': {
    fr: 'Le proxy coupe la session TLS\u00A0: il n’y a pas de certificat à examiner',
    en: 'The proxy cuts the TLS session: there is no certificate to examine',
  },
  'haproxy/contract/agent-port-as-http': {
    fr: 'Le script interroge le port des agents en HTTP, que ce fichier laisse passer',
    en: 'The script asks the port of agents over HTTP, which this file lets through',
  },
};

/** Set-ups that leave no run of the script within its time, so that it is not asked of them. */
export const tooSlow: Readonly<Record<string, Translated>> = {
  'nginx/contract/slow-responses': {
    fr: 'À 200 octets par seconde, aucune exécution du script ne se termine à temps',
    en: 'At 200 bytes a second no run of the script ends in time',
  },
};

/** A server that refuses its file does not start, so nothing answers. */
const refused: Translated = {
  fr: 'Le serveur refuse le fichier et ne démarre pas\u00A0: rien ne répond',
  en: 'The server refuses the file and does not start: nothing answers',
};

/** Why the doctor cannot tell a broken set-up; `null` when it ought to. */
export const whyUnseen = (
  id: string,
  { cause, fails, refused: text }: Break,
): Translated | null => {
  if (text !== undefined) return refused;
  const own = tooSlow[id] ?? unseenSetUps[id];
  if (own !== undefined) return own;
  if (cause !== undefined) return unseenCauses[cause] ?? null;
  const [first] = (fails ?? []).map((rule) => neverSeen[rule]);
  return first !== undefined && (fails ?? []).every((rule) => neverSeen[rule] !== undefined)
    ? reasons[first]
    : null;
};

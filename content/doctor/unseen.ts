import type { Translated } from '#i18n';
import type { Break } from '#symptoms';
import { neverSeen, reasons } from './words.ts';

/** Causes that no request of the doctor shows, and why. */
export const unseenCauses: Readonly<Record<string, Translated>> = {
  'answer-takes-too-long': reasons.waits,
  'temporary-file-full': reasons.job,
  'tcp-idle-limit': reasons.waits,
  'upload-time-limit': reasons.waits,
  'twenty-connections': {
    fr: 'Ne se voit que lorsque vingt autres connexions sont ouvertes',
    en: 'Shows only while twenty other connections are open',
  },
};

/** Single set-ups that it cannot tell for a reason of their own. */
export const unseenSetUps: Readonly<Record<string, Translated>> = {
  'caddy/webhook-address-refused': {
    fr: 'Le proxy refuse l’adresse d’où le script demande, avant comme après le remède',
    en: 'The proxy refuses the address from which the script asks, before the cure and after it',
  },
  'traefik/unknown-dynamic-key': {
    fr: 'Le proxy coupe la session TLS\u00A0: il n’y a pas de réponse à examiner',
    en: 'The proxy cuts the TLS session: there is no answer to examine',
  },
  'nginx/public-address-only': {
    fr: 'Un autre site du même serveur répond à l’adresse de bouclage, où le script ne cherche qu’un refus',
    en: 'Another site of the same server answers at the loopback address, where the script looks for a refusal only',
  },
  'traefik/websocket-scheme': reasons.inside,
  'caddy/upgrade-sent-always': {
    fr: 'Le script voit le 400 sur toutes les pages, sans en nommer la cause',
    en: 'The script sees the 400 on every page, and does not name its cause',
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
  const own = unseenSetUps[id];
  if (own !== undefined) return own;
  if (cause !== undefined) return unseenCauses[cause] ?? null;
  const [first] = (fails ?? []).map((rule) => neverSeen[rule]);
  return first !== undefined && (fails ?? []).every((rule) => neverSeen[rule] !== undefined)
    ? reasons[first]
    : null;
};

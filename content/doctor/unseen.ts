import type { Translated } from '#i18n';
import type { Break } from '#symptoms';
import { neverSeen, reasons } from './words.ts';

/** Causes that no request of the doctor shows, and why. */
export const unseenCauses: Readonly<Record<string, Translated>> = {
  'answer-takes-too-long': reasons.waits,
  'temporary-file-full': reasons.job,
  'tcp-idle-limit': reasons.waits,
  'upload-time-limit': reasons.waits,
};

/** A server that refuses its file does not start, so nothing answers. */
const refused: Translated = {
  fr: 'Le serveur refuse le fichier et ne démarre pas\u00A0: rien ne répond',
  en: 'The server refuses the file and does not start: nothing answers',
};

/** Why the doctor cannot tell a broken set-up; `null` when it ought to. */
export const whyUnseen = ({ cause, fails, refused: text }: Break): Translated | null => {
  if (text !== undefined) return refused;
  if (cause !== undefined) return unseenCauses[cause] ?? null;
  const [first] = (fails ?? []).map((rule) => neverSeen[rule]);
  return first !== undefined && (fails ?? []).every((rule) => neverSeen[rule] !== undefined)
    ? reasons[first]
    : null;
};

import type { Translated } from '#i18n';

/** Why requests from outside cannot tell a broken set-up. */
export const unseenReasons = {
  refused: {
    fr: 'Le serveur refuse le fichier et ne démarre pas\u00A0: rien ne répond',
    en: 'The server refuses the file and does not start: nothing answers',
  },
} as const satisfies Readonly<Record<string, Translated>>;

export type UnseenReason = keyof typeof unseenReasons;

/** The broken set-ups of which the doctor sees nothing, each with the reason. */
export const unseenSetUps: Readonly<Record<string, UnseenReason>> = {};

/** The broken set-ups of which it sees something, but not the symptom. */
export const toldOtherwise: Readonly<Record<string, Translated>> = {};

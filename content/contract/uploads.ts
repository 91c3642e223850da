import type { Rule } from './rule.ts';

/** Uploads. */
export const uploads = {
  /** 413, or bytes missing. */
  'upload-sized': {
    title: {
      fr: 'Un envoi de 62\u202FMo de taille annoncée passe',
      en: 'An upload of 62\u00A0MB of known size passes',
    },
  },
  /** 411, 413, or bytes missing. */
  'upload-chunked': {
    title: {
      fr: 'Un envoi de 62\u202FMo par morceaux (chunked) passe',
      en: 'An upload of 62\u00A0MB in chunks passes',
    },
  },
  /** Request buffering: everything arrives at the end. */
  'request-streaming': {
    speed: 'paced',
    title: {
      fr: 'Un envoi arrive à Jenkins au fur et à mesure',
      en: 'An upload reaches Jenkins as it is sent',
    },
  },
  /** 408 by a minimum rate, or by an absolute limit on request bodies. */
  'slow-upload': {
    speed: 'slow',
    title: {
      fr: 'Un envoi lent de 25\u202Fs passe',
      en: 'A slow upload of 25\u00A0s passes',
    },
  },
  /** 417, or a client that waits. */
  'expect-continue': {
    title: {
      fr: 'Un client qui attend «\u00A0100 Continue\u00A0» l’obtient',
      en: 'A client that waits for “100 Continue” gets it',
    },
  },
} as const satisfies Readonly<Record<string, Rule>>;

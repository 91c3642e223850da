import type { Rule } from './rule.ts';

/** The HTTP mode of the command line. */
export const httpCli = {
  /** Request or response buffered: both halves wait for each other. */
  'http-cli': {
    title: {
      fr: 'La ligne de commande fonctionne en mode HTTP (échange dans les deux sens)',
      en: 'The command line works in HTTP mode (both ways at once)',
    },
  },
  /** The first byte is held back. */
  'http-cli-download': {
    title: {
      fr: 'Le premier octet de la ligne de commande HTTP arrive aussitôt',
      en: 'The first byte of the HTTP command line arrives at once',
    },
  },
  /**
   * A limit on silence, a minimum rate or an absolute limit on request bodies cuts the command, and
   * Jenkins then aborts the build that it waits for.
   */
  'http-cli-stays-open': {
    speed: 'slow',
    title: {
      fr: 'Une commande HTTP silencieuse aboutit après 65\u202Fs',
      en: 'A silent HTTP command ends well after 65\u00A0s',
    },
  },
} as const satisfies Readonly<Record<string, Rule>>;

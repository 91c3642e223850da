import type { Rule } from './rule.ts';

/** Streams and downloads. */
export const streaming = {
  /** Response buffering. */
  'response-streaming': {
    speed: 'paced',
    title: {
      fr: 'Une réponse arrive au fur et à mesure',
      en: 'A response arrives as it is produced',
    },
  },
  /** Compression that waits for more data. */
  'compressed-streaming': {
    speed: 'paced',
    title: {
      fr: 'Une réponse compressée arrive au fur et à mesure',
      en: 'A compressed response arrives as it is produced',
    },
  },
  /** Events arrive in a burst at the end. */
  'server-sent-events': {
    speed: 'paced',
    title: {
      fr: 'Les événements (SSE) arrivent un par un',
      en: 'Server-sent events arrive one by one',
    },
  },
  /** 504 after the proxy's read timeout. */
  'response-silence': {
    speed: 'slow',
    title: {
      fr: 'Une réponse qui se fait attendre 65\u202Fs arrive',
      en: 'A response that takes 65\u00A0s arrives',
    },
  },
  /** Cut in the middle by the read timeout. */
  'stream-silence': {
    speed: 'slow',
    title: {
      fr: 'Une réponse commencée survit à 65\u202Fs de silence',
      en: 'A response that has begun survives 65\u00A0s of silence',
    },
  },
  /** Cut, or spilled into a temporary file with a limit. */
  'big-download': {
    title: {
      fr: 'Un téléchargement de 60\u202FMo arrive entier',
      en: 'A download of 60\u00A0MB arrives whole',
    },
  },
} as const satisfies Readonly<Record<string, Rule>>;

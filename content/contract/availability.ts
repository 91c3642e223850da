import type { Rule } from './rule.ts';

/** The absence of Jenkins and its return. */
export const availability = {
  /** The 503 page is replaced, or the proxy takes Jenkins out of service. */
  'starting-page': {
    exclusive: true,
    title: {
      fr: 'La page d’attente du démarrage de Jenkins (503) arrive',
      en: 'The page that Jenkins shows while starting (503) arrives',
    },
  },
  /** A connection from before the restart is reused, or an old session is kept. */
  restart: {
    exclusive: true,
    title: {
      fr: 'Après un redémarrage de Jenkins, la première requête aboutit',
      en: 'After a restart of Jenkins the first request succeeds',
    },
  },
  /** A long wait instead of 502, 503 or 504; a ban that outlasts the absence. */
  'backend-down': {
    exclusive: true,
    title: {
      fr: 'Jenkins arrêté donne vite une erreur 502, 503 ou 504, et revient dès qu’il répond',
      en: 'A stopped Jenkins gives a quick 502, 503 or 504, and returns as soon as it answers',
    },
  },
} as const satisfies Readonly<Record<string, Rule>>;

import type { Rule } from './rule.ts';

/** Connections to Jenkins that lie idle. */
export const idleConnections = {
  /** A pool that keeps connections as long as Jenkins or longer: sporadic 502. */
  'idle-upstream-connections': {
    speed: 'slow',
    title: {
      fr: 'Le proxy ne réutilise jamais une connexion à Jenkins inactive depuis 30\u202Fs',
      en: 'The proxy never reuses a connection to Jenkins that was idle for 30\u00A0s',
    },
  },
  /** The same, seen by the user: a POST in the moment in which Jenkins closes the connection fails. */
  'idle-connection-race': {
    speed: 'slow',
    title: {
      fr: 'Une requête envoyée autour de 30\u202Fs d’inactivité aboutit toujours',
      en: 'A request sent after about 30\u00A0s of inactivity always succeeds',
    },
  },
} as const satisfies Readonly<Record<string, Rule>>;

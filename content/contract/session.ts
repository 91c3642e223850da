import type { Rule } from './rule.ts';

/** Sessions, sign-in and the crumb. */
export const session = {
  /** No `Secure`: scheme not forwarded; other path or name: rewriting. */
  'session-cookie': {
    title: {
      fr: 'Le cookie de session arrive intact, Secure seulement en HTTPS',
      en: 'The session cookie arrives unchanged, Secure over HTTPS only',
    },
  },
  /** Joined into one line, the second cookie is lost. */
  'two-cookies': {
    title: {
      fr: 'Deux en-têtes Set-Cookie restent deux en-têtes',
      en: 'Two Set-Cookie headers stay two headers',
    },
  },
  /** Cookie lost between the form and its answer: Jenkins says that the password is wrong. */
  'login-form': {
    title: {
      fr: 'On se connecte par le formulaire de Jenkins',
      en: 'Signing in with the form of Jenkins works',
    },
  },
  /** Crumb header or cookie dropped: 403 on every button. */
  'crumb-accepted': {
    title: {
      fr: 'Jenkins accepte un jeton CSRF envoyé avec son cookie',
      en: 'Jenkins accepts a crumb sent with its cookie',
    },
  },
  /** Accepted without a cookie: the proxy shares one session between clients. */
  'crumb-needs-session': {
    title: {
      fr: 'Un jeton CSRF sans son cookie est refusé',
      en: 'A crumb without its cookie is refused',
    },
  },
  /** One visitor gets the crumb, or the page, of another. */
  'pages-not-cached': {
    title: {
      fr: 'Les pages ne sont pas mises en cache\u00A0: chaque visiteur reçoit les siennes',
      en: 'Pages are not cached: every visitor gets their own',
    },
  },
} as const satisfies Readonly<Record<string, Rule>>;

import type { Locale, Translated } from './locales.ts';

interface HostingStrings {
  /** Where the site stands: at the root of its host, or below a path. */
  readonly places: { readonly root: string; readonly path: string };
  /** In place of files that do not differ between the places. */
  readonly same: string;
  readonly commands: string;
  readonly run: string;
  readonly notRun: string;
}

const texts: Translated<HostingStrings> = {
  fr: {
    places: {
      root: 'À la racine de docs.example.com',
      path: 'Sous un chemin, docs.example.com/docs/',
    },
    same: 'Les autres fichiers sont les mêmes qu’à la racine.',
    commands: 'Terminal, Debian et Ubuntu',
    run: 'Exécuté avec ce site',
    notRun: 'Ces fichiers ont changé depuis leur dernier contrôle.',
  },
  en: {
    places: {
      root: 'At the root of docs.example.com',
      path: 'Below a path, docs.example.com/docs/',
    },
    same: 'The other files are the same as at the root.',
    commands: 'Terminal, Debian and Ubuntu',
    run: 'Run with this site',
    notRun: 'These files have changed since they were last tested.',
  },
};

/** Texts about serving this site. */
export const hostingStrings = (locale: Locale): HostingStrings => texts[locale];

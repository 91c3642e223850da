import type { Locale, Translated } from './locales.ts';

interface HostingStrings {
  /** Where the site stands: at the root of its host, or below a path. */
  readonly places: { readonly root: string; readonly path: string };
  /** In place of files that do not differ between the places. */
  readonly same: string;
  readonly commands: string;
  readonly run: string;
  readonly notRun: string;
  /** A server, and the one that reads the files behind it. */
  readonly server: (name: string, behind: string | undefined) => string;
  /** The page of a server. */
  readonly title: (server: string) => string;
  readonly description: (name: string) => string;
  readonly install: string;
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
    server: (name, behind) => (behind === undefined ? name : `${name}, devant ${behind}`),
    title: (server) => `Héberger ce site avec ${server}`,
    description: (name) =>
      `Fichiers et commandes pour servir cette documentation avec ${name}, à la racine d’un hôte ou sous un chemin, et ce qui en a été contrôlé.`,
    install: 'Pour l’installer\u00A0:',
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
    server: (name, behind) => (behind === undefined ? name : `${name}, in front of ${behind}`),
    title: (server) => `Host this site with ${server}`,
    description: (name) =>
      `Files and commands to serve this documentation with ${name}, at the root of a host or below a path, and what was checked of them.`,
    install: 'To install it:',
  },
};

/** Texts about serving this site. */
export const hostingStrings = (locale: Locale): HostingStrings => texts[locale];

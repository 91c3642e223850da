import type { Locale, Translated } from './locales.ts';
import { countOf } from './plural.ts';

/** Texts of the checker of configurations, on its page and on the command line. */
export interface CheckerStrings {
  readonly file: string;
  readonly fileHelp: string;
  readonly drop: string;
  readonly server: string;
  readonly recognised: string;
  readonly url: string;
  readonly urlHelp: string;
  readonly run: string;
  readonly working: string;
  readonly tooLong: string;
  readonly noScript: string;
  readonly count: (n: number) => string;
  readonly nothing: (server: string) => string;
  readonly notUnderstood: string;
  readonly line: (n: number) => string;
  readonly goTo: (n: number) => string;
  readonly because: string;
  readonly seen: string;
  /** Before the address of what reports a fault that was not run here. */
  readonly reported: string;
  readonly change: string;
  readonly unseen: string;
  readonly virtues: string;
  readonly looked: (n: number) => string;
  readonly usage: string;
  readonly checked: (servers: string) => string;
  readonly notChecked: (servers: string) => string;
  readonly table: { readonly caption: string; readonly heads: readonly string[] };
  readonly reasons: {
    readonly empty: string;
    readonly 'unknown-server': string;
    readonly 'no-reader': (server: string) => string;
    readonly unreadable: string;
    readonly 'no-proxy': string;
  };
  readonly problems: Readonly<
    Record<
      | 'not-closed'
      | 'not-opened'
      | 'quote-not-closed'
      | 'not-ended'
      | 'closed-by-another'
      | 'template'
      | 'not-yaml'
      | 'tab'
      | 'twice'
      | 'no-anchor'
      | 'toml'
      | 'not-xml'
      | 'binary'
      | 'too-deep',
      (text: string) => string
    >
  >;
  readonly unclear: Readonly<
    Record<
      'include' | 'address-needed' | 'which-jenkins' | 'other-file' | 'provider' | 'not-run',
      (text: string) => string
    >
  >;
  readonly certificate: string;
  readonly good: Readonly<
    Record<
      | 'paths-unchanged'
      | 'host-passed'
      | 'scheme-passed'
      | 'forged-overwritten'
      | 'websocket-passes'
      | 'uploads-unlimited'
      | 'streaming'
      | 'patient',
      string
    >
  >;
}

const found: Translated<(n: number) => string> = {
  fr: countOf('fr', { one: 'erreur trouvée', other: 'erreurs trouvées' }),
  en: countOf('en', { one: 'fault found', other: 'faults found' }),
};

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

const texts: Translated<CheckerStrings> = {
  fr: {
    file: 'Votre configuration',
    fileHelp:
      'Collez le fichier, ou déposez-en plusieurs\u00A0: les fichiers inclus sont lus à leur place. Rien n’est envoyé.',
    drop: 'Choisir des fichiers',
    server: 'Serveur',
    recognised: 'Reconnu d’après le fichier',
    url: 'L’URL publique de Jenkins, si vous la connaissez',
    urlHelp: 'Certaines erreurs ne se voient qu’avec elle\u00A0: un port, un schéma.',
    run: 'Vérifier',
    working: 'Vérification…',
    tooLong: 'La vérification a été arrêtée au bout de dix secondes.',
    noScript:
      'Cette page a besoin de JavaScript. Sans lui, téléchargez check-proxy.mjs et lancez «\u00A0node check-proxy.mjs FICHIER\u00A0».',
    count: (n) => found.fr(n),
    nothing: (server) => `Aucune erreur connue trouvée dans cette configuration de ${server}.`,
    notUnderstood: 'Cette configuration n’a pas pu être vérifiée.',
    line: (n) => `Ligne ${String(n)}`,
    goTo: (n) => `Aller à la ligne ${String(n)}`,
    because: 'Cause\u00A0:',
    seen: 'Ce que vous verrez\u00A0:',
    reported: 'Signalé, non reproduit ici\u00A0:',
    change: 'Lignes à changer\u00A0:',
    unseen: 'Ce que le fichier ne montre pas',
    virtues: 'Ce qui est en ordre, pour autant que le fichier le montre',
    looked: (n) => `Ce qui a été cherché (${String(n)})`,
    checked: (servers) => `Serveurs dont les fichiers sont vérifiés\u00A0: ${servers}.`,
    notChecked: (servers) =>
      `Ceux de ${servers} ne sont pas encore vérifiés\u00A0: la page l’indique alors, sans donner de résultat.`,
    table: {
      caption: 'Ce que la vérification trouve dans les fichiers de ce site',
      heads: [
        'Serveur',
        'Configurations fautives',
        'Cause nommée',
        'Non trouvées',
        'Cause hors du fichier',
        'Fichiers publiés',
        'Fausses alertes',
      ],
    },
    usage:
      'Usage\u00A0: node check-proxy.mjs [--url URL] [--server NOM] [--lang fr|en] [--json] FICHIER…\n\n' +
      'Cherche dans la configuration d’un proxy inverse les erreurs connues devant Jenkins.\n' +
      'Code de sortie\u00A0: 0 rien trouvé, 1 erreurs trouvées, 2 configuration non comprise.',
    reasons: {
      empty: 'Il n’y a rien à lire.',
      'unknown-server':
        'Le serveur n’a pas été reconnu. Choisissez-le dans la liste, ou collez le fichier entier.',
      'no-reader': (server) => `${server}\u00A0: ses fichiers ne sont pas encore vérifiés ici.`,
      unreadable: 'Le fichier ne peut pas être lu.',
      'no-proxy': 'Aucune ligne de ce fichier ne transmet de requêtes à Jenkins.',
    },
    problems: {
      'not-closed': (text) => `«\u00A0${short(text)}\u00A0» n’est jamais fermé.`,
      'not-opened': (text) => `«\u00A0${short(text)}\u00A0» ferme un bloc qui n’est pas ouvert.`,
      'quote-not-closed': (text) => `Le guillemet ${text} n’est jamais fermé.`,
      'not-ended': (text) => `Il manque un point-virgule après «\u00A0${short(text)}\u00A0».`,
      'closed-by-another': (text) => `«\u00A0${short(text)}\u00A0» ne ferme pas le bloc ouvert.`,
      template: (text) =>
        `«\u00A0${text}\u00A0» appartient à un modèle\u00A0: collez le fichier que l’outil produit.`,
      'not-yaml': (text) => `Ce n’est pas du YAML valide\u00A0: «\u00A0${short(text)}\u00A0».`,
      tab: () => 'Une tabulation décale cette ligne\u00A0: YAML n’accepte que des espaces.',
      twice: (text) => `La clé «\u00A0${short(text)}\u00A0» figure deux fois au même endroit.`,
      'no-anchor': (text) => `Rien ne porte le nom auquel renvoie «\u00A0${short(text)}\u00A0».`,
      toml: () =>
        'Ce fichier est en TOML\u00A0: seuls les fichiers YAML et les étiquettes de conteneurs sont lus ici.',
      'not-xml': (text) => `Ce n’est pas du XML valide\u00A0: «\u00A0${short(text)}\u00A0».`,
      binary: () => 'Ce n’est pas du texte.',
      'too-deep': () => 'Les blocs sont trop imbriqués.',
    },
    unclear: {
      include: (text) =>
        `Ce que contient le fichier inclus «\u00A0${short(text)}\u00A0»\u00A0: déposez-le avec ce fichier.`,
      'address-needed': () => 'Le schéma et le port de l’URL publique\u00A0: saisissez cette URL.',
      'which-jenkins': () =>
        'Laquelle des adresses est celle de Jenkins\u00A0: toutes ont été vérifiées.',
      'other-file': (text) =>
        `Ce que règle «\u00A0${short(text)}\u00A0»\u00A0: déposez ce fichier avec celui-ci.`,
      provider: (text) =>
        `Les routes, que fournit «\u00A0${short(text)}\u00A0»\u00A0: déposez-les avec ce fichier.`,
      'not-run': (text) =>
        `Comment se comporte ${text}\u00A0: il n’a pas été exécuté ici. Seules des erreurs signalées ailleurs sont cherchées.`,
    },
    certificate: 'Si le certificat est accompagné de sa chaîne',
    good: {
      'paths-unchanged': 'Les chemins arrivent inchangés à Jenkins.',
      'host-passed': 'Jenkins reçoit le nom d’hôte que le navigateur demande.',
      'scheme-passed': 'Jenkins reçoit le schéma de l’URL.',
      'forged-overwritten':
        'Les en-têtes X-Forwarded-Host, X-Forwarded-Port et Forwarded d’un client sont écrasés.',
      'websocket-passes': 'WebSocket est transmis.',
      'uploads-unlimited': 'Les envois ne sont ni limités ni retenus.',
      streaming: 'Les réponses sont transmises au fur et à mesure.',
      patient: 'Un silence de cinq minutes est toléré.',
    },
  },
  en: {
    file: 'Your configuration',
    fileHelp:
      'Paste the file, or drop several: included files are read in their place. Nothing is sent.',
    drop: 'Choose files',
    server: 'Server',
    recognised: 'Recognised from the file',
    url: 'The public URL of Jenkins, if you know it',
    urlHelp: 'Some faults show only with it: a port, a scheme.',
    run: 'Check',
    working: 'Checking…',
    tooLong: 'The check was stopped after ten seconds.',
    noScript:
      'This page needs JavaScript. Without it, download check-proxy.mjs and run “node check-proxy.mjs FILE”.',
    count: (n) => found.en(n),
    nothing: (server) => `No known fault found in this configuration of ${server}.`,
    notUnderstood: 'This configuration could not be checked.',
    line: (n) => `Line ${String(n)}`,
    goTo: (n) => `Go to line ${String(n)}`,
    because: 'Cause:',
    seen: 'What you will see:',
    reported: 'Reported, not reproduced here:',
    change: 'Lines to change:',
    unseen: 'What the file does not show',
    virtues: 'What is in order, as far as the file shows',
    looked: (n) => `What was looked for (${String(n)})`,
    checked: (servers) => `Files of ${servers} are checked.`,
    notChecked: (servers) =>
      `Those of ${servers} are not checked yet: the page then says so and reports no result.`,
    table: {
      caption: 'What the check finds in the files of this site',
      heads: [
        'Server',
        'Wrong configurations',
        'Cause named',
        'Not found',
        'Cause outside the file',
        'Published files',
        'False alarms',
      ],
    },
    usage:
      'Usage: node check-proxy.mjs [--url URL] [--server NAME] [--lang fr|en] [--json] FILE…\n\n' +
      'Looks in the configuration of a reverse proxy for the faults known in front of Jenkins.\n' +
      'Exit status: 0 nothing found, 1 faults found, 2 configuration not understood.',
    reasons: {
      empty: 'There is nothing to read.',
      'unknown-server':
        'The server was not recognised. Choose it from the list, or paste the whole file.',
      'no-reader': (server) => `Files of ${server} are not checked here yet.`,
      unreadable: 'The file cannot be read.',
      'no-proxy': 'No line of this file passes requests on to Jenkins.',
    },
    problems: {
      'not-closed': (text) => `“${short(text)}” is never closed.`,
      'not-opened': (text) => `“${short(text)}” closes a block that is not open.`,
      'quote-not-closed': (text) => `The quote ${text} is never closed.`,
      'not-ended': (text) => `A semicolon is missing after “${short(text)}”.`,
      'closed-by-another': (text) => `“${short(text)}” does not close the block that is open.`,
      template: (text) =>
        `“${text}” belongs to a template: paste the file that the tool makes of it.`,
      'not-yaml': (text) => `This is not valid YAML: “${short(text)}”.`,
      tab: () => 'A tab indents this line: YAML takes spaces only.',
      twice: (text) => `The key “${short(text)}” stands twice in the same place.`,
      'no-anchor': (text) => `Nothing has the name that “${short(text)}” refers to.`,
      toml: () => 'This file is TOML: only YAML files and labels of containers are read here.',
      'not-xml': (text) => `This is not valid XML: “${short(text)}”.`,
      binary: () => 'This is not text.',
      'too-deep': () => 'The blocks are nested too deeply.',
    },
    unclear: {
      include: (text) =>
        `What the included file “${short(text)}” holds: drop it together with this file.`,
      'address-needed': () => 'The scheme and the port of the public URL: enter that URL.',
      'which-jenkins': () => 'Which of the addresses is that of Jenkins: all were checked.',
      'other-file': (text) => `What “${short(text)}” sets: drop it together with this file.`,
      provider: (text) =>
        `The routes, which “${short(text)}” provides: drop them together with this file.`,
      'not-run': (text) =>
        `How ${text} behaves: it was not run here. Only faults reported elsewhere are looked for.`,
    },
    certificate: 'Whether the certificate comes with its chain',
    good: {
      'paths-unchanged': 'Paths arrive at Jenkins unchanged.',
      'host-passed': 'Jenkins receives the name that the browser asks for.',
      'scheme-passed': 'Jenkins receives the scheme of the URL.',
      'forged-overwritten':
        'X-Forwarded-Host, X-Forwarded-Port and Forwarded from a client are overwritten.',
      'websocket-passes': 'WebSocket passes.',
      'uploads-unlimited': 'Uploads are neither limited nor held back.',
      streaming: 'Responses are passed on piece by piece.',
      patient: 'A silence of five minutes is allowed.',
    },
  },
};

export const checkerStrings = (locale: Locale): CheckerStrings => texts[locale];

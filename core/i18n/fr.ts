import type { Strings } from './en.ts';
import { joined } from './joined.ts';
import { countOf } from './plural.ts';
import { shapeNames } from './shape-names.ts';

const checks = countOf('fr', { one: 'contrôle', other: 'contrôles' });

const commands = countOf('fr', { one: 'commande', other: 'commandes' });

/** Interface texts in French. */
export const fr: Strings = {
  siteName: 'Jenkins derrière un proxy',
  siteDescription: (servers: string) =>
    `Jenkins derrière un proxy inverse\u00A0: configurations complètes pour ${servers} serveurs, et ce qui a été exécuté de chacune.`,
  share: 'Configurations complètes, et une page pour chaque message d’erreur',
  language: 'Français',
  skip: 'Aller au contenu',
  home: 'Vue d’ensemble',
  menu: 'Menu',
  nav: 'Navigation principale',
  breadcrumb: 'Fil d’Ariane',
  toc: 'Sur cette page',
  navGroups: {
    overview: 'Vue d’ensemble',
    servers: 'Serveurs',
    troubleshooting: 'Dépannage',
    concepts: 'Notions',
    site: 'Ce site',
  },
  allSymptoms: 'Tous les symptômes',
  theme: {
    label: 'Thème',
    system: 'Système',
    light: 'Clair',
    dark: 'Sombre',
  },
  siteMap: 'Plan du site',
  frequentSymptoms: 'Symptômes fréquents',
  code: {
    copy: 'Copier',
    copied: 'Copié',
    copyFailed: 'La copie a échoué. Le texte est sélectionné\u00A0: appuyez sur Ctrl+C.',
    download: 'Télécharger',
    downloadWhat: (file: string) => `Télécharger ${file}`,
    wrap: 'Renvoyer à la ligne',
    terminal: 'Terminal',
    changesIn: (file: string) => `Lignes à changer dans ${file}`,
    fragment: 'Code',
    output: 'Résultat attendu',
    outputOf: (what: string) => `Résultat attendu\u00A0: ${what}`,
    observed: {
      log: 'Journal du proxy, relevé pendant l’exécution',
      answer: 'Réponse, relevée pendant l’exécution',
      backend: 'Ce que Jenkins a reçu, relevé pendant l’exécution',
      'jenkins-log': 'Journal de Jenkins, relevé pendant l’exécution',
    },
    block: (n: number) => `bloc ${n}`,
    notRunHere: 'pas exécuté ici',
    minimum: (server: string, version: string) => `${server} ${version} ou plus récent`,
  },
  table: (heads: string) => `Tableau\u00A0: ${heads}`,
  shapes: {
    names: shapeNames.fr,
    protocol: 'Protocole',
    address: 'Adresse de Jenkins',
    host: 'nom d’hôte propre',
    path: 'sous un chemin',
    variant: 'Cas',
    usual: 'habituel',
    differs: 'Montrer ce qui diffère',
    differsHelp:
      'Surligné\u00A0: propre à cette forme. Barré\u00A0: propre à une autre, jamais copié.',
    byAddress: 'Affiché d’après l’adresse de la page\u00A0:',
    choose: 'Choisir une autre forme',
    impossible: 'Impossible avec ce serveur\u00A0:',
    default: 'Exemple\u00A0:',
  },
  received: {
    run: 'Pendant l’essai, Jenkins a reçu\u00A0:',
    own: 'Avec vos valeurs, Jenkins reçoit\u00A0:',
  },
  followed: {
    on: (systems: readonly string[]) => `Suivie sur ${joined(systems, 'et')}`,
    typed: (systems: readonly string[]) => `Commandes tapées sur ${joined(systems, 'et')}`,
    commands: (n: number) => commands(n),
  },
  evidence: {
    run: 'Exécuté de bout en bout',
    syntax: 'Syntaxe vérifiée',
    none: 'Non exécuté ici',
    runShort: 'Exécuté\u00A0:',
    versions: (oldest: string, newest: string) =>
      oldest === newest ? oldest : `${oldest} à ${newest}`,
    runs: 'Versions exécutées',
    details: (n: number) => (n === 1 ? 'Voir le contrôle' : `Voir les ${checks(n)}`),
    checks: (n: number) => checks(n),
    jenkins: (version: string) => `double de Jenkins ${version}`,
    age: (days: number) =>
      days < 365
        ? `exécuté il y a ${String(Math.round(days / 30))} mois`
        : 'exécuté il y a plus d’un an',
    check: 'Contrôle',
    result: 'Résultat',
    results: {
      passed: 'Réussi',
      impossible: 'Impossible ici',
      'not-applicable': 'Sans objet',
    },
    caption: (server: string) => `Contrôles du contrat passés par ${server}`,
    commands: 'Commandes de l’exécution',
    record: 'Relevé de l’exécution (JSON)',
    reason: 'Raison\u00A0:',
    shape: 'Forme',
  },
  callout: { note: 'Remarque', attention: 'Attention', danger: 'Danger' },
  symptom: {
    where: 'Où cela s’affiche',
    places: {
      browser: 'Dans le navigateur',
      'jenkins-log': 'Dans le journal de Jenkins',
      'proxy-log': 'Dans le journal du proxy',
      agent: 'Dans le journal de l’agent',
      cli: 'Sur la ligne de commande',
      api: 'Dans un client de l’API',
    },
    statuses: {
      loop: 'Boucle de redirection',
      blank: 'Page vide',
      mixed: 'Contenu mixte',
    },
    inFrench: 'Dans un navigateur en français',
    inEnglish: 'Dans un navigateur en anglais',
    older: 'Versions antérieures',
    also: 'Aussi',
    byMessage: 'Par message',
    byStatus: 'Par code d’état ou apparence',
    byPlace: 'Par endroit',
    byServer: 'Par serveur',
    allByServer: 'Tous les symptômes, par serveur',
    everyServer: 'Tous les serveurs',
    onlyBefore: (version: string) => `avant la version ${version} seulement`,
    reproduced: (server: string, version: string) => `Reproduit\u00A0: ${server} ${version}`,
    reported: 'Signalé, non reproduit ici',
    notInProxy: 'Il n’y a rien à changer dans le proxy.',
    source: 'Source\u00A0:',
  },
  directive: {
    caption: (server: string) =>
      `Directives de la configuration ${server} et raison de leur présence`,
    name: 'Directive',
    why: 'Raison',
    title: (server: string) => `Pourquoi ces lignes\u00A0: ${server}`,
    description: (server: string) =>
      `Chaque directive de la configuration ${server} pour Jenkins, sa raison et la page du manuel qui la décrit.`,
    link: (count: number) =>
      `${String(count)} directives, la raison de chacune et sa page du manuel`,
  },
  impossible: {
    caption: (server: string) => `Ce que ${server} ne peut pas faire`,
    what: 'Quoi',
    why: 'Raison',
    reasons: 'La raison de chaque point, et sa source',
    none: (server: string) => `${server} respecte toutes les règles du contrat.`,
  },
  guards: {
    run: (server: string, version: string) =>
      `Exécuté\u00A0: ${server} ${version}\u202F; les clients autorisés sont passés, les autres non`,
    challenge: (server: string, version: string) =>
      `Exécuté\u00A0: ${server} ${version}\u202F; le fichier demandé a été servi, tout le reste redirigé`,
    obtained: (server: string, version: string) =>
      `Exécuté\u00A0: ${server} ${version} avec Pebble, un serveur ACME de test\u202F; le certificat a été obtenu et présenté`,
    secondName: (server: string, version: string) =>
      `Exécuté\u00A0: ${server} ${version}\u202F; les fichiers arrivent sous le second nom, rien d’autre de Jenkins, et les règles du premier nom tiennent`,
    without: 'Serveurs qui ne l’ont pas',
    server: 'Serveur',
  },
  ownValues: {
    replace:
      'À remplacer\u00A0: `jenkins.example.com`, `127.0.0.1:8080` (Jenkins, sans TLS), `/etc/ssl/jenkins/` (deux fichiers PEM)\u202F; «\u00A0Utiliser votre URL\u00A0» le fait partout.',
    withoutFiles:
      'À remplacer\u00A0: `jenkins.example.com`, `127.0.0.1:8080` (Jenkins, sans TLS)\u202F; «\u00A0Utiliser votre URL\u00A0» le fait partout.',
    first: 'Nom, ports, certificat',
    elsewhere: 'Jenkins ailleurs',
    container: 'dans un conteneur',
    path: 'sous un chemin',
  },
  scans: {
    by: (tools: string, day: string) => `Examiné avec testssl.sh ${tools}, le ${day}.`,
    none: 'Aucun examen de ces fichiers précis n’est enregistré.',
    caption: 'Ce que testssl.sh a trouvé dans les exemples',
    example: 'Exemple',
    looked: 'Points examinés',
    above: 'Au-dessus de «\u00A0info\u00A0»',
    nothing: 'rien',
  },
  loads: {
    by: (day: string) =>
      `Mesuré avec \`npm run measure:load\`, au plus tard le ${day}, clients et serveur sur la même petite machine. Une autre machine donnera d’autres durées\u00A0: elles sont arrondies et ne valent que pour comparer.`,
    none: 'Aucune mesure de ces fichiers précis n’est enregistrée.',
    caption: 'La charge que chaque serveur a tenue',
    server: 'Serveur',
    heads: 'Des en-têtes sans fin',
    beside: 'Vingt visiteurs à côté de clients lents',
    floods: 'Trop à la fois',
    seconds: (n: string) => `${n}\u202Fs`,
    cut: (n: string) => `en-têtes coupés au bout de ${n}\u202Fs`,
    notCut: 'en-têtes pas coupés en deux minutes',
    without: (lines: string, then: string) => `sans ${lines}\u00A0: ${then}`,
    visits: (served: number, tried: number, time: string) =>
      `${served === tried ? `les ${String(tried)} visiteurs` : `${String(served)} visiteurs sur ${String(tried)}`} servis en ${time} au plus`,
    noneServed: 'aucun visiteur servi',
    slow: (clients: string, held: string, visits: string) =>
      `${clients} clients lents, dont ${held} gardés\u00A0: ${visits}`,
    oversized: (statuses: string) =>
      `64\u202Fko dans un en-tête, dans cent, dans l’URL\u00A0: ${statuses}`,
    resets: (visits: string) => `mille flux HTTP/2 annulés\u00A0: ${visits}`,
    continuation: (n: string) => `trames CONTINUATION sans fin\u00A0: coupées à ${n}\u202Fko`,
    taken: 'trames CONTINUATION sans fin\u00A0: 2\u202FMo acceptés',
    noHttp2: 'pas de HTTP/2',
    noAnswer: 'aucune réponse',
  },
  sameSection: (server: string) => `La même section pour ${server}`,
  sameSectionLabel: (section: string) =>
    `La section «\u00A0${section}\u00A0» pour d’autres serveurs`,
  sections: {
    before: 'Avant de commencer',
    configuration: 'La configuration',
    install: 'Installer',
    validate: 'Valider avant de recharger',
    jenkins: 'Régler Jenkins',
    check: 'Vérifier',
    agents: 'Agents et ligne de commande',
    why: 'Pourquoi ces lignes',
    variants: 'Variantes',
    symptoms: 'Symptômes',
    sources: 'Sources',
  },
  cards: {
    label: 'Serveurs',
    host: 'nom d’hôte',
    path: 'chemin',
    websocket: 'WebSocket',
    http2: 'HTTP/2',
  },
  known: {
    read: {
      claim:
        'Quand une partie a été exécutée, une phrase l’indique. La page donne les liens vers les sources.',
      card: 'Lu, non exécuté',
    },
    lines: {
      claim: 'Les produits dans lesquels coller ces lignes ont été lus, non exécutés.',
      card: 'Lignes exécutées dans nginx',
    },
    objects: {
      claim:
        'Traefik a servi ces objets, lus dans un remplaçant du serveur d’API\u202F; les autres contrôleurs ont été lus, ou mesurés à la main quand une phrase l’indique.',
      card: 'Objets exécutés avec Traefik',
    },
    requests: {
      claim:
        'Chacune est passée par un proxy qui respecte ses règles, et par un autre qui en enfreint une.',
      card: 'Requêtes exécutées',
    },
  },
  groups: {
    own: 'Votre propre serveur',
    containers: 'Des conteneurs',
    cluster: 'Un cluster',
    cloud: 'Derrière un cloud',
    any: 'Autre chose',
  },
  advanced: {
    host: 'Lignes pour un nom d’hôte',
    path: 'Lignes pour un chemin',
    underPath: 'Les lignes pour un Jenkins sous un chemin',
  },
  cluster: {
    caption: 'Ce qui a été exécuté avec Traefik',
    setUp: 'Objets',
    setUps: {
      ingress: 'Ingress',
      balancer: 'Ingress derrière un répartiteur',
      gateway: 'API Gateway',
    },
    shape: 'URL',
    shapes: { 'https-host': 'nom d’hôte', 'https-path': 'chemin' },
    result: 'Résultat',
    kept: (n: number, lacking: number, version: string, day: string) =>
      `${n} règles respectées, ${lacking} non\u202F; Traefik ${version}, ${day}`,
    notRun: 'non exécuté sous cette forme',
    lacking: 'Les règles que ces objets ne respectent pas',
    rule: 'Règle',
    where: 'Objets',
    why: 'Pourquoi',
  },
  checklist: {
    words: (words: readonly string[]) =>
      `Mots à chercher dans son manuel\u00A0: ${words.map((word) => `\`${word}\``).join(', ')}.`,
    rules: (n: number) => (n === 1 ? 'La règle de cette étape' : `Les ${n} règles de cette étape`),
  },
  comparison: {
    caption: 'Ce que chaque serveur sait faire devant Jenkins',
    server: 'Serveur',
    tested: 'Testé',
    shapes: 'Formes de l’URL',
    allShapes: 'les quatre',
    httpsShapes: 'celles en HTTPS',
    websocket: 'WebSocket',
    console: 'Console en direct',
    httpCli: 'Ligne de commande en mode HTTP',
    upload: 'Taille maximale d’un envoi, par défaut',
    tls: 'TLS',
    http2: 'HTTP/2',
    agentPort: 'Port TCP des agents',
    syntaxCheck: 'Contrôle de syntaxe',
    yes: 'oui',
    no: 'non',
    notRun: 'non exécuté',
    unknown: 'pas encore testé',
    runWith: (version: string, n: number) => `${version}, ${checks(n)}`,
  },
  diagram: {
    title: 'Le trajet d’une requête et de sa réponse',
    steps: [
      'Le navigateur demande une URL publique en HTTPS. Les agents et la ligne de commande font de même, par WebSocket.',
      'Le proxy termine TLS, garde le chemin tel quel, écrase les en-têtes transmis et relaie la requête à Jenkins.',
      'Jenkins déduit de ces en-têtes son URL publique et construit avec elle ses liens et ses redirections.',
      'La réponse revient sans changement\u00A0: le proxy ne la réécrit pas et ne la retient pas.',
    ],
    browser: ['Navigateur', 'agents, ligne de commande'],
    proxy: ['Proxy inverse', '{authority}'],
    jenkins: ['Jenkins', '{upstream-host}:{upstream-port}'],
    proxyDoes: ['termine TLS', 'garde le chemin', 'écrase les en-têtes'],
    jenkinsDoes: ['déduit son URL', 'des en-têtes'],
    unchanged: 'sans changement',
  },
  footer: {
    label: 'À propos de cette page',
    updated: 'Dernière modification\u00A0:',
    version: (version: string) => `Version ${version} de ce site`,
    report: 'Signaler une erreur sur cette page',
    reportSubject: (title: string) => `Erreur sur la page «\u00A0${title}\u00A0»`,
    licence: 'Textes sous CC BY 4.0, code sous MIT. Les exemples peuvent être collés sans mention.',
    unofficial: 'Ce site n’est pas une page officielle du projet Jenkins.',
    address: 'Adresse de cette page\u00A0:',
  },
  notFound: {
    title: 'Page introuvable',
    text: 'L’adresse a peut-être changé. Lancez une recherche ou choisissez votre serveur.',
  },
  front: {
    text: 'Le fichier à coller pour votre serveur, ce qu’il faut régler dans Jenkins, et une page pour chaque message d’erreur. Chaque page indique ce qui a été exécuté.',
    enter: 'Lire en français',
  },
};

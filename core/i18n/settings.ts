import type { Shape } from '../settings/shape.ts';
import type { AgentPortProblem, UpstreamProblem, UrlNote, UrlProblem } from '../settings/url.ts';
import type { Locale, Translated } from './locales.ts';
import { countOf } from './plural.ts';
import { shapeNames } from './shape-names.ts';

/** Texts of the panel that writes the reader's own values into the examples. */
export interface SettingsStrings {
  readonly open: string;
  readonly url: string;
  readonly urlHelp: string;
  readonly upstream: string;
  readonly more: string;
  readonly certificate: string;
  readonly key: string;
  readonly agentPort: string;
  readonly agentPortHelp: string;
  readonly trustedProxy: string;
  readonly apply: string;
  readonly reset: string;
  readonly share: string;
  readonly shared: string;
  readonly shareFailed: string;
  readonly kept: string;
  readonly mark: string;
  readonly fromLink: string;
  readonly keep: string;
  readonly drop: string;
  /** Stands on the page in place of the panel; backquotes hold code. */
  readonly noScript: string;
  /** Derived values, shown before they are applied. */
  readonly derived: (values: {
    readonly host: string;
    readonly port: number;
    readonly path: string;
    readonly jenkinsUrl: string;
    readonly shape: Shape;
  }) => string;
  readonly updated: (blocks: number) => string;
  readonly problems: Readonly<Record<UrlProblem, string>>;
  readonly upstreamProblems: Readonly<Record<UpstreamProblem, string>>;
  readonly agentPortProblems: Readonly<Record<AgentPortProblem, string>>;
  readonly fileProblem: string;
  readonly addressProblem: string;
  readonly notes: Readonly<Record<UrlNote, string>>;
}

const blocks: Translated<(n: number) => string> = {
  fr: countOf('fr', { one: 'bloc mis à jour', other: 'blocs mis à jour' }),
  en: countOf('en', { one: 'block updated', other: 'blocks updated' }),
};

const texts: Translated<SettingsStrings> = {
  fr: {
    open: 'Utiliser votre URL',
    url: 'L’URL que vos utilisateurs saisiront',
    urlHelp: 'Par exemple https://ci.exemple.fr/ ou https://www.exemple.fr/jenkins',
    upstream: 'Adresse d’écoute de Jenkins',
    more: 'Certificat, agents et proxy de confiance',
    certificate: 'Certificat et sa chaîne',
    key: 'Clé privée',
    agentPort: 'Port TCP des agents',
    agentPortHelp:
      'Le port fixé dans Jenkins pour les agents à connexions entrantes. Les agents WebSocket s’en passent.',
    trustedProxy: 'Adresse du proxy placé devant celui-ci, s’il y en a un',
    apply: 'Appliquer',
    reset: 'Revenir aux valeurs d’exemple',
    share: 'Copier un lien avec ces valeurs',
    shared: 'Lien copié',
    shareFailed: 'La copie a échoué. Le lien est dans la barre d’adresse.',
    kept: 'Conservé dans ce navigateur uniquement, jamais envoyé.',
    mark: 'Sur cette page, vos valeurs sont surlignées.',
    fromLink: 'Ces valeurs viennent du lien. Les conserver\u202F?',
    keep: 'Conserver',
    drop: 'Abandonner',
    noScript:
      'Dans les exemples, remplacez `jenkins.example.com` et, si vous en utilisez un, le chemin `/jenkins`.',
    derived: ({ host, port, path, jenkinsUrl, shape }) =>
      `Hôte ${host}, port ${port}, ${path === '' ? 'sans chemin de contexte' : `chemin de contexte ${path}`}. ` +
      `URL de Jenkins\u00A0: ${jenkinsUrl}. Exemple\u00A0: ${shapeNames.fr[shape]}.`,
    updated: (n) => `${blocks.fr(n)} sur cette page`,
    problems: {
      empty: 'Saisissez une URL complète, par exemple https://jenkins.example.com/.',
      space: 'Retirez l’espace ou le caractère invisible au milieu de l’URL.',
      'scheme-missing': 'Ajoutez https:// (ou http://) devant le nom.',
      scheme: 'Seules les URL en https:// ou http:// conviennent.',
      'not-a-url': 'Ce n’est pas une URL. Exemple\u00A0: https://jenkins.example.com/.',
      credentials: 'Retirez le nom d’utilisateur et le mot de passe placés devant le @.',
      query: 'Retirez le point d’interrogation et ce qui le suit.',
      fragment: 'Retirez le # et ce qui le suit.',
      host: 'Le nom d’hôte contient un caractère ou une partie que le DNS n’accepte pas.',
      'host-length': 'Le nom d’hôte dépasse 253 caractères.',
      ipv6: 'Saisissez un nom d’hôte\u00A0: une adresse IPv6 ne convient pas à ces fichiers.',
      port: 'Le port doit être compris entre 1 et 65535.',
      path: 'Le chemin n’accepte que des lettres sans accent, des chiffres et . _ ~ - entre des barres obliques simples.',
    },
    upstreamProblems: {
      empty: 'Saisissez une adresse et un port, par exemple 127.0.0.1:8080.',
      scheme: 'Les exemples parlent à Jenkins en HTTP\u00A0: saisissez l’adresse et le port seuls.',
      host: 'L’adresse contient un caractère que le DNS n’accepte pas.',
      ipv6: 'Saisissez une adresse IPv4 ou un nom\u00A0: une adresse IPv6 ne convient pas à ces fichiers.',
      port: 'Le port doit être compris entre 1 et 65535.',
      path: 'Retirez le chemin\u00A0: il vient de l’URL ci-dessus.',
    },
    agentPortProblems: {
      number: 'Saisissez un nombre compris entre 1 et 65535, par exemple 50000.',
      public:
        'L’URL publique, ou sa redirection vers HTTPS, occupe ce port\u00A0: choisissez-en un autre.',
      upstream: 'Jenkins écoute déjà en HTTP sur ce port\u00A0: choisissez-en un autre.',
    },
    fileProblem:
      'Saisissez un chemin absolu, fait de lettres sans accent, de chiffres et de . _ - entre des barres obliques.',
    addressProblem: 'Saisissez une adresse IPv4, par exemple 192.0.2.10.',
    notes: {
      'plain-http': 'Sans TLS, les mots de passe circulent en clair.',
      'international-name': 'Le nom est converti dans la forme xn-- que les serveurs lisent.',
      'unusual-port': 'Les exemples écoutent sur ce port et le transmettent à Jenkins.',
    },
  },
  en: {
    open: 'Use your own URL',
    url: 'The URL your users will type',
    urlHelp: 'For example https://ci.example.org/ or https://www.example.org/jenkins',
    upstream: 'Where Jenkins listens',
    more: 'Certificate, agents and trusted proxy',
    certificate: 'Certificate and its chain',
    key: 'Private key',
    agentPort: 'TCP port of agents',
    agentPortHelp: 'The port fixed in Jenkins for inbound agents. WebSocket agents need none.',
    trustedProxy: 'Address of the proxy in front of this one, if any',
    apply: 'Apply',
    reset: 'Back to the sample values',
    share: 'Copy a link with these values',
    shared: 'Link copied',
    shareFailed: 'Copying failed. The link is in the address bar.',
    kept: 'Kept in this browser only, never sent.',
    mark: 'Your values are highlighted on this page.',
    fromLink: 'These values come from the link. Keep them?',
    keep: 'Keep',
    drop: 'Drop',
    noScript:
      'In the examples, replace `jenkins.example.com` and, if you use one, the path `/jenkins`.',
    derived: ({ host, port, path, jenkinsUrl, shape }) =>
      `Host ${host}, port ${port}, ${path === '' ? 'no context path' : `context path ${path}`}. ` +
      `Jenkins URL: ${jenkinsUrl}. Example: ${shapeNames.en[shape]}.`,
    updated: (n) => `${blocks.en(n)} on this page`,
    problems: {
      empty: 'Enter a complete URL, such as https://jenkins.example.com/.',
      space: 'Remove the space or the invisible character in the middle of the URL.',
      'scheme-missing': 'Add https:// (or http://) in front of the name.',
      scheme: 'Only URLs in https:// or http:// will do.',
      'not-a-url': 'This is not a URL. Example: https://jenkins.example.com/.',
      credentials: 'Remove the user name and the password before the @.',
      query: 'Remove the question mark and what follows it.',
      fragment: 'Remove the # and what follows it.',
      host: 'The host name has a character or a part that DNS does not allow.',
      'host-length': 'The host name is longer than 253 characters.',
      ipv6: 'Enter a host name: an IPv6 address does not suit these files.',
      port: 'The port must be between 1 and 65535.',
      path: 'The path may hold unaccented letters, digits and . _ ~ - between single slashes only.',
    },
    upstreamProblems: {
      empty: 'Enter an address and a port, such as 127.0.0.1:8080.',
      scheme: 'The examples speak HTTP to Jenkins: enter the address and the port alone.',
      host: 'The address has a character that DNS does not allow.',
      ipv6: 'Enter an IPv4 address or a name: an IPv6 address does not suit these files.',
      port: 'The port must be between 1 and 65535.',
      path: 'Remove the path: it comes from the URL above.',
    },
    agentPortProblems: {
      number: 'Enter a number between 1 and 65535, such as 50000.',
      public: 'The public URL, or its redirect to HTTPS, has this port: choose another one.',
      upstream: 'Jenkins already listens for HTTP on this port: choose another one.',
    },
    fileProblem: 'Enter an absolute path of unaccented letters, digits and . _ - between slashes.',
    addressProblem: 'Enter an IPv4 address, such as 192.0.2.10.',
    notes: {
      'plain-http': 'Without TLS, passwords travel in clear text.',
      'international-name': 'The name is converted to the xn-- form that servers read.',
      'unusual-port': 'The examples listen on this port and pass it on to Jenkins.',
    },
  },
};

/** The panel's texts in a language. */
export const settingsStrings = (locale: Locale): SettingsStrings => texts[locale];

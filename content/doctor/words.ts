import type { CheckId } from '#contract';
import type { Translated } from '#i18n';

/** What the doctor looks at beside the rules of the contract. */
export const ownChecks = {
  answers: { fr: 'L’adresse répond', en: 'The address answers' },
  certificate: { fr: 'curl accepte le certificat', en: 'curl accepts the certificate' },
  'redirects-end': {
    fr: 'Les redirections ne tournent pas en rond',
    en: 'Redirects do not go round in circles',
  },
  'address-redirects': {
    fr: 'L’adresse donnée redirige vers HTTPS',
    en: 'The given address redirects to HTTPS',
  },
  'password-asked': {
    fr: 'Le proxy ne demande de mot de passe à personne',
    en: 'The proxy asks nobody for a password',
  },
  style: { fr: 'La feuille de style arrive', en: 'The style sheet arrives' },
  'one-policy': {
    fr: 'Une seule politique de sécurité du contenu arrive',
    en: 'One content security policy arrives, and only one',
  },
  'agent-headers': {
    fr: 'Les en-têtes d’un agent WebSocket arrivent à Jenkins',
    en: 'The headers of a WebSocket agent reach Jenkins',
  },
  webhook: {
    fr: 'Un webhook (ping de GitHub) arrive à Jenkins',
    en: 'A webhook (a ping as of GitHub) reaches Jenkins',
  },
  upstream: {
    fr: 'Jenkins répond directement, sans le proxy',
    en: 'Jenkins answers directly, without the proxy',
  },
  loopback: {
    fr: 'La machine atteint son propre port public',
    en: 'The machine reaches its own public port',
  },
} as const satisfies Readonly<Record<string, Translated>>;

export type OwnCheckId = keyof typeof ownChecks;

/** Why something was not seen. */
export const reasons = {
  account: {
    fr: 'Demande un compte\u00A0: --user NOM:JETON',
    en: 'Needs an account: --user NAME:TOKEN',
  },
  rights: {
    fr: 'Le compte n’a pas les droits nécessaires',
    en: 'The account lacks the permission',
  },
  long: { fr: 'Demande d’attendre\u00A0: --long', en: 'Takes waiting: --long' },
  waits: {
    fr: 'Demanderait d’attendre plus longtemps que ce script ne le fait',
    en: 'Would take longer than this script waits',
  },
  changes: {
    fr: 'Changerait quelque chose dans Jenkins, ou y laisserait des traces',
    en: 'Would change something in Jenkins, or leave traces there',
  },
  attack: {
    fr: 'Aucun navigateur, agent ou client ne l’envoie\u00A0: ce serait une attaque',
    en: 'No browser, agent or client sends it: it would be an attack',
  },
  inside: {
    fr: 'Ne se voit qu’entre le proxy et Jenkins',
    en: 'Shows between the proxy and Jenkins only',
  },
  job: {
    fr: 'Demande un job ou un agent que le script ne connaît pas',
    en: 'Needs a job or an agent that the script does not know',
  },
  network: {
    fr: 'Demande de savoir quelle adresse le proxy a vue',
    en: 'Needs to know which address the proxy saw',
  },
  earlier: {
    fr: 'Dépend de ce qui a déjà échoué, ou n’a pas répondu comme prévu',
    en: 'Depends on what has failed before, or did not answer as expected',
  },
  refused: {
    fr: 'La requête a été refusée avant d’arriver à ce qui le montre',
    en: 'The request was refused before it reached what shows it',
  },
  portal: {
    fr: 'Un portail de connexion répond avant Jenkins',
    en: 'A sign-in portal answers before Jenkins',
  },
  password: {
    fr: 'Le proxy demande un mot de passe avant Jenkins',
    en: 'The proxy asks for a password before Jenkins',
  },
  plugin: {
    fr: 'Demande un plugin que ce Jenkins n’a pas',
    en: 'Needs a plugin that this Jenkins does not have',
  },
  version: {
    fr: 'Cette version de Jenkins ne l’annonce pas',
    en: 'This version of Jenkins does not tell',
  },
  readable: {
    fr: 'Ce Jenkins se lit sans compte',
    en: 'This Jenkins is readable without an account',
  },
  'no-echo': {
    fr: 'La page de refus de Jenkins, qui cite le chemin reçu, n’est pas arrivée',
    en: 'The refusal of Jenkins, which quotes the path it received, did not arrive',
  },
  'no-style': {
    fr: 'La page de connexion ne nomme pas de feuille de style',
    en: 'The sign-in page names no style sheet',
  },
  'no-tls': { fr: 'N’a de sens qu’en HTTPS', en: 'Has a meaning over HTTPS only' },
  'no-path': {
    fr: 'N’a de sens que sous un chemin de contexte',
    en: 'Has a meaning under a context path only',
  },
  'no-ipv6': {
    fr: 'Ce nom n’a pas d’adresse IPv6 joignable d’ici',
    en: 'This name has no IPv6 address that can be reached from here',
  },
  'plain-port': {
    fr: 'Le port HTTP qui accompagne ce port HTTPS n’est pas connu',
    en: 'The HTTP port that goes with this HTTPS port is not known',
  },
  'agents-off': {
    fr: 'Le port TCP des agents est désactivé dans Jenkins',
    en: 'The TCP port for agents is disabled in Jenkins',
  },
  browser: { fr: 'Demande un navigateur', en: 'Needs a browser' },
  curl: { fr: 'Ce curl ne sait pas le demander', en: 'This curl cannot ask it' },
  outsider: {
    fr: 'Le proxy répond 403 à tout ce que demande cette machine\u00A0: relancez le script de là où l’on se sert de Jenkins',
    en: 'The proxy answers 403 to whatever this machine asks: run the script again from where people use Jenkins',
  },
  time: { fr: 'Le temps accordé était écoulé', en: 'The time allowed had run out' },
  silence: { fr: 'Rien n’a répondu', en: 'Nothing answered' },
} as const satisfies Readonly<Record<string, Translated>>;

export type ReasonId = keyof typeof reasons;

/** Rules that no request of the doctor shows, and why. */
export const neverSeen: Readonly<Partial<Record<CheckId, ReasonId>>> = {
  'reverse-proxy-check-in-browser': 'browser',
  'created-location': 'changes',
  'two-cookies': 'job',
  'login-form': 'changes',
  'bearer-authentication': 'account',
  methods: 'changes',
  'csp-report': 'changes',
  'response-header-12k': 'job',
  'compression-own-pages': 'attack',
  'range-request': 'job',
  'hop-by-hop-headers': 'attack',
  'odd-host': 'attack',
  'other-sni': 'attack',
  'upgrade-websocket-only': 'attack',
  'connect-and-trace': 'attack',
  'request-framing': 'attack',
  'other-host-http2': 'attack',
  'http2-framing': 'attack',
  'slow-clients': 'attack',
  'unfinished-head': 'attack',
  'oversized-head': 'attack',
  'http2-floods': 'attack',
  'tls-versions': 'curl',
  'tls-ciphers': 'curl',
  'http2-cookies': 'inside',
  'http2-upload': 'job',
  'websocket-echo': 'job',
  'websocket-agent': 'job',
  'console-progressive': 'job',
  'console-multipart': 'job',
  'console-annotator': 'job',
  'response-streaming': 'job',
  'compressed-streaming': 'job',
  'response-silence': 'waits',
  'stream-silence': 'waits',
  'big-download': 'job',
  'upload-chunked': 'waits',
  'request-streaming': 'inside',
  'slow-upload': 'waits',
  'expect-continue': 'changes',
  'idle-upstream-connections': 'waits',
  'idle-connection-race': 'waits',
  'starting-page': 'changes',
  restart: 'changes',
  'backend-down': 'changes',
};

/** Sentences of the script itself; `%s` is filled in by `printf`. */
export const sentences = {
  got: { fr: '%s\u00A0: %s au lieu de %s', en: '%s: %s instead of %s' },
  lost: { fr: 'N’arrive pas à Jenkins\u00A0: %s', en: 'Does not reach Jenkins: %s' },
  protocol: { fr: 'Protocole', en: 'Protocol' },
  'own-check': { fr: 'Test de proxy inverse de Jenkins', en: 'Reverse proxy check of Jenkins' },
  'jenkins-url': { fr: 'URL de Jenkins configurée', en: 'Configured Jenkins URL' },
  'no-jenkins-url': {
    fr: 'L’URL de Jenkins n’est pas configurée.',
    en: 'The Jenkins URL is not configured.',
  },
  'not-jenkins': {
    fr: 'Ce qui répond 200 n’est pas Jenkins.',
    en: 'What answers 200 is not Jenkins.',
  },
  'no-cookie': {
    fr: 'La page de connexion arrive sans cookie JSESSIONID.',
    en: 'The sign-in page arrives without a JSESSIONID cookie.',
  },
  'same-crumb': {
    fr: 'Deux visiteurs reçoivent le même jeton CSRF (Age\u00A0: %s).',
    en: 'Two visitors get the same crumb (Age: %s).',
  },
  anonymous: {
    fr: 'Jenkins ne reçoit pas le compte donné.',
    en: 'Jenkins does not receive the account that was given.',
  },
  'agents-off': {
    fr: 'Le port TCP des agents est désactivé dans Jenkins.',
    en: 'The TCP port for agents is disabled in Jenkins.',
  },
  'late-byte': {
    fr: 'Trois secondes sans le premier octet, que Jenkins envoie aussitôt.',
    en: 'Three seconds without the first byte, which Jenkins sends at once.',
  },
  'late-command': {
    fr: 'La commande who-am-i n’est pas arrivée à Jenkins tant que l’envoi restait ouvert.',
    en: 'The command who-am-i did not reach Jenkins while the upload stayed open.',
  },
  'late-events': {
    fr: 'Aucun événement en 2\u202Fs.',
    en: 'No event within 2 s.',
  },
  redirected: {
    fr: '(%s redirige ici\u00A0: c’est cette adresse qui est examinée.)',
    en: '(%s redirects here: this address is examined.)',
  },
  broken: { fr: 'ROMPU ', en: 'BROKEN' },
  note: { fr: 'SI UTILISÉ', en: 'IF IN USE ' },
  kept: { fr: 'Respecté', en: 'Kept' },
  unseen: { fr: 'Pas vu', en: 'Not seen' },
  spent: { fr: '%s requêtes, %s s.', en: '%s requests, %s s.' },
  'do-first': {
    fr: 'À faire d’abord\u00A0: «\u00A0%s\u00A0», %s',
    en: 'Do this first: “%s”, %s',
  },
  'read-first': {
    fr: 'À regarder d’abord\u00A0: %s',
    en: 'Look at this first: %s',
  },
  'no-answer': {
    fr: 'Rien à en dire\u00A0: %s',
    en: 'Nothing can be told: %s',
  },
  nothing: {
    fr: 'Rien de rompu parmi ce qui se voit d’ici.',
    en: 'Nothing broken in what can be seen from here.',
  },
  usage: { fr: 'Usage\u00A0: sh doctor.sh --help', en: 'Usage: sh doctor.sh --help' },
  'bad-url': {
    fr: 'L’adresse doit être http:// ou https://, un hôte, un port au besoin, un chemin au besoin, sans nom d’utilisateur.',
    en: 'The address must be http:// or https://, a host, a port if need be, a path if need be, without a user name.',
  },
  'no-colon': {
    fr: 'Le compte s’écrit NOM:JETON.',
    en: 'The account is written NAME:TOKEN.',
  },
  'no-file': {
    fr: 'Le fichier de --user-file ne se lit pas.',
    en: 'The file of --user-file cannot be read.',
  },
  'no-curl': { fr: 'Il faut curl.', en: 'curl is needed.' },
} as const satisfies Readonly<Record<string, Translated>>;

/** What `--help` prints. */
export const help: Translated = {
  fr: `sh doctor.sh [OPTIONS] URL

URL est celle que l’on tape dans le navigateur, chemin compris.

  --upstream URL    adresse directe de Jenkins, depuis la machine du proxy
  --user NOM:JETON  compte de Jenkins\u202F; ps le montre, contrairement aux deux suivants
  --user-file F     la première ligne du fichier F est NOM:JETON
                    (ou les variables JENKINS_USER_ID et JENKINS_API_TOKEN)
  --long            attend aussi en silence\u00A0: 13\u202Fs sur la ligne de commande
                    et, avec un compte, 47\u202Fs sur un WebSocket
  --json            pour un programme
  --lang fr|en      sinon, la langue du système

Au plus 60 requêtes en 30\u202Fs (60\u202Fs avec --long). Rien n’est changé dans Jenkins.
Statut de sortie\u00A0: 0 rien de rompu, 1 rompu, 2 rien à en dire.`,
  en: `sh doctor.sh [OPTIONS] URL

URL is the one typed in the browser, with its path.

  --upstream URL     address of Jenkins itself, from the machine of the proxy
  --user NAME:TOKEN  account in Jenkins; ps shows it, unlike the two that follow
  --user-file F      the first line of the file F is NAME:TOKEN
                     (or the variables JENKINS_USER_ID and JENKINS_API_TOKEN)
  --long             also waits in silence: 13 s on the command line and,
                     with an account, 47 s on a WebSocket
  --json             for a program
  --lang fr|en       otherwise that of the system

At most 60 requests within 30 s (60 s with --long). Nothing is changed in Jenkins.
Exit status: 0 nothing broken, 1 broken, 2 nothing can be told.`,
};

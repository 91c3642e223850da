import type { Form } from '#settings';
import { hardening } from './hardening.ts';
import { overTls, underPath, type Rule } from './rule.ts';

/**
 * The contract: what every reverse proxy in front of Jenkins must do, in the order in which the
 * rules are checked and shown. The comment above a rule says what breaks it.
 */
export const checks = {
  // The address that Jenkins believes it has.

  /** 404 without Jenkins' headers: context path; 502: Jenkins not reached; another page: a portal. */
  'login-page': {
    probe: 'P02',
    title: {
      fr: 'La page de connexion de Jenkins arrive avec ses en-têtes',
      en: 'The sign-in page of Jenkins arrives with its headers',
    },
  },
  /** An IPv4-only listener makes names with an AAAA record slow or unreachable. */
  ipv6: {
    title: {
      fr: 'Jenkins répond aussi en IPv6',
      en: 'Jenkins answers over IPv6 too',
    },
  },
  /** Host, scheme or port lost: links and redirects lead elsewhere. */
  'root-url': {
    probe: 'P04',
    title: {
      fr: 'Jenkins déduit de la requête son URL publique exacte',
      en: 'Jenkins derives its exact public URL from the request',
    },
  },
  /** The configured URL and the one of the request differ: Jenkins warns. */
  'configured-url': {
    probe: 'P05',
    title: {
      fr: 'L’URL configurée dans Jenkins et celle de la requête sont identiques',
      en: 'The URL configured in Jenkins and that of the request are the same',
    },
  },
  /** A prefix that is stripped or added breaks every link and static file. */
  'context-path': {
    probe: 'P06',
    title: {
      fr: 'Le chemin de contexte est le même dans le navigateur et dans Jenkins',
      en: 'The context path is the same in the browser and in Jenkins',
    },
  },
  /** Doubled or missing forwarded headers on the page that lists them. */
  'who-am-i': {
    probe: 'P08',
    title: {
      fr: 'La page whoAmI montre l’hôte public et des en-têtes transmis sans doublon',
      en: 'The whoAmI page shows the public host and no forwarded header twice',
    },
  },
  /** Build causes, logs and agent descriptions name the proxy instead of the client. */
  'client-address': {
    title: {
      fr: 'L’adresse du client vue par Jenkins est celle que le proxy a vue',
      en: 'The client address seen by Jenkins is the one that the proxy saw',
    },
  },
  /** HTTP/1.0 to Jenkins: no WebSocket, no chunked upload, one connection a request. */
  'http-1-1-upstream': {
    title: {
      fr: 'Le proxy parle HTTP/1.1 à Jenkins',
      en: 'The proxy speaks HTTP/1.1 to Jenkins',
    },
  },

  // Headers that a client forges: Jetty believes the left-most value of each.

  /** The proxy appends, or replaces only the first line: the forged address comes first. */
  'forged-x-forwarded-for': {
    probe: 'P09',
    title: {
      fr: 'Un X-Forwarded-For forgé par le client n’atteint pas Jenkins',
      en: 'An X-Forwarded-For forged by the client does not reach Jenkins',
    },
  },
  /** Links of Jenkins lead to a host that the attacker chose. */
  'forged-x-forwarded-host': {
    probe: 'P09',
    title: {
      fr: 'Un X-Forwarded-Host forgé par le client n’atteint pas Jenkins',
      en: 'An X-Forwarded-Host forged by the client does not reach Jenkins',
    },
  },
  /** The Secure flag of the session cookie and every absolute URL hang on this header. */
  'forged-x-forwarded-proto': {
    probe: 'P09',
    title: {
      fr: 'Un X-Forwarded-Proto forgé par le client n’atteint pas Jenkins',
      en: 'An X-Forwarded-Proto forged by the client does not reach Jenkins',
    },
  },
  /** Overrides the port of every other header; a value that is no number makes the answer a 400. */
  'forged-x-forwarded-port': {
    title: {
      fr: 'Un X-Forwarded-Port forgé par le client n’atteint pas Jenkins',
      en: 'An X-Forwarded-Port forged by the client does not reach Jenkins',
    },
  },
  /** Replaces the host when there is no X-Forwarded-Host. */
  'forged-x-forwarded-server': {
    probe: 'P10',
    title: {
      fr: 'Un X-Forwarded-Server forgé par le client n’atteint pas Jenkins',
      en: 'An X-Forwarded-Server forged by the client does not reach Jenkins',
    },
  },
  /** Jetty ranks the header of RFC 7239 above every X-Forwarded header. */
  'forged-forwarded': {
    probe: 'P09',
    title: {
      fr: 'Un en-tête Forwarded forgé par le client n’atteint pas Jenkins',
      en: 'A Forwarded header forged by the client does not reach Jenkins',
    },
  },
  /** Makes Jetty believe in TLS and port 443, or answer 400. */
  'forged-x-proxied-https': {
    title: {
      fr: 'Un X-Proxied-Https forgé par le client n’atteint pas Jenkins',
      en: 'An X-Proxied-Https forged by the client does not reach Jenkins',
    },
  },
  /** Its presence alone makes Jetty treat the request as secure. */
  'forged-proxy-auth-cert': {
    title: {
      fr: 'Un Proxy-auth-cert forgé par le client n’atteint pas Jenkins',
      en: 'A Proxy-auth-cert forged by the client does not reach Jenkins',
    },
  },
  /** Its presence alone makes Jetty treat the request as secure. */
  'forged-proxy-ssl-id': {
    title: {
      fr: 'Un Proxy-ssl-id forgé par le client n’atteint pas Jenkins',
      en: 'A Proxy-ssl-id forged by the client does not reach Jenkins',
    },
  },

  // The check that Jenkins itself makes on its Manage page.

  /** `Location` rewritten: doubled prefix, host of the backend. */
  'reverse-proxy-redirect': {
    probe: 'P11',
    title: {
      fr: 'La redirection du test de proxy inverse arrive intacte',
      en: 'The redirect of the reverse proxy check arrives unchanged',
    },
  },
  /** Wrong host, scheme or port, or a path that was decoded: 404 with `A vs. B`. */
  'reverse-proxy-check': {
    probe: 'P12',
    title: {
      fr: 'Le test de proxy inverse de Jenkins réussit',
      en: 'The reverse proxy check of Jenkins passes',
    },
  },
  /** Negative control: a 200 here means that something else than Jenkins answers. */
  'reverse-proxy-check-without-referer': {
    probe: 'P13',
    title: {
      fr: 'Sans en-tête Referer, le test de proxy inverse échoue comme prévu',
      en: 'Without a Referer header the reverse proxy check fails as it should',
    },
  },
  /** All of the browser's conditions: cookie, crumb, Referrer-Policy, same origin, final answer by Jenkins. */
  'reverse-proxy-check-in-browser': {
    probe: 'P14',
    title: {
      fr: 'Un navigateur n’affiche pas l’avertissement de proxy inverse',
      en: 'A browser does not show the reverse proxy warning',
    },
  },
  /** The query string was decoded or transcoded: the second, quieter warning. */
  'uri-encoding': {
    probe: 'P15',
    title: {
      fr: 'Le test d’encodage UTF-8 de Jenkins réussit',
      en: 'The UTF-8 encoding check of Jenkins passes',
    },
  },

  // Paths: not one character changes.

  /** Decoded to a slash: the reverse proxy warning, Blue Ocean and REST clients break. */
  'path-encoded-slash': {
    title: {
      fr: 'Une barre oblique encodée (%2F) arrive intacte à Jenkins',
      en: 'An encoded slash (%2F) reaches Jenkins unchanged',
    },
  },
  /** The form that the reverse proxy check uses; some filters refuse a URL inside a path. */
  'path-encoded-url': {
    title: {
      fr: 'Une URL entière encodée dans le chemin arrive intacte à Jenkins',
      en: 'A whole encoded URL in the path reaches Jenkins unchanged',
    },
  },
  /** Branch jobs with a slash in their name answer 404. */
  'path-double-encoding': {
    probe: 'P16',
    title: {
      fr: 'Un nom de branche encodé deux fois (%252F) ouvre sa page',
      en: 'A branch name encoded twice (%252F) leads to its page',
    },
  },
  /** Decoded brackets are an illegal path character for Jetty 12: 400. */
  'path-brackets': {
    probe: 'P17',
    title: {
      fr: 'Des crochets encodés (%5B, %5D) arrivent intacts à Jenkins',
      en: 'Encoded brackets (%5B, %5D) reach Jenkins unchanged',
    },
  },
  /** A space that becomes a plus sign, or a raw space. */
  'path-space': {
    probe: 'P18',
    title: {
      fr: 'Une espace encodée (%20) arrive intacte à Jenkins',
      en: 'An encoded space (%20) reaches Jenkins unchanged',
    },
  },
  /** In a path a plus sign is a plus sign. */
  'path-plus': {
    probe: 'P18',
    title: {
      fr: 'Un signe plus dans le chemin reste un signe plus',
      en: 'A plus sign in the path stays a plus sign',
    },
  },
  /** Transcoded to Latin-1, or sent on as raw bytes. */
  'path-utf-8': {
    probe: 'P18',
    title: {
      fr: 'Des lettres accentuées (UTF-8 encodé) arrivent intactes à Jenkins',
      en: 'Accented letters (encoded UTF-8) reach Jenkins unchanged',
    },
  },
  /** Decoded, these three change what the rest of the URL means. */
  'path-encoded-delimiters': {
    title: {
      fr: 'Un point d’interrogation, un dièse et un pour cent encodés restent encodés',
      en: 'An encoded question mark, hash and percent sign stay encoded',
    },
  },
  /** Sub-delimiters need no encoding; a proxy that encodes them changes the target. */
  'path-punctuation': {
    title: {
      fr: 'La ponctuation permise dans un chemin arrive intacte à Jenkins',
      en: 'Punctuation allowed in a path reaches Jenkins unchanged',
    },
  },
  /** A proxy that merges slashes works on a decoded path. */
  'path-double-slash': {
    title: {
      fr: 'Deux barres obliques de suite ne sont pas fusionnées',
      en: 'Two slashes in a row are not merged',
    },
  },
  /** A proxy that drops `;x=1` hides what Jenkins refuses. */
  'path-semicolon': {
    probe: 'P19',
    title: {
      fr: 'Un point-virgule dans le chemin arrive à Jenkins, qui le refuse',
      en: 'A semicolon in the path reaches Jenkins, which refuses it',
    },
  },
  /** Search, login (`from=`) and API filters lose their arguments. */
  'query-string': {
    title: {
      fr: 'La chaîne de requête arrive intacte à Jenkins',
      en: 'The query string reaches Jenkins unchanged',
    },
  },
  /** A prefix rule without its slash sends foreign paths to Jenkins. */
  'path-whole-segment': {
    title: {
      fr: 'Un chemin qui commence seulement comme celui de Jenkins n’arrive pas à Jenkins',
      en: 'A path that only begins like that of Jenkins does not lead to Jenkins',
    },
    appliesTo: underPath,
  },

  // Redirects.

  /** A loop, a 404, or a Location with the wrong scheme or host. */
  'context-root-redirect': {
    probe: 'P01',
    title: {
      fr: 'L’adresse sans barre oblique finale aboutit à Jenkins',
      en: 'The address without its final slash leads to Jenkins',
    },
    appliesTo: underPath,
  },
  /** A rule that prepends a prefix to relative redirects doubles it. */
  'trailing-slash-redirect': {
    title: {
      fr: 'Une redirection de Jenkins reste sur l’URL publique',
      en: 'A redirect of Jenkins stays on the public URL',
    },
  },
  /** API clients follow this one: `http://`, the inner host, or a doubled prefix. */
  'created-location': {
    probe: 'P23',
    title: {
      fr: 'Lancer un build renvoie une adresse publique dans la file d’attente',
      en: 'Starting a build returns a public address in the queue',
    },
  },
  /** Plain HTTP answered with pages, or not at all. */
  'https-redirect': {
    probe: 'P46',
    title: {
      fr: 'HTTP est redirigé vers HTTPS',
      en: 'HTTP is redirected to HTTPS',
    },
    appliesTo: overTls,
  },
  /** The redirect is built from a decoded path. */
  'https-redirect-path': {
    probe: 'P46',
    title: {
      fr: 'La redirection vers HTTPS garde le chemin tel quel',
      en: 'The redirect to HTTPS keeps the path as it is',
    },
    appliesTo: overTls,
  },
  /** The query string is lost, or escaped once more. */
  'https-redirect-query': {
    probe: 'P46',
    title: {
      fr: 'La redirection vers HTTPS garde la chaîne de requête',
      en: 'The redirect to HTTPS keeps the query string',
    },
    appliesTo: overTls,
  },
  /** 301 and 302 turn the POST of a webhook or of the CLI into a GET; 307 and 308 do not. */
  'https-redirect-method': {
    title: {
      fr: 'La redirection vers HTTPS garde la méthode (307 ou 308)',
      en: 'The redirect to HTTPS keeps the method (307 or 308)',
    },
    appliesTo: overTls,
  },

  // Sessions, sign-in and the crumb.

  /** No `Secure`: scheme not forwarded; other path or name: rewriting. */
  'session-cookie': {
    probe: 'P03',
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
    probe: 'P22',
    title: {
      fr: 'On se connecte par le formulaire de Jenkins',
      en: 'Signing in with the form of Jenkins works',
    },
  },
  /** Crumb header or cookie dropped: 403 on every button. */
  'crumb-accepted': {
    probe: 'P20',
    title: {
      fr: 'Jenkins accepte un jeton CSRF envoyé avec son cookie',
      en: 'Jenkins accepts a crumb sent with its cookie',
    },
  },
  /** Accepted without a cookie: the proxy shares one session between clients. */
  'crumb-needs-session': {
    probe: 'P21',
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

  // Headers, methods, status codes.

  /** Dropped: crumb errors, broken console, wrong language. */
  'request-headers': {
    title: {
      fr: 'Referer, Origin, Jenkins-Crumb et les autres en-têtes du client arrivent intacts',
      en: 'Referer, Origin, Jenkins-Crumb and other headers of the client arrive unchanged',
    },
  },
  /** API tokens stop working, or the proxy asks for a password of its own. */
  'basic-authentication': {
    probe: 'P48',
    title: {
      fr: 'Un jeton d’API (Authorization Basic) arrive, un mauvais donne le 401 de Jenkins',
      en: 'An API token (Authorization Basic) arrives, a wrong one gets the 401 of Jenkins',
    },
  },
  /** Some proxies pass Basic only. */
  'bearer-authentication': {
    title: {
      fr: 'Un en-tête Authorization Bearer arrive à Jenkins',
      en: 'An Authorization Bearer header reaches Jenkins',
    },
  },
  /** Dropped, doubled or replaced: weaker pages, or a Referrer-Policy that fails the proxy check. */
  'security-headers': {
    title: {
      fr: 'Les en-têtes de sécurité de Jenkins arrivent une fois et inchangés',
      en: 'The security headers of Jenkins arrive once and unchanged',
    },
  },
  /** Intercepted: anonymous visitors see an error page instead of the sign-in form. */
  'access-denied-page': {
    probe: 'P07',
    title: {
      fr: 'La page 403 de Jenkins, qui conduit à la connexion, n’est pas remplacée',
      en: 'The 403 page of Jenkins, which leads to the sign-in form, is not replaced',
    },
  },
  /** Intercepted: users lose the page that says what is missing. */
  'not-found-page': {
    title: {
      fr: 'La page 404 de Jenkins n’est pas remplacée',
      en: 'The 404 page of Jenkins is not replaced',
    },
  },
  /** 405 by the proxy. */
  methods: {
    probe: 'P51',
    title: {
      fr: 'Les méthodes HEAD, OPTIONS, PUT, PATCH et DELETE arrivent à Jenkins',
      en: 'The methods HEAD, OPTIONS, PUT, PATCH and DELETE reach Jenkins',
    },
  },
  /** Reports of the browser are lost. */
  'csp-report': {
    title: {
      fr: 'Un rapport CSP du navigateur arrive sans authentification',
      en: 'A CSP report of the browser arrives without authentication',
    },
  },
  /** Monitoring sees a Jenkins that is down. */
  health: {
    probe: 'P45',
    title: {
      fr: 'Le point de contrôle /health/ répond',
      en: 'The check point /health/ answers',
    },
  },
  /** Large cookies of a single sign-on: 400 or 431 by the proxy. */
  'request-header-7k': {
    probe: 'P41',
    title: {
      fr: 'Un en-tête de requête de 7\u202Fko passe',
      en: 'A request header of 7\u00A0kB passes',
    },
  },
  /** Anything but a clean refusal. */
  'request-header-too-large': {
    probe: 'P42',
    title: {
      fr: 'Un en-tête de requête de 9\u202Fko est refusé proprement (400 ou 431)',
      en: 'A request header of 9\u00A0kB is refused cleanly (400 or 431)',
    },
  },
  /** A long Content-Security-Policy: 502, too big header. */
  'response-header-12k': {
    probe: 'P43',
    title: {
      fr: 'Un en-tête de réponse de 12\u202Fko passe',
      en: 'A response header of 12\u00A0kB passes',
    },
  },
  /** Compressed for a client that did not ask, or twice. */
  compression: {
    title: {
      fr: 'Une réponse compressée arrive lisible, et seulement à qui l’accepte',
      en: 'A compressed response arrives readable, and only where it is accepted',
    },
  },
  /** Lifetime changed, or the hash in the address rewritten. */
  'static-files': {
    probe: 'P44',
    title: {
      fr: 'Les fichiers statiques gardent leur durée de vie et leur réponse 304',
      en: 'Static files keep their lifetime and their 304 response',
    },
  },
  /** Interrupted downloads of artifacts cannot be resumed. */
  'range-request': {
    title: {
      fr: 'Un téléchargement partiel (Range) passe',
      en: 'A partial download (Range) passes',
    },
  },

  // What else a client can try, beside forging a header.

  ...hardening,

  // TLS and HTTP/2 to the browser.

  /** TLS 1.0 or 1.1 accepted, or 1.2 or 1.3 refused. */
  'tls-versions': {
    title: {
      fr: 'TLS 1.2 et 1.3 sont acceptés, TLS 1.0 et 1.1 refusés',
      en: 'TLS 1.2 and 1.3 are accepted, TLS 1.0 and 1.1 refused',
    },
    appliesTo: overTls,
  },
  /** RSA key exchange, 3DES, RC4, NULL or anonymous suites accepted. */
  'tls-ciphers': {
    title: {
      fr: 'Les suites de chiffrement faibles ou sans confidentialité persistante sont refusées',
      en: 'Cipher suites that are weak or without forward secrecy are refused',
    },
    appliesTo: overTls,
  },
  /** Absent, or with includeSubDomains or preload, which commit other hosts. */
  hsts: {
    title: {
      fr: 'HSTS est envoyé, sans includeSubDomains ni preload',
      en: 'HSTS is sent, without includeSubDomains or preload',
    },
    appliesTo: overTls,
  },
  /** RFC 6797 section 7.2: never over plain HTTP. */
  'hsts-plain-http': {
    title: {
      fr: 'HSTS n’est pas envoyé sur HTTP',
      en: 'HSTS is not sent over plain HTTP',
    },
  },
  /** ALPN falls back to HTTP/1.1. */
  http2: {
    title: {
      fr: 'Le navigateur obtient HTTP/2',
      en: 'The browser gets HTTP/2',
    },
    appliesTo: overTls,
  },
  /** Cookie lines of HTTP/2 must be joined for HTTP/1.1 (RFC 9113 section 8.2.3). */
  'http2-cookies': {
    title: {
      fr: 'Les cookies envoyés en HTTP/2 arrivent en un seul en-tête',
      en: 'Cookies sent over HTTP/2 arrive as one header',
    },
    appliesTo: overTls,
  },
  /** A body without a length needs chunks towards Jenkins. */
  'http2-upload': {
    title: {
      fr: 'Un envoi sans longueur annoncée passe en HTTP/2',
      en: 'An upload without a length passes over HTTP/2',
    },
    appliesTo: overTls,
  },

  // WebSocket: command line and agents.

  /** 400: Upgrade or Connection dropped; 403 with X-CLI-Error: Origin or Jenkins URL. */
  'websocket-cli': {
    probe: 'P24',
    title: {
      fr: 'La ligne de commande fonctionne par WebSocket',
      en: 'The command line works over WebSocket',
    },
  },
  /** Accepted: the proxy rewrites Origin, which undoes a protection. */
  'websocket-origin': {
    probe: 'P25',
    title: {
      fr: 'Un WebSocket d’une autre origine est refusé par Jenkins',
      en: 'A WebSocket of another origin is refused by Jenkins',
    },
  },
  /** Frames blocked, cut or altered. */
  'websocket-echo': {
    probe: 'P29',
    title: {
      fr: 'Les messages WebSocket, courts et longs, passent dans les deux sens',
      en: 'WebSocket messages, short and long, pass both ways',
    },
  },
  /** A portal or another path answers. */
  'agent-endpoint': {
    probe: 'P26',
    title: {
      fr: 'Le point d’entrée des agents WebSocket est joignable',
      en: 'The endpoint of WebSocket agents is reachable',
    },
  },
  /** The five headers of the agent are dropped, either way. */
  'websocket-agent': {
    probe: 'P27',
    title: {
      fr: 'Un agent se connecte par WebSocket',
      en: 'An agent connects over WebSocket',
    },
  },
  /** The proxy's idle limit is below the 30 s between two pings. */
  'websocket-agent-stays-open': {
    probe: 'P28',
    speed: 'slow',
    title: {
      fr: 'Un agent WebSocket silencieux reste connecté 65\u202Fs',
      en: 'A silent WebSocket agent stays connected for 65\u00A0s',
    },
  },
  /** As for agents: a command that prints nothing for a minute. */
  'websocket-cli-stays-open': {
    speed: 'slow',
    title: {
      fr: 'Une commande WebSocket silencieuse aboutit après 65\u202Fs',
      en: 'A silent WebSocket command ends well after 65\u00A0s',
    },
  },
  /** Headers dropped: agents over TCP do not find their port. */
  'agent-discovery': {
    probe: 'P33',
    title: {
      fr: 'Un agent TCP lit par HTTP où se connecter',
      en: 'A TCP agent learns over HTTP where to connect',
    },
  },
  /** TLS or the PROXY protocol in the way of a port that is not HTTP. */
  'agent-port': {
    probe: 'P35',
    title: {
      fr: 'Le port TCP des agents, s’il est transmis, l’est octet par octet',
      en: 'The TCP port of agents, where it is forwarded, passes byte for byte',
    },
  },

  // The HTTP mode of the command line.

  /** Request or response buffered: both halves wait for each other. */
  'http-cli': {
    probe: 'P30',
    title: {
      fr: 'La ligne de commande fonctionne en mode HTTP (échange dans les deux sens)',
      en: 'The command line works in HTTP mode (both ways at once)',
    },
  },
  /** The first byte is held back. */
  'http-cli-download': {
    probe: 'P31',
    title: {
      fr: 'Le premier octet de la ligne de commande HTTP arrive aussitôt',
      en: 'The first byte of the HTTP command line arrives at once',
    },
  },
  /**
   * A limit on silence, a minimum rate or an absolute limit on request bodies cuts the command, and
   * Jenkins then aborts the build that it waits for.
   */
  'http-cli-stays-open': {
    speed: 'slow',
    title: {
      fr: 'Une commande HTTP silencieuse aboutit après 65\u202Fs',
      en: 'A silent HTTP command ends well after 65\u00A0s',
    },
  },

  // Console, streams, downloads.

  /** The console freezes after its first chunk. */
  'console-progressive': {
    probe: 'P37',
    title: {
      fr: 'La console progresse\u00A0: en-têtes X-Text-Size et X-More-Data transmis',
      en: 'The console progresses: headers X-Text-Size and X-More-Data relayed',
    },
  },
  /** The content type of the browser's console is altered. */
  'console-multipart': {
    probe: 'P38',
    title: {
      fr: 'La console du navigateur reçoit son format multipart',
      en: 'The console of the browser receives its multipart format',
    },
  },
  /** A long header that the browser sends back. */
  'console-annotator': {
    title: {
      fr: 'L’annotateur de console fait l’aller-retour intact',
      en: 'The console annotator makes the round trip unchanged',
    },
  },
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
    probe: 'P39',
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

  // Uploads.

  /** 413, or bytes missing. */
  'upload-sized': {
    probe: 'P40',
    title: {
      fr: 'Un envoi de 62\u202FMo de taille annoncée passe',
      en: 'An upload of 62\u00A0MB of known size passes',
    },
  },
  /** 411, 413, or bytes missing. */
  'upload-chunked': {
    title: {
      fr: 'Un envoi de 62\u202FMo par morceaux (chunked) passe',
      en: 'An upload of 62\u00A0MB in chunks passes',
    },
  },
  /** Request buffering: everything arrives at the end. */
  'request-streaming': {
    speed: 'paced',
    probe: 'P32',
    title: {
      fr: 'Un envoi arrive à Jenkins au fur et à mesure',
      en: 'An upload reaches Jenkins as it is sent',
    },
  },
  /** 408 by a minimum rate, or by an absolute limit on request bodies. */
  'slow-upload': {
    speed: 'slow',
    title: {
      fr: 'Un envoi lent de 25\u202Fs passe',
      en: 'A slow upload of 25\u00A0s passes',
    },
  },
  /** 417, or a client that waits. */
  'expect-continue': {
    title: {
      fr: 'Un client qui attend «\u00A0100 Continue\u00A0» l’obtient',
      en: 'A client that waits for “100 Continue” gets it',
    },
  },

  // Connections to Jenkins and its absence.

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
    probe: 'P47',
    speed: 'slow',
    title: {
      fr: 'Une requête envoyée autour de 30\u202Fs d’inactivité aboutit toujours',
      en: 'A request sent after about 30\u00A0s of inactivity always succeeds',
    },
  },
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
    probe: 'P50',
    exclusive: true,
    title: {
      fr: 'Jenkins arrêté donne vite une erreur 502, 503 ou 504, et revient dès qu’il répond',
      en: 'A stopped Jenkins gives a quick 502, 503 or 504, and returns as soon as it answers',
    },
  },
} as const satisfies Readonly<Record<string, Rule>>;

export type CheckId = keyof typeof checks;

/** All rules, in the order of the contract, with their optional fields. */
export const rules: Readonly<Record<CheckId, Rule>> = checks;

export const checkIds = Object.keys(checks) as CheckId[];

export const isCheckId = (value: string): value is CheckId => Object.hasOwn(checks, value);

/** Whether a rule has a meaning for a shape: a redirect to HTTPS has none without TLS. */
export const appliesTo = (id: CheckId, form: Form): boolean => rules[id].appliesTo?.(form) ?? true;

export type { Rule } from './rule.ts';
export * from './syntax.ts';

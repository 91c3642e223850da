import { conf, host, path, slot, trustedProxy, type Conf } from '#conf';
import { cipherSuites, hsts, redirectScheme, removed } from './examples/main.ts';

/**
 * What a cluster is given so that Traefik serves Jenkins: the same lines as its example where these
 * have a place, in the words of Kubernetes. One source for the page, its copy and the run
 * (`tests/run/kubernetes.spec.ts`). Everything lies in the namespace `jenkins`, since a reference to
 * an object of Traefik names it: `jenkins-headers@kubernetescrd` is `headers` there.
 */

/**
 * Options of Traefik itself, as its chart takes them; they hold for every host that it serves. The
 * ports 8000 and 8443, `http.tls` and the providers are set by the chart.
 */
const optionsOf = (entry: Conf): Conf => conf`
  - --entryPoints.${entry}.transport.respondingTimeouts.readTimeout=0s
  - --entryPoints.${entry}.http.sanitizePath=false
  - --entryPoints.${entry}.http.encodeQuerySemicolons=true
  - --entryPoints.${entry}.forwardedHeaders.connection=Cookie,Authorization
  - --serversTransport.forwardingTimeouts.idleConnTimeout=20s
`;

const options = optionsOf(conf`websecure`);

const tlsDefaults = conf`
  tlsOptions:
    default:
      minVersion: VersionTLS12
      sniStrict: true
      ${cipherSuites}
`;

/** Values of Traefik's chart for an Ingress. */
export const ingressController = conf`
  providers:
    kubernetesIngress:
      # ${{
        fr: 'Sans cette ligne, /jenkins vaut aussi pour /jenkinsfoo.',
        en: 'Without this line /jenkins is for /jenkinsfoo too.',
      }}
      strictPrefixMatching: true
  ${tlsDefaults}
  additionalArguments:
    ${options}
`;

/** Values of Traefik's chart behind a load balancer that ends TLS, trusted by its address. */
export const balancerController = conf`
  providers:
    kubernetesIngress:
      strictPrefixMatching: true
  additionalArguments:
    - --entryPoints.web.forwardedHeaders.trustedIPs=${trustedProxy}
    - --entryPoints.web.forwardedHeaders.notAppendXForwardedFor=true
    ${optionsOf(conf`web`)}
`;

/** Values of Traefik's chart for the Gateway API; the Gateway is ours. */
export const gatewayController = conf`
  providers:
    kubernetesGateway:
      enabled: true
  gateway:
    enabled: false
  ${tlsDefaults}
  additionalArguments:
    ${options}
`;

const annotationsOf = (entry: Conf): Conf => conf`
  traefik.ingress.kubernetes.io/router.entrypoints: ${entry}
  traefik.ingress.kubernetes.io/router.middlewares: jenkins-headers@kubernetescrd
`;

const annotations = annotationsOf(conf`websecure`);

/** Values of Jenkins' chart: its address, and the Ingress that it makes. */
export const jenkinsValues = conf`
  controller:
    jenkinsUrl: ${slot('public-url')}
    jenkinsUriPrefix: "${path}"
    ingress:
      enabled: true
      ingressClassName: traefik
      hostName: ${host}
      path: ${path}/
      pathType: Prefix
      annotations:
        ${annotations}
      tls:
        - hosts: [${host}]
          secretName: jenkins-tls
`;

const backend = conf`
  backend:
    service:
      name: jenkins
      port:
        number: 8080
`;

/**
 * An Ingress for Jenkins.
 *
 * @param tls The secret with the certificate, where TLS ends at it.
 */
const ingressOf = (name: Conf, notes: Conf, tls: Conf | false): Conf => conf`
  apiVersion: networking.k8s.io/v1
  kind: Ingress
  metadata:
    name: ${name}
    annotations:
      ${notes}
  spec:
    ingressClassName: traefik
    rules:
      - host: ${host}
        http:
          paths:
            - path: ${path}/
              pathType: Prefix
              ${backend}
    ${tls}
`;

/** The Ingress that Jenkins' chart makes of its values. */
export const ingress = ingressOf(
  conf`jenkins`,
  annotations,
  conf`
    tls:
      - hosts: [${host}]
        secretName: jenkins-tls
  `,
);

/** The same behind a load balancer that ends TLS. */
const balancerIngress = ingressOf(conf`jenkins`, annotationsOf(conf`web`), false);

/**
 * The headers towards Jenkins.
 *
 * @param stays What tells browsers to stay with HTTPS.
 */
const middlewareOf = (stays: Conf): Conf => conf`
  apiVersion: traefik.io/v1alpha1
  kind: Middleware
  metadata:
    name: headers
  spec:
    headers:
      ${stays}
      customRequestHeaders:
        # ${{
          fr: "Sinon un WebSocket s'annonce en wss, que Jenkins met dans son URL.",
          en: 'Otherwise a WebSocket is announced as wss, which Jenkins puts into its URL.',
        }}
        X-Forwarded-Proto: https
        # ${{
          fr: 'Rien de compressé : un autre site apprendrait quelque chose des tailles.',
          en: 'Nothing compressed: another site would learn something from sizes.',
        }}
        Accept-Encoding: ""
        ${removed}
`;

/** What stands beside that Ingress: the objects of Traefik, and the way from HTTP to HTTPS. */
export const besideIngress = conf`
  ${middlewareOf(hsts)}
  ---
  apiVersion: traefik.io/v1alpha1
  kind: Middleware
  metadata:
    name: to-https
  spec:
    ${redirectScheme}
  ---
  ${ingressOf(
    conf`jenkins-to-https`,
    conf`
      traefik.ingress.kubernetes.io/router.entrypoints: web
      traefik.ingress.kubernetes.io/router.middlewares: jenkins-to-https@kubernetescrd
    `,
    false,
  )}
`;

/** Behind a load balancer that ends TLS: that Ingress and its Middleware, without a redirect. */
export const behindBalancer = conf`
  ${middlewareOf(conf`
    ${hsts}
    forceSTSHeader: true
  `)}
  ---
  ${balancerIngress}
`;

/** What a client may have made up. */
const forged = conf`
  - Forwarded
  - X-Proxied-Https
  - Proxy-Auth-Cert
  - Proxy-Ssl-Id
  - X-Forwarded-User
  - X-Forwarded-Groups
  - X-Forwarded-Email
  - X-Forwarded-DisplayName
  - Remote-User
  - REMOTE_USER
`;

const prefix = conf`
  path:
    type: PathPrefix
    value: ${path}/
`;

/** No other change of protocol, and no header that a client names in `Connection` is lost. */
const hopByHop = conf`
  - Connection
  - Upgrade
`;

/**
 * A rule of the route of Jenkins.
 *
 * @param match What a request must have beside the path.
 * @param removed What else is removed from it.
 */
const ruleOf = (note: Conf | false, match: Conf | false, removed: Conf | false): Conf => conf`
  ${note}
  - matches:
      - path:
          type: PathPrefix
          value: ${path}/
        ${match}
    filters:
      - type: RequestHeaderModifier
        requestHeaderModifier:
          set:
            - name: X-Forwarded-Proto
              value: https
          remove:
            ${forged}
            ${removed}
      - type: ResponseHeaderModifier
        responseHeaderModifier:
          set:
            - name: Strict-Transport-Security
              value: max-age=31536000
    timeouts:
      request: 0s
    backendRefs:
      - name: jenkins
        port: 8080
`;

/** A Gateway with a listener for each scheme, the route of Jenkins, and the one to HTTPS. */
export const gateway = conf`
  apiVersion: gateway.networking.k8s.io/v1
  kind: Gateway
  metadata:
    name: jenkins
  spec:
    gatewayClassName: traefik
    listeners:
      - name: https
        hostname: ${host}
        protocol: HTTPS
        # ${{
          fr: 'Les ports de Traefik dans son chart ; 443 et 80 pour les autres contrôleurs.',
          en: 'The ports of Traefik in its chart; 443 and 80 for other controllers.',
        }}
        port: 8443
        tls:
          certificateRefs:
            - name: jenkins-tls
      - name: http
        hostname: ${host}
        protocol: HTTP
        port: 8000
  ---
  apiVersion: gateway.networking.k8s.io/v1
  kind: HTTPRoute
  metadata:
    name: jenkins
  spec:
    parentRefs:
      - name: jenkins
        sectionName: https
    hostnames: [${host}]
    rules:
      ${ruleOf(
        conf`
          # ${{
            fr: 'WebSocket : agents et ligne de commande.',
            en: 'WebSocket: agents and command line.',
          }}
        `,
        conf`
          headers:
            - name: Upgrade
              value: websocket
        `,
        false,
      )}
      ${ruleOf(
        conf`
          # ${{
            fr: 'Les pages de Jenkins entre elles : compressées.',
            en: 'Pages of Jenkins among themselves: compressed.',
          }}
        `,
        conf`
          headers:
            - name: Sec-Fetch-Site
              value: same-origin
        `,
        hopByHop,
      )}
      ${ruleOf(
        conf`
          # ${{
            fr: 'Le reste, sans compression : un autre site apprendrait quelque chose des tailles.',
            en: 'All else, not compressed: another site would learn something from sizes.',
          }}
        `,
        false,
        conf`
          ${hopByHop}
          - Accept-Encoding
        `,
      )}
      # ${{
        fr: "Sans service : TRACE n'atteint pas Jenkins.",
        en: 'Without a service: TRACE does not reach Jenkins.',
      }}
      - matches:
          - method: TRACE
            ${prefix}
  ---
  apiVersion: gateway.networking.k8s.io/v1
  kind: HTTPRoute
  metadata:
    name: jenkins-to-https
  spec:
    parentRefs:
      - name: jenkins
        sectionName: http
    hostnames: [${host}]
    rules:
      - filters:
          - type: RequestRedirect
            requestRedirect:
              scheme: https
              statusCode: 308
`;

import { certificate, conf, host, key, path } from '#conf';
import * as kubernetes from '../servers/traefik/kubernetes.ts';
import type { Command } from '../servers/server.ts';

/** Helm and kubectl are typed wherever they reach the cluster. */
const where = {
  seat: 'elsewhere',
  fr: 'Là où kubectl atteint le cluster',
  en: 'Where kubectl reaches the cluster',
} as const;

const apply = (name: string): Command => ({
  where,
  language: 'shellscript',
  notRun: true,
  run: {
    kind: 'conf',
    lines: [
      `kubectl --namespace jenkins apply --server-side --dry-run=server -f ${name}`,
      `kubectl --namespace jenkins apply --server-side -f ${name}`,
    ].map((line) => ({ pieces: [line] })),
  },
});

/** What the page on Kubernetes gives to type and to save. */
export const kubernetesCommands = {
  'kubernetes/secret': {
    where,
    language: 'shellscript',
    notRun: true,
    run: conf`
      kubectl create namespace jenkins
      kubectl --namespace jenkins create secret tls jenkins-tls \
        --cert=${certificate} --key=${key}
    `,
  },
  'kubernetes/jenkins-values': {
    language: 'yaml',
    file: 'jenkins-values.yaml',
    run: kubernetes.jenkinsValues,
  },
  'kubernetes/install-jenkins': {
    where,
    language: 'shellscript',
    notRun: true,
    run: conf`
      helm upgrade --install jenkins jenkins --repo https://charts.jenkins.io \
        --namespace jenkins --values jenkins-values.yaml
    `,
  },
  'kubernetes/traefik-values': {
    language: 'yaml',
    served: true,
    file: 'traefik-values.yaml',
    run: kubernetes.ingressController,
  },
  'kubernetes/install-traefik': {
    where,
    language: 'shellscript',
    notRun: true,
    run: conf`
      helm upgrade --install traefik traefik --repo https://traefik.github.io/charts \
        --namespace traefik --create-namespace --values traefik-values.yaml
    `,
  },
  'kubernetes/beside-ingress': {
    language: 'yaml',
    served: true,
    file: 'jenkins-traefik.yaml',
    run: kubernetes.besideIngress,
  },
  'kubernetes/ingress': {
    language: 'yaml',
    served: true,
    file: 'jenkins-ingress.yaml',
    run: kubernetes.ingress,
  },
  'kubernetes/apply-ingress': apply('jenkins-traefik.yaml'),
  'kubernetes/balancer-values': {
    language: 'yaml',
    served: true,
    file: 'traefik-values.yaml',
    run: kubernetes.balancerController,
  },
  'kubernetes/gateway-values': {
    language: 'yaml',
    served: true,
    file: 'traefik-values.yaml',
    run: kubernetes.gatewayController,
  },
  'kubernetes/gateway': {
    language: 'yaml',
    served: true,
    file: 'jenkins-gateway.yaml',
    run: kubernetes.gateway,
  },
  'kubernetes/apply-gateway': apply('jenkins-gateway.yaml'),
  'kubernetes/conditions': {
    where,
    language: 'shellscript',
    notRun: true,
    run: conf`
      kubectl --namespace jenkins get httproute jenkins \
        -o jsonpath='{range .status.parents[*].conditions[*]}{.type}={.status} {.message}{"\n"}{end}'
    `,
    output: conf`
      Accepted=True …
      ResolvedRefs=True …
    `,
  },
  'kubernetes/route': {
    language: 'yaml',
    file: 'jenkins-route.yaml',
    run: conf`
      apiVersion: route.openshift.io/v1
      kind: Route
      metadata:
        name: jenkins
        annotations:
          haproxy.router.openshift.io/timeout: 600s
          haproxy.router.openshift.io/timeout-tunnel: 1h
          haproxy.router.openshift.io/set-forwarded-headers: replace
          haproxy.router.openshift.io/hsts_header: max-age=31536000
      spec:
        host: ${host}
        path: "${path}"
        port:
          targetPort: http
        tls:
          termination: edge
          insecureEdgeTerminationPolicy: Redirect
        to:
          kind: Service
          name: jenkins
    `,
  },
} as const satisfies Record<string, Command>;

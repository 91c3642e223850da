import { addresses } from '../lab/network.ts';

/** A kind of Traefik's own; its makers' definitions are in no package that a test can fetch. */
const traefikKind = (kind: string): object => {
  const singular = kind.toLowerCase();
  const plural = `${singular}s`;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.traefik.io` },
    spec: {
      group: 'traefik.io',
      scope: 'Namespaced',
      names: { kind, listKind: `${kind}List`, plural, singular },
      versions: [
        {
          name: 'v1alpha1',
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
          },
        },
      ],
    },
  };
};

export const list = (items: readonly object[]): string =>
  JSON.stringify({ apiVersion: 'v1', kind: 'List', items });

/** The kinds that Traefik asks for when it starts. */
export const traefikKinds: readonly object[] = [
  ...['IngressRoute', 'IngressRouteTCP', 'IngressRouteUDP', 'Middleware', 'MiddlewareTCP'],
  ...['ServersTransport', 'ServersTransportTCP', 'TLSOption', 'TLSStore', 'TraefikService'],
].map(traefikKind);

/**
 * What the charts of Traefik and of Jenkins make, but for what the page shows. No node runs a pod, so
 * the address of the double stands for it.
 *
 * @param tlsOptions `tlsOptions` of the values of Traefik's chart, by name.
 */
export const ofTheCharts = (tlsOptions: Readonly<Record<string, object>>): readonly object[] => [
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'traefik' },
    spec: { controller: 'traefik.io/ingress-controller' },
  },
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'GatewayClass',
    metadata: { name: 'traefik' },
    spec: { controllerName: 'traefik.io/gateway-controller' },
  },
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'traefik' } },
  ...Object.entries(tlsOptions).map(([name, spec]) => ({
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'TLSOption',
    metadata: { name, namespace: 'traefik' },
    spec,
  })),
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'jenkins', namespace: 'jenkins' },
    spec: { ports: [{ name: 'http', port: 8080, targetPort: 8080 }] },
  },
  {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: 'jenkins-1',
      namespace: 'jenkins',
      labels: { 'kubernetes.io/service-name': 'jenkins' },
    },
    addressType: 'IPv4',
    ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
    endpoints: [{ addresses: [addresses.server], conditions: { ready: true } }],
  },
];

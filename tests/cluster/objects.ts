import { addresses } from '../lab/network.ts';

export const list = (items: readonly object[]): string =>
  JSON.stringify({ apiVersion: 'v1', kind: 'List', items });

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
  ...['traefik', 'jenkins'].map((name) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name },
  })),
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
    spec: { ports: [{ name: 'http', port: 8080, targetPort: 8080, protocol: 'TCP' }] },
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

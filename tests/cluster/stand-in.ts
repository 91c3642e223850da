import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { parseAllDocuments } from 'yaml';

/**
 * A stand-in for the API server of a cluster: it gives the objects of its files to whoever lists them,
 * keeps watches open, and takes the status that a controller writes. It refuses nothing, and fills in
 * only what `defaults` says. Run as a program: `node stand-in.ts PORT CHAIN KEY FILE…`; of the two PEM
 * files it makes the secret `jenkins-tls`, as `kubectl create secret tls` does.
 */
interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: Record<string, unknown>;
  readonly status?: unknown;
}

/** `ingressclasses` of `IngressClass`, as the definitions name their collections. */
export const pluralOf = (kind: string): string =>
  kind.toLowerCase().replace(/cy$/, 'cie').replace(/s$/, 'se').concat('s');

/** The kinds that Traefik lists, by the name of their collection: an empty list has a kind too. */
const kinds: ReadonlyMap<string, string> = new Map(
  [
    ...['Service', 'Secret', 'ConfigMap', 'Namespace', 'Node', 'EndpointSlice'],
    ...['Ingress', 'IngressClass', 'IngressRoute', 'IngressRouteTCP', 'IngressRouteUDP'],
    ...['Middleware', 'MiddlewareTCP', 'ServersTransport', 'ServersTransportTCP', 'TLSOption'],
    ...['TLSStore', 'TraefikService', 'GatewayClass', 'Gateway', 'HTTPRoute', 'GRPCRoute'],
    ...['TLSRoute', 'TCPRoute', 'ReferenceGrant', 'BackendTLSPolicy'],
  ].map((kind) => [pluralOf(kind), kind]),
);

type Fields = Readonly<Record<string, unknown>>;

const each = (value: unknown, fill: (one: Fields) => Fields): unknown =>
  Array.isArray(value) ? value.map((one: Fields) => fill(one)) : value;

const parents = { group: 'gateway.networking.k8s.io', kind: 'Gateway' };
const service = { group: '', kind: 'Service', weight: 1 };
const root = { type: 'PathPrefix', value: '/' };

/** Defaults that the definitions of the Gateway API 1.6 name (`config/crd/standard`). */
const defaults: Readonly<Record<string, (spec: Fields) => Fields>> = {
  Gateway: (spec) => ({
    ...spec,
    listeners: each(spec['listeners'], ({ tls, ...listener }) => ({
      allowedRoutes: { namespaces: { from: 'Same' } },
      ...listener,
      ...(tls === undefined
        ? {}
        : {
            tls: {
              mode: 'Terminate',
              ...(tls as Fields),
              certificateRefs: each((tls as Fields)['certificateRefs'], (reference) => ({
                group: '',
                kind: 'Secret',
                ...reference,
              })),
            },
          }),
    })),
  }),
  HTTPRoute: (spec) => ({
    ...spec,
    parentRefs: each(spec['parentRefs'], (reference) => ({ ...parents, ...reference })),
    rules: each(spec['rules'], (rule) => ({
      matches: [{ path: root }],
      ...rule,
      ...(rule['matches'] === undefined
        ? {}
        : { matches: each(rule['matches'], (match) => ({ path: root, ...match })) }),
      backendRefs: each(rule['backendRefs'], (reference) => ({ ...service, ...reference })),
    })),
  }),
};

/** Kinds that lie in no namespace; others without one were applied with `--namespace jenkins`. */
const ofTheCluster: ReadonlySet<string> = new Set(['Namespace', 'IngressClass', 'GatewayClass']);

/** An object as an API server would keep it. */
const kept = (object: KubeObject, index: number): KubeObject => ({
  ...object,
  metadata: {
    uid: `00000000-0000-0000-0000-${String(index).padStart(12, '0')}`,
    resourceVersion: '1',
    generation: 1,
    creationTimestamp: '2026-01-01T00:00:00Z',
    ...(ofTheCluster.has(object.kind) ? {} : { namespace: 'jenkins' }),
    ...object.metadata,
  } as KubeObject['metadata'],
  ...(object.spec === undefined
    ? {}
    : { spec: defaults[object.kind]?.(object.spec) ?? object.spec }),
});

const isList = (value: unknown): value is { readonly items: readonly KubeObject[] } =>
  (value as { readonly kind?: string }).kind === 'List';

const objectsOf = (text: string): readonly KubeObject[] =>
  parseAllDocuments(text).flatMap((document) => {
    const value: unknown = document.toJS();
    return isList(value) ? value.items : [value as KubeObject];
  });

const send = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
};

const refusal = (code: number, reason: string): object => ({
  kind: 'Status',
  apiVersion: 'v1',
  status: 'Failure',
  code,
  reason,
});

const event = (type: string, object: unknown): string => `${JSON.stringify({ type, object })}\n`;

const path =
  /^\/(?:api|apis\/(?<group>[^/]+))\/(?<version>v[^/]+)(?:\/namespaces\/(?<namespace>[^/]+))?\/(?<plural>[^/]+)(?:\/(?<name>[^/]+))?(?:\/status)?$/;

/** Serves the objects of YAML or JSON texts at a port of the loopback address. */
export const serveObjects = (port: number, texts: readonly string[]): void => {
  const objects = texts.flatMap(objectsOf).map(kept);
  const statuses = new Map<string, unknown>();
  createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://api');
    if (url.pathname === '/version')
      return send(response, 200, { major: '1', minor: '37', gitVersion: 'v1.37.2' });
    const found = path.exec(url.pathname)?.groups;
    if (found === undefined) return send(response, 404, refusal(404, 'NotFound'));
    const { group, version = '', namespace, plural = '', name } = found;
    if (request.method !== 'GET') {
      let body = '';
      request.on('data', (data: Buffer) => (body += data.toString('utf8')));
      request.on('end', () => {
        const sent = JSON.parse(body) as KubeObject;
        statuses.set(`${plural} ${name ?? ''}`, sent.status);
        send(response, 200, sent);
      });
      return undefined;
    }
    const apiVersion = group === undefined ? version : `${group}/${version}`;
    const items = objects.filter(
      (object) =>
        object.apiVersion === apiVersion &&
        pluralOf(object.kind) === plural &&
        (namespace === undefined || object.metadata.namespace === namespace),
    );
    if (name !== undefined) {
      const one = items.find(({ metadata }) => metadata.name === name);
      return one === undefined
        ? send(response, 404, refusal(404, 'NotFound'))
        : send(response, 200, { ...one, status: statuses.get(`${plural} ${name}`) });
    }
    if (url.searchParams.get('watch') !== null) {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      // Clients since 1.35 have the list itself sent as events, with a bookmark at its end.
      if (url.searchParams.has('sendInitialEvents')) {
        const end = {
          apiVersion,
          kind: kinds.get(plural),
          metadata: {
            resourceVersion: '1',
            annotations: { 'k8s.io/initial-events-end': 'true' },
          },
        };
        for (const object of items) response.write(event('ADDED', object));
        response.write(event('BOOKMARK', end));
      }
      return response.flushHeaders();
    }
    return send(response, 200, {
      apiVersion,
      kind: `${kinds.get(plural) ?? ''}List`,
      metadata: { resourceVersion: '1' },
      items,
    });
  }).listen(port, '127.0.0.1');
};

const base64 = (file: string): string => readFileSync(file).toString('base64');

if (import.meta.filename === process.argv[1]) {
  const [port, chain = '', key = '', ...files] = process.argv.slice(2);
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'kubernetes.io/tls',
    metadata: { name: 'jenkins-tls' },
    data: { 'tls.crt': base64(chain), 'tls.key': base64(key) },
  };
  serveObjects(Number(port), [
    JSON.stringify(secret),
    ...files.map((file) => readFileSync(file, 'utf8')),
  ]);
}

import type { CheckId } from '../contract/index.ts';
import { behindBalancer } from '../servers/traefik/kubernetes.ts';
import { exampleSettings, toText, type Conf, type Impossible } from '#conf';
import { findCommand } from '#commands';
import { findExample } from '#examples';
import { servers } from '#servers';
import type { Locale, Translated } from '#i18n';
import type { Settings, Shape } from '#settings';

/** Objects that a controller is given for Jenkins, in the order in which the page has them applied. */
export interface ClusterSetUp {
  /** The command that shows the values of the controller's chart. */
  readonly values: string;
  /** The commands that show its files; the chart of Jenkins makes the first of an Ingress. */
  readonly files: readonly string[];
  /** The command that applies the last of them. */
  readonly apply: string;
  /** A load balancer in front ends TLS. */
  readonly isBehind?: true;
  /** Rules of the contract that these objects cannot keep. */
  readonly cannot: Readonly<Partial<Record<CheckId, Impossible>>>;
}

const ofTraefik: ClusterSetUp['cannot'] = servers.traefik.cannot;

const ingressSource =
  'https://kubernetes.io/docs/concepts/services-networking/ingress/#the-ingress-resource';

const because = (source: string, reason: Translated): Impossible => ({ reason, source });

const ports = because(
  'https://doc.traefik.io/traefik/reference/routing-configuration/http/routing/rules-and-priority/',
  {
    fr: 'Ni un Ingress ni une HTTPRoute ne comparent le port de `Host`\u00A0: `jenkins.example.com:8417` atteint Jenkins, qui en fait l’adresse de ses liens pour cette requête.',
    en: 'Neither an Ingress nor an HTTPRoute compares the port in `Host`: `jenkins.example.com:8417` reaches Jenkins, which builds the links of that request from it.',
  },
);

const headersOfIngress = because(ingressSource, {
  fr: 'Effacer `Connection` et `Upgrade` arrêterait WebSocket\u00A0: un Ingress ne distingue pas les requêtes par leurs en-têtes.',
  en: 'Clearing `Connection` and `Upgrade` would stop WebSocket: an Ingress does not tell requests apart by their headers.',
});

const ofIngress: ClusterSetUp['cannot'] = {
  'hop-by-hop-headers': headersOfIngress,
  'upgrade-websocket-only': headersOfIngress,
  compression: because(ingressSource, {
    fr: 'Un Ingress ne distingue pas les pages de Jenkins d’un autre site qui les demande\u00A0: rien n’est compressé.',
    en: 'An Ingress does not tell pages of Jenkins from another site that asks for them: nothing is compressed.',
  }),
  'connect-and-trace': because(ingressSource, {
    fr: 'Un Ingress ne distingue pas les méthodes\u00A0: `TRACE` atteint Jenkins.',
    en: 'An Ingress does not tell methods apart: `TRACE` reaches Jenkins.',
  }),
};

export const setUps = {
  ingress: {
    values: 'kubernetes/traefik-values',
    files: ['kubernetes/ingress', 'kubernetes/beside-ingress'],
    apply: 'kubernetes/apply-ingress',
    cannot: {
      ...ofTraefik,
      'odd-host': ports,
      'other-host-http2': ports,
      ...ofIngress,
    },
  },
  balancer: {
    values: 'kubernetes/balancer-values',
    files: ['kubernetes/behind-balancer'],
    apply: 'kubernetes/apply-ingress',
    isBehind: true,
    cannot: { ...ofTraefik, 'odd-host': ports, ...ofIngress },
  },
  gateway: {
    values: 'kubernetes/gateway-values',
    files: ['kubernetes/gateway'],
    apply: 'kubernetes/apply-gateway',
    cannot: { ...ofTraefik, 'odd-host': ports, 'other-host-http2': ports },
  },
} as const satisfies Record<string, ClusterSetUp>;

export type SetUpId = keyof typeof setUps;

export const setUpIds = Object.keys(setUps) as readonly SetUpId[];

export const findSetUp = (id: SetUpId): ClusterSetUp => setUps[id];

/** The shapes of the public URL that are run: the objects are for HTTPS. */
export const clusterShapes = ['https-host', 'https-path'] as const satisfies readonly Shape[];

export type ClusterShape = (typeof clusterShapes)[number];

/** The values with which a shape is run: those of every example. */
export const clusterSettings = (shape: Shape): Settings =>
  exampleSettings(findExample('traefik'), shape);

export interface ClusterFile {
  readonly name: string;
  readonly text: string;
}

/** Files that the page tells of in words, as what differs from those that it shows. */
const inWords: Readonly<Record<string, { readonly file: string; readonly run: Conf }>> = {
  'kubernetes/behind-balancer': { file: 'jenkins-traefik.yaml', run: behindBalancer },
};

/** A file as the page gives it to save, or tells of it. */
export const clusterFile = (id: string, settings: Settings, locale: Locale): ClusterFile => {
  const { file, run }: { readonly file?: string; readonly run: Conf } =
    inWords[id] ?? findCommand(id);
  if (file === undefined) throw new Error(`“${id}” shows no file.`);
  return { name: file, text: toText(run, settings, locale) };
};

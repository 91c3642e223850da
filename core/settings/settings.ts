import type { Shape } from './shape.ts';

/**
 * What a reader may change in an example: the URL that people type, where Jenkins listens, where
 * the certificate lies, and who else connects. Every value is in the form that configurations use, unescaped.
 */
export interface Settings {
  /** Scheme of the public URL. */
  readonly scheme: 'http' | 'https';
  /** Host name of the public URL: ASCII, lower case, no port. */
  readonly host: string;
  /** Port of the public URL, 1 to 65535; 443 and 80 are left out of URLs. */
  readonly port: number;
  /** Context path: empty, or `/jenkins`; never a final slash. */
  readonly path: string;
  /** Address that Jenkins listens on, as the proxy reaches it. */
  readonly upstreamHost: string;
  readonly upstreamPort: number;
  /** TCP port of inbound agents, the same on the proxy that passes it on and on Jenkins. */
  readonly agentPort: number;
  /** PEM files: the certificate with its chain, and its private key. */
  readonly certificate: string;
  readonly key: string;
  /** Address of a proxy in front of the one shown, the only one whose forwarded headers are believed. */
  readonly trustedProxy: string;
}

export const defaultPort = (scheme: Settings['scheme']): number => (scheme === 'https' ? 443 : 80);

/**
 * The values shown to everybody who gave none: valid as they are.
 * A shape fixes the scheme, the port and whether there is a context path.
 */
export const sampleSettings = (shape: Shape): Settings => {
  const scheme = shape.startsWith('https') ? 'https' : 'http';
  return {
    scheme,
    host: 'jenkins.example.com',
    port: defaultPort(scheme),
    path: shape.endsWith('path') ? '/jenkins' : '',
    upstreamHost: '127.0.0.1',
    upstreamPort: 8080,
    agentPort: 50_000,
    certificate: '/etc/ssl/jenkins/fullchain.pem',
    key: '/etc/ssl/jenkins/privkey.pem',
    trustedProxy: '192.0.2.10',
  };
};

/** `:8443`, or nothing for the scheme's default port. */
export const portSuffix = ({ scheme, port }: Settings): string =>
  port === defaultPort(scheme) ? '' : `:${port}`;

/** Host and port as a browser sends them in `Host`. */
export const authority = (settings: Settings): string => settings.host + portSuffix(settings);

/** `https://jenkins.example.com`, without a final slash. */
export const origin = (settings: Settings): string => `${settings.scheme}://${authority(settings)}`;

/** The Jenkins URL as Jenkins stores it: with a final slash. */
export const publicUrl = (settings: Settings): string => `${origin(settings)}${settings.path}/`;

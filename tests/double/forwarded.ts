/**
 * What Jetty believes about a request: scheme, server name and port, security, remote address.
 *
 * Follows `ForwardedRequestCustomizer` of Jetty 12.1, which Winstone installs on its plain and TLS
 * connectors with no list of trusted proxies (`winstone/ServerConnectorBuilder.java`). Each of the
 * three slots (host, port, scheme) remembers the rank of the header that filled it; only a strictly
 * higher rank replaces it, so of repeated headers the first wins.
 */

import { isIPv6 } from 'node:net';
import { headerValue, type Headers } from './received-request.ts';
import { Refusal } from './refusal.ts';

/** The connection a request came by. */
export interface Endpoint {
  tls: boolean;
  localAddress: string;
  localPort: number;
  remoteAddress: string;
}

export interface ContainerView {
  scheme: string;
  /** Decides the `Secure` flag of the session cookie. */
  secure: boolean;
  /** An IPv6 literal keeps its brackets. */
  serverName: string;
  serverPort: number;
  remoteAddress: string;
  /** The `Host` header as the application sees it; null when there is none. */
  host: string | null;
}

const ranks = [
  'unset',
  'x-proxied-https',
  'x-forwarded-proto',
  'x-forwarded-server',
  'x-forwarded-port',
  'x-forwarded-for',
  'x-forwarded-host',
  'forwarded',
] as const;
type Source = (typeof ranks)[number];

interface Slot<Value> {
  value: Value | null;
  rank: number;
}

/** Port of a host that came without one: the default of whatever scheme results. */
const implied = 0;

/** Splits `host`, `host:port`, `[v6]` or `[v6]:port`; the port is null when absent. */
export const splitHostPort = (text: string): { host: string; port: number | null } => {
  const match = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(text);
  if (!match) return { host: text.includes(':') ? `[${text}]` : text, port: null };
  const [, host = '', port = ''] = match;
  return { host, port: port === '' ? null : Number(port) };
};

export const defaultPort = (scheme: string): number =>
  scheme === 'https' || scheme === 'wss' ? 443 : 80;

/** The left-most hop: text before the first comma, commas inside quotes aside. */
const leftMost = (value: string): string =>
  (/^(?:"(?:\\.|[^"\\])*"|[^,"])*/.exec(value)?.[0] ?? value).trim();

/** Parameters of the first element of a `Forwarded` header (RFC 7239 section 4). */
const forwardedParameters = (value: string): Map<string, string> => {
  const parameters = new Map<string, string>();
  for (const [, name = '', quoted, token = ''] of leftMost(value).matchAll(
    /([\w-]+)\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^;,\s]*))/g,
  )) {
    parameters.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? token);
  }
  return parameters;
};

/** Obfuscated and unknown nodes (RFC 7239 section 6) say nothing. */
const isConcealed = (node: string): boolean =>
  node.startsWith('_') || node.toLowerCase() === 'unknown';

/**
 * Whether Jetty takes a text for a host with or without a port (`HostPort.java`): an address in
 * brackets or bare, or a name of the characters of RFC 3986; a port that is said has 1 to 65535.
 * Nothing at all is let through.
 */
const isHostPort = (text: string): boolean => {
  const withoutZone = (address: string) => address.replace(/%[0-9A-Za-z]+$/, '');
  if (text === '' || isIPv6(withoutZone(text))) return true;
  const [, address, name, colon, port = ''] =
    /^(?:\[([^\]]*)\]|((?:[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+))(:(.*))?$/.exec(text) ?? [];
  if (address === undefined && name === undefined) return false;
  if (address !== undefined && !isIPv6(withoutZone(address))) return false;
  return colon === undefined || isPort(port);
};

const isPort = (text: string): boolean =>
  /^\d{1,5}$/.test(text) && Number(text) > 0 && Number(text) <= 65_535;

/** One bad value refuses the request, whatever its path; the connection goes on. */
const checkValue = (name: string, good: boolean): void => {
  if (!good) throw new Refusal(400, `Bad header value for ${name}`, 'keep');
};

/**
 * @throws Refusal 400 for a host, an address or a port that is none, or an `X-Proxied-Https` that is
 *   neither on nor off.
 */
export const containerView = (headers: Headers, endpoint: Endpoint): ContainerView => {
  const hostHeader = headerValue(headers, 'Host');
  const connectionScheme = endpoint.tls ? 'https' : 'http';
  const asked =
    hostHeader === null || hostHeader === ''
      ? splitHostPort(authority(endpoint.localAddress, endpoint.localPort))
      : splitHostPort(hostHeader);
  const askedPort = asked.port === defaultPort(connectionScheme) ? null : asked.port;

  const host: Slot<string> = { value: null, rank: 0 };
  const port: Slot<number> = { value: null, rank: 0 };
  const scheme: Slot<string> = { value: null, rank: 0 };
  let secure = endpoint.tls;
  let remoteAddress = endpoint.remoteAddress;
  let remoteRank = 0;

  const fill = <Value>(slot: Slot<Value>, value: Value, source: Source): void => {
    const rank = ranks.indexOf(source);
    if (rank <= slot.rank) return;
    slot.value = value;
    slot.rank = rank;
  };
  const fillScheme = (value: string, source: Source): void => {
    fill(scheme, value.toLowerCase(), source);
    if (value.toLowerCase() === 'https') secure = true;
  };
  const fillAuthority = (text: string, source: Source): void => {
    const found = splitHostPort(text);
    fill(host, found.host, source);
    if (found.port !== null) fill(port, found.port, source);
    else port.value ??= implied;
  };
  const fillRemote = (text: string, source: Source): void => {
    const rank = ranks.indexOf(source);
    if (rank <= remoteRank || text === '') return;
    remoteRank = rank;
    // A bare IPv6 address has colons that are not a port.
    remoteAddress = /^[^[:]*(:\d+)?$|^\[/.test(text)
      ? splitHostPort(text).host.replace(/^\[|\]$/g, '')
      : text;
  };

  for (const [name, whole] of headers) {
    const value = leftMost(whole);
    switch (name.toLowerCase()) {
      case 'x-forwarded-host':
      case 'x-forwarded-server':
        checkValue(name, isHostPort(value));
        fillAuthority(value, name.toLowerCase() as Source);
        break;
      case 'x-forwarded-port':
        checkValue(name, isPort(value));
        fill(port, Number(value), 'x-forwarded-port');
        break;
      case 'x-forwarded-proto':
        fillScheme(value, 'x-forwarded-proto');
        break;
      case 'x-forwarded-for':
        checkValue(name, isHostPort(value));
        fillRemote(value, 'x-forwarded-for');
        break;
      case 'forwarded': {
        const parameters = forwardedParameters(whole);
        const proto = parameters.get('proto');
        const publicHost = parameters.get('host');
        const client = parameters.get('for');
        if (proto !== undefined) fillScheme(proto, 'forwarded');
        if (publicHost !== undefined && !isConcealed(publicHost)) {
          checkValue(name, isHostPort(publicHost));
          const found = splitHostPort(publicHost);
          fill(host, found.host, 'forwarded');
          // Without a port the one of the listener is taken, not that of the scheme.
          fill(port, found.port ?? endpoint.localPort, 'forwarded');
        }
        if (client !== undefined && !isConcealed(client)) fillRemote(client, 'forwarded');
        break;
      }
      case 'x-proxied-https':
        if (/^(on|true)$/i.test(value)) {
          fillScheme('https', 'x-proxied-https');
          fill(port, 443, 'x-proxied-https');
        } else if (/^(off|false)$/i.test(value)) {
          fillScheme('http', 'x-proxied-https');
        } else {
          checkValue(name, false);
        }
        break;
      case 'proxy-auth-cert':
      case 'proxy-ssl-id':
        secure = true;
        scheme.value ??= 'https';
        break;
    }
  }

  const resultingScheme = scheme.value ?? connectionScheme;
  const serverName = host.value ?? asked.host;
  const explicitPort = port.value === null ? askedPort : port.value === implied ? null : port.value;
  const serverPort = explicitPort ?? defaultPort(resultingScheme);

  const changed = host.value !== null || port.value !== null;
  return {
    scheme: resultingScheme,
    secure,
    serverName,
    serverPort,
    remoteAddress,
    host: changed
      ? authority(serverName, serverPort === defaultPort(resultingScheme) ? null : serverPort)
      : hostHeader,
  };
};

/** `host`, or `host:port`; a bare IPv6 address gets its brackets. */
export const authority = (host: string, port: number | null): string => {
  const name = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  return port === null ? name : `${name}:${port}`;
};

/** `scheme://host[:port]` as the container would write it, without a final slash. */
export const containerUrl = (view: ContainerView): string => {
  const port = view.serverPort === defaultPort(view.scheme) ? null : view.serverPort;
  return `${view.scheme}://${authority(view.serverName, port)}`;
};

import { defaultPort, type Settings } from './settings.ts';

/** Why a text is not taken as the URL that people will type; each has a message in both languages. */
export const urlProblems = [
  'empty',
  'space',
  'scheme-missing',
  'scheme',
  'not-a-url',
  'credentials',
  'query',
  'fragment',
  'host',
  'host-length',
  'ipv6',
  'port',
  'path',
] as const;

export type UrlProblem = (typeof urlProblems)[number];

/** What the reader ought to know about a URL that was taken. */
export type UrlNote = 'plain-http' | 'international-name' | 'unusual-port';

export type PublicUrlSettings = Pick<Settings, 'scheme' | 'host' | 'port' | 'path'>;

export type ParsedUrl =
  | { readonly ok: true; readonly settings: PublicUrlSettings; readonly notes: readonly UrlNote[] }
  | { readonly ok: false; readonly problem: UrlProblem };

const label = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/;
/** RFC 1035, 2.3.4: 255 octets on the wire, 253 characters as text. */
const longestHost = 253;
const pathPattern = /^(?:\/[A-Za-z0-9._~-]+)*$/;

const refuse = (problem: UrlProblem): ParsedUrl => ({ ok: false, problem });

/** A path that `URL` would tidy up silently is not what the reader believes to have typed. */
const rawPath = (text: string): string => /^[a-z]+:\/\/[^/?#]*([^?#]*)/i.exec(text)?.[1] ?? '';

/** A port as its digits write it, from 1 to 65535. */
const portOf = (text: string): number | null => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port < 1 || port > 65_535 ? null : port;
};

const hostProblem = (host: string): UrlProblem | null => {
  if (host.startsWith('[')) return 'ipv6';
  if (host.length > longestHost) return 'host-length';
  return host.split('.').every((part) => label.test(part)) ? null : 'host';
};

/**
 * Reads the URL that people will type, as in the address bar. A final slash is optional, blanks at
 * both ends are ignored, an international name becomes its `xn--` form.
 * Everything that a configuration could not hold safely is refused, with the reason.
 */
export const parseJenkinsUrl = (input: string): ParsedUrl => {
  const text = input.trim();
  if (text === '') return refuse('empty');
  if (/[\s\p{Cc}]/u.test(text)) return refuse('space');
  if (!/^[a-z][a-z0-9+.-]*:/i.test(text) || /^[^/:]+:\d+(?:\/|$)/.test(text))
    return refuse('scheme-missing');
  if (!/^https?:/i.test(text)) return refuse('scheme');
  if (!/^https?:\/\/[^/]/i.test(text)) return refuse('not-a-url');
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return refuse(/:\d+(?:\/|$)/.test(text.slice(6)) ? 'port' : 'not-a-url');
  }
  if (url.username !== '' || url.password !== '' || /^https?:\/\/[^/?#]*@/i.test(text))
    return refuse('credentials');
  if (text.includes('#')) return refuse('fragment');
  if (text.includes('?')) return refuse('query');
  const problem = hostProblem(url.hostname);
  if (problem !== null) return refuse(problem);
  const path = rawPath(text).replace(/\/$/, '');
  if (!pathPattern.test(path) || /\/\.{1,2}(?:\/|$)/.test(path)) return refuse('path');
  const scheme = url.protocol === 'https:' ? 'https' : 'http';
  const port = url.port === '' ? defaultPort(scheme) : Number(url.port);
  if (port < 1) return refuse('port');
  const notes: UrlNote[] = [];
  if (scheme === 'http') notes.push('plain-http');
  if (url.hostname.includes('xn--') && !text.toLowerCase().includes('xn--'))
    notes.push('international-name');
  if (port !== defaultPort(scheme)) notes.push('unusual-port');
  return { ok: true, settings: { scheme, host: url.hostname, port, path }, notes };
};

export type UpstreamProblem = 'empty' | 'scheme' | 'host' | 'ipv6' | 'port' | 'path';

export type ParsedUpstream =
  | { readonly ok: true; readonly settings: Pick<Settings, 'upstreamHost' | 'upstreamPort'> }
  | { readonly ok: false; readonly problem: UpstreamProblem };

/** Reads where Jenkins listens: `127.0.0.1:8080`, a host name with a port, or either after `http://`. */
export const parseUpstream = (input: string): ParsedUpstream => {
  const text = input
    .trim()
    .replace(/^http:\/\//i, '')
    .replace(/\/$/, '');
  if (text === '') return { ok: false, problem: 'empty' };
  if (/^[a-z]+:\/\//i.test(text)) return { ok: false, problem: 'scheme' };
  if (text.startsWith('[') || text.split(':').length > 2) return { ok: false, problem: 'ipv6' };
  if (text.includes('/')) return { ok: false, problem: 'path' };
  const [host = '', portText] = text.toLowerCase().split(':');
  if (hostProblem(host) !== null) return { ok: false, problem: 'host' };
  const port = portText === undefined ? 8080 : portOf(portText);
  if (port === null) return { ok: false, problem: 'port' };
  return { ok: true, settings: { upstreamHost: host, upstreamPort: port } };
};

export type AgentPortProblem = 'number' | 'public' | 'upstream';

export type ParsedAgentPort =
  | { readonly ok: true; readonly settings: Pick<Settings, 'agentPort'> }
  | { readonly ok: false; readonly problem: AgentPortProblem };

/**
 * Reads the TCP port of inbound agents. Agents ask for it at the host of the public URL, and Jenkins
 * opens it beside its own HTTP port: it is free on neither machine when another listener has it.
 * The examples for `https` also listen on 80, for the redirect. What is not known is not compared.
 */
export const parseAgentPort = (
  input: string,
  others: Partial<Pick<Settings, 'scheme' | 'port' | 'upstreamPort'>>,
): ParsedAgentPort => {
  const port = portOf(input.trim());
  if (port === null) return { ok: false, problem: 'number' };
  if (port === others.port || (others.scheme === 'https' && port === defaultPort('http')))
    return { ok: false, problem: 'public' };
  if (port === others.upstreamPort) return { ok: false, problem: 'upstream' };
  return { ok: true, settings: { agentPort: port } };
};

/** Whether a text can stand unquoted in every configuration as the path of a PEM file. */
export const isFilePath = (text: string): boolean => /^(?:\/[A-Za-z0-9._-]+)+$/.test(text);

/** Whether a text is an IPv4 address, as every server's list of trusted proxies takes it. */
export const isAddress = (text: string): boolean =>
  /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) && text.split('.').every((part) => Number(part) < 256);

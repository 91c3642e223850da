import { authority, origin, portSuffix, publicUrl, type Settings } from '../settings/index.ts';

/**
 * The places of a template that hold a reader's value, and how each is derived from the settings.
 * The names reach the page as `data-slot`.
 */
export const slotValues = {
  scheme: ({ scheme }) => scheme,
  host: ({ host }) => host,
  /** The host name without its first label: the likely domain of e-mail addresses. */
  domain: ({ host }) => host.split('.').slice(1).join('.') || host,
  port: ({ port }) => String(port),
  /** `:8443`, empty for the default port of the scheme. */
  'port-suffix': portSuffix,
  /** Host with the port when it is not the default one, as browsers send it. */
  authority,
  /** Context path without a final slash, empty for a host of its own. */
  path: ({ path }) => path,
  /** Context path without its first slash, for syntaxes that add it themselves. */
  'path-name': ({ path }) => path.slice(1),
  origin,
  /** The Jenkins URL, with its final slash. */
  'public-url': publicUrl,
  'upstream-host': ({ upstreamHost }) => upstreamHost,
  'upstream-port': ({ upstreamPort }) => String(upstreamPort),
  'agent-port': ({ agentPort }) => String(agentPort),
  certificate: ({ certificate }) => certificate,
  key: ({ key }) => key,
  'trusted-proxy': ({ trustedProxy }) => trustedProxy,
} as const satisfies Record<string, (settings: Settings) => string>;

export type SlotName = keyof typeof slotValues;

type Escaping = (value: string) => string;

const quoted: Escaping = (value) => value.replace(/["\\]/g, '\\$&');
const regex: Escaping = (value) => value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
const xml: Escaping = (value) =>
  value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/**
 * How a value is written in the syntax around it. `plain` is for bare words; the others escape
 * what the syntax would read as its own.
 */
export const escapes = {
  plain: (value) => value,
  /** PCRE and POSIX regular expressions. */
  regex,
  /** A regular expression inside a double-quoted string that reads backslashes itself. */
  'quoted-regex': (value) => quoted(regex(value)),
  /** Inside double quotes with backslash escapes (nginx, Apache, lighttpd, HAProxy, YAML). */
  quoted,
  /** XML text and attribute values. */
  xml,
  /** A regular expression in an XML attribute. */
  'xml-regex': (value) => xml(regex(value)),
  /** Inside single quotes of a POSIX shell. */
  shell: (value) => value.replaceAll("'", String.raw`'\''`),
  /** Percent-encoded as one path segment. */
  url: (value) => encodeURIComponent(value),
} as const satisfies Record<string, Escaping>;

export type Escape = keyof typeof escapes;

/** A place for a reader's value; an object, so that no template can slice or join it. */
export interface Slot {
  readonly kind: 'slot';
  readonly name: SlotName;
  readonly escape: Escape;
}

export const slot = (name: SlotName, escape: Escape = 'plain'): Slot => ({
  kind: 'slot',
  name,
  escape,
});

/** The text of a slot for a reader's settings, escaped for the syntax it stands in. */
export const slotText = ({ name, escape }: Slot, settings: Settings): string =>
  escapes[escape](slotValues[name](settings));

export const host = slot('host');
export const port = slot('port');
export const path = slot('path');
export const upstreamHost = slot('upstream-host');
export const upstreamPort = slot('upstream-port');
export const agentPort = slot('agent-port');
export const certificate = slot('certificate');
export const key = slot('key');
export const trustedProxy = slot('trusted-proxy');

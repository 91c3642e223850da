import type { LanguageRegistration } from 'shiki/types';
import apache from 'shiki/langs/apache.mjs';
import diff from 'shiki/langs/diff.mjs';
import http from 'shiki/langs/http.mjs';
import ini from 'shiki/langs/ini.mjs';
import json from 'shiki/langs/json.mjs';
import nginx from 'shiki/langs/nginx.mjs';
import powershell from 'shiki/langs/powershell.mjs';
import shellscript from 'shiki/langs/shellscript.mjs';
import systemd from 'shiki/langs/systemd.mjs';
import xml from 'shiki/langs/xml.mjs';
import yaml from 'shiki/langs/yaml.mjs';
import { apacheValues } from './grammars/apache-values.ts';
import { caddyfile } from './grammars/caddyfile.ts';
import { haproxy } from './grammars/haproxy.ts';
import { iptables } from './grammars/iptables.ts';
import { lighttpd } from './grammars/lighttpd.ts';
import { log } from './grammars/log.ts';
import { nftables } from './grammars/nftables.ts';
import { squid } from './grammars/squid.ts';

/** Every language that a block of code may be written in; `text` is highlighted not at all. */
export const languages = [
  'nginx',
  'apache',
  'haproxy',
  'lighttpd',
  'squid',
  'iptables',
  'nftables',
  'caddyfile',
  'yaml',
  'xml',
  'powershell',
  'shellscript',
  'ini',
  'systemd',
  'json',
  'http',
  'diff',
  'log',
  'text',
] as const;

export type Language = (typeof languages)[number];

/** Grammars of each language: the bundled ones bring those that they embed. */
export const grammars: Readonly<
  Record<Exclude<Language, 'text'>, readonly LanguageRegistration[]>
> = {
  nginx,
  apache: [...apache, apacheValues],
  haproxy: [haproxy],
  lighttpd: [lighttpd],
  squid: [squid],
  iptables: [iptables],
  nftables: [nftables],
  caddyfile: [caddyfile],
  yaml,
  xml,
  powershell,
  shellscript,
  ini,
  systemd,
  json,
  http,
  diff,
  log: [log],
};

export const isLanguage = (name: string): name is Language =>
  (languages as readonly string[]).includes(name);

/**
 * The language of that name. There is no fallback to plain text: `text` has to be asked for.
 *
 * @throws RangeError for any other name, with the list of those accepted
 */
export const parseLanguage = (name: string): Language => {
  if (isLanguage(name)) return name;
  throw new RangeError(
    `Unknown language for highlighting: "${name}". Accepted: ${languages.join(', ')}.`,
  );
};

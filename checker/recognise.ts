import type { SourceFile } from './statement.ts';

/** Signs of each server's language, in the order in which they are told apart. */
const signs: readonly (readonly [server: string, sign: RegExp])[] = [
  ['iis', /<system\.webServer\b|<configuration>/i],
  [
    'iptables',
    /^\s*(?:table\s+(?:(?:inet|ip6?)\s+)?[\w-]+\s*\{|(?:(?:sudo )?nft )?add (?:table|chain|rule)\s|\*nat\b|\*filter\b|(?:sudo )?ip6?tables\b.*-t nat|-A (?:PREROUTING|OUTPUT|INPUT)\b)/m,
  ],
  ['lighttpd', /^\s*(?:\$HTTP\[|\$SERVER\[|server\.modules|proxy\.server|proxy\.header)/m],
  [
    'apache',
    /^\s*(?:<(?:VirtualHost|Location|Proxy|IfModule)\b|(?:ProxyPass|ProxyPreserveHost|ProxyPassReverse|RequestHeader)\s)/im,
  ],
  ['haproxy', /^(?:global|defaults|frontend|backend|listen)\b(?!:|.*[{;])/m],
  ['squid', /^(?:https?_port|cache_peer|http_access)\s/m],
  ['envoy', /^(?:static_resources|staticResources):|\btype\.googleapis\.com\/envoy\./m],
  ['pomerium', /^(?:routes|policy|authenticate_service_url|pomerium_[a-z]+):/m],
  [
    'traefik',
    /^(?:entryPoints|http|providers|tcp|forwardedHeaders):|\btraefik\.(?:http|enable)\b|^\[\[?(?:entryPoints|http|providers)[.\]]/im,
  ],
  [
    'nginx',
    /\b(?:proxy_pass|server_name|proxy_set_header|fastcgi_pass)\b[^\n]*;|^\s*(?:location|upstream|server|http|events)\b[^\n]*\{/m,
  ],
  [
    'caddy',
    /^\s*(?:reverse_proxy|handle_path|header_up|php_fastcgi)\b|^[\w.:/*-]+(?:, *[\w.:/*-]+)* \{\s*$/m,
  ],
];

const names: readonly (readonly [server: string, name: RegExp])[] = [
  ['haproxy', /haproxy.*\.cfg$/i],
  ['squid', /squid.*\.conf$/i],
  ['lighttpd', /lighttpd/i],
  ['iis', /web\.config$/i],
  ['caddy', /Caddyfile/i],
  ['traefik', /traefik.*\.(?:ya?ml|toml)$/i],
  ['envoy', /envoy.*\.ya?ml$/i],
  ['iptables', /^(?:rules\.v[46]|nftables\.conf|.*\.nft)$/i],
];

/**
 * The server whose configuration some files are, by their text, then by their names; `null` where
 * neither says it.
 */
export const recognise = (files: readonly SourceFile[]): string | null => {
  // Comments speak of other servers. The beginning is enough for files of a megabyte.
  const text = files
    .map((file) => file.text.slice(0, 200_000).replace(/^\s*#.*$/gm, ''))
    .join('\n');
  const named = names.find(([, name]) =>
    files.some((file) => name.test(file.name.slice(file.name.search(/[^/\\]*$/)))),
  );
  return named?.[0] ?? signs.find(([, sign]) => sign.test(text))?.[0] ?? null;
};

import { conf, path, slot, upstreamHost, upstreamPort, type Conf } from '#conf';
import { after, type BrokenLines } from '../broken-lines.ts';
import { nameRule } from './examples/main.ts';

/** Lines of the good file that broken set-ups change, and what people write in Apache in their place. */

/**
 * What is passed to Jenkins, with the limits of the example.
 * @param from path at the proxy
 * @param to path at Jenkins
 * @param words what stands before the limits
 */
export const proxyPass = (
  from: Conf,
  to: Conf,
  words: Conf = conf`nocanon upgrade=websocket`,
): Conf => conf`
  ProxyPass "${from}" "http://${upstreamHost}:${upstreamPort}${to}" ${words} \
      responsefieldsize=32768 ttl=20 retry=0
`;

export const pass = proxyPass(conf`/`, conf`/`);
export const passUnderPath = proxyPass(conf`${path}`, conf`${path}`);

/** The path is taken away on the way. */
export const pathRemoved: BrokenLines = {
  from: passUnderPath,
  to: proxyPass(conf`${path}`, conf``),
};

/** Passed without the word that lets a WebSocket through. */
export const upgradeLost: BrokenLines = {
  from: pass,
  to: proxyPass(conf`/`, conf`/`, conf`nocanon`),
};

export const preserveHost = conf`ProxyPreserveHost On`;
export const encodedSlashes = conf`AllowEncodedSlashes NoDecode`;
export const toHttps = conf`RewriteRule ^ ${slot('origin')}%1 [NE,R=308,L]`;
export const hsts = conf`Header always set Strict-Transport-Security "max-age=31536000"`;

export const schemeHttps = conf`RequestHeader set X-Forwarded-Proto https`;
export const schemeHttp = conf`RequestHeader set X-Forwarded-Proto http`;

/** The last header that the file removes. */
export const lastHeader = conf`RequestHeader unset Proxy-Ssl-Id`;

/** A header of the request that does not reach Jenkins. */
export const headerRemoved = (name: Conf): BrokenLines =>
  after(lastHeader, conf`RequestHeader unset ${name}`);

/** A password file with one person, `alice`, whose password is `secret`. */
export const passwordFile = conf`printf 'alice:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=\n' > /etc/apache2/jenkins.htpasswd`;

/**
 * The password that the proxy asks for. A later section replaces what an earlier one requires, here
 * the rule about names, unless it is told to add to it (AuthMerging, mod_authz_core).
 */
export const password = conf`
  <Location "/">
      AuthMerging And
      AuthType Basic
      AuthName "Proxy"
      AuthUserFile /etc/apache2/jenkins.htpasswd
      Require valid-user
  </Location>
`;

/** Addresses of people, in place of a password, beside the rule about names. */
export const addresses = conf`
  <Location "/">
      AuthMerging And
      Require ip 192.168.0.0/16
  </Location>
`;

/** Paths, as a regular expression, that need neither password nor address, under the right name only. */
export const exempt = (paths: Conf): Conf => conf`
  <LocationMatch "${paths}">
      ${nameRule({ tls: true })}
  </LocationMatch>
`;

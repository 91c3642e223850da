import { conf, path, port, slot, upstreamHost, upstreamPort, type Conf } from '#conf';
import { after, type BrokenLines } from '../broken-lines.ts';

/** Lines of the good file that broken set-ups change, and what people write in nginx in their place. */

export const upstream = conf`upstream jenkins {`;
export const upstreamServer = conf`server ${upstreamHost}:${upstreamPort};`;
export const upgradeMap = conf`map $http_upgrade $jenkins_connection {`;

export const toHttps = conf`return 308 ${slot('origin')}$request_uri;`;
export const hsts = conf`add_header Strict-Transport-Security "max-age=31536000" always;`;

export const location = conf`location / {`;

/** The same with what the file says below it. */
export const locationExplained = conf`
  location / {
      # ${{
        fr: 'Aucun chemin après le nom, pas même / : nginx décoderait %2F.',
        en: 'No path after the name, not even /: nginx would decode %2F.',
      }}
`;

export const underPath = conf`location ^~ ${path}/ {`;

/** The path is taken away on the way. */
export const pathRemoved: BrokenLines = {
  from: underPath,
  to: conf`
    location ^~ ${path}/ {
        rewrite ^${path}/(.*)$ /$1 break;
  `,
};

export const pass = conf`proxy_pass http://jenkins;`;

/** With a slash after the name nginx decodes the path. */
export const passDecoded: BrokenLines = { from: pass, to: conf`proxy_pass http://jenkins/;` };

export const protocol = conf`proxy_http_version 1.1;`;
export const patience = conf`proxy_read_timeout 300s;`;
export const unbuffered = conf`proxy_buffering off;`;
export const anySize = conf`client_max_body_size 0;`;

/** The last line of the good file that holds for every path: what is added here holds so too. */
export const everywhere = conf`proxy_send_timeout 300s;`;

export const upgrade = conf`
  proxy_set_header Upgrade $jenkins_upgrade;
  proxy_set_header Connection $jenkins_connection;
`;

export const host = conf`
  proxy_set_header Host $http_host;
  proxy_set_header X-Forwarded-Host $http_host;
`;

/** `$host` has no port. */
export const portLost: BrokenLines = {
  from: host,
  to: conf`
    proxy_set_header Host $host;
    proxy_set_header X-Forwarded-Host $host;
  `,
};

export const scheme = conf`proxy_set_header X-Forwarded-Proto $scheme;`;

/** One that the client did not use. */
export const schemeFixed = conf`proxy_set_header X-Forwarded-Proto https;`;

export const noPort = conf`proxy_set_header X-Forwarded-Port "";`;
export const noForwarded = conf`proxy_set_header Forwarded "";`;

/** The last header that the file removes. */
export const lastHeader = conf`proxy_set_header Proxy-Ssl-Id "";`;

/** A header of the request that does not reach Jenkins. */
export const headerRemoved = (name: Conf): BrokenLines =>
  after(noForwarded, conf`proxy_set_header ${name} "";`);

export const listen = conf`
  listen ${port};
  listen [::]:${port};
`;

/** A password file with one person, `alice`, whose password is `secret`. */
export const passwordFile = conf`printf 'alice:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=\n' > /etc/nginx/jenkins.htpasswd`;

/** The password that the proxy asks for. */
export const password = (realm: Conf = conf`"Proxy"`): Conf => conf`
  auth_basic ${realm};
  auth_basic_user_file /etc/nginx/jenkins.htpasswd;
`;

/** A cache of its own, before the servers, and its use for every page. */
export const cached: readonly BrokenLines[] = [
  {
    from: upstream,
    to: conf`
      proxy_cache_path /var/lib/nginx/jenkins-cache keys_zone=jenkins_pages:1m;

      upstream jenkins {
    `,
  },
  {
    from: unbuffered,
    to: conf`
      proxy_cache jenkins_pages;
      proxy_cache_valid 200 5m;
      proxy_ignore_headers Cache-Control Expires Set-Cookie Vary;
    `,
  },
];

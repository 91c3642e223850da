import { expect } from 'playwright/test';
import { toText } from '#conf';
import { findExample, formForVersion } from '#examples';
import { formOf, type Shape } from '#settings';
import { advancedLines } from '../../content/servers/nginx/advanced.ts';
import { installedVersion } from '../servers/installed-version.ts';
import { exampleJob } from './example-job.ts';
import { test } from './labs.ts';

/**
 * What the products do around the lines that the page gives to paste, in the words of nginx: the
 * directives of `http` and of `server` that their templates have, where they matter to Jenkins.
 * `gzip on` and `keepalive_timeout`, which they set too, stand in the main file of Debian as well.
 * Read in `backend/templates/` and `docker/rootfs/etc/nginx/` of NginxProxyManager
 * nginx-proxy-manager 2.15.1, and in `root/defaults/nginx/` of linuxserver docker-swag.
 */
const products = {
  'Nginx Proxy Manager': {
    http: `
      proxy_connect_timeout 90s; proxy_send_timeout 90s; proxy_read_timeout 90s;
      client_max_body_size 2000m;
      proxy_http_version 1.1;
      proxy_set_header X-Forwarded-Scheme $scheme;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header Accept-Encoding "";
      set_real_ip_from 10.0.0.0/8; set_real_ip_from 172.16.0.0/12; set_real_ip_from 192.168.0.0/16;
      real_ip_header X-Real-IP; real_ip_recursive on;`,
    // “Websockets Support” and “Force SSL” ticked, HTTP/2 on.
    server: `
      set $forward_scheme http; set $server "127.0.0.1"; set $port 8080;
      if ($scheme = http) { return 301 https://$host$request_uri; }
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $http_connection;
      proxy_http_version 1.1;`,
  },
  SWAG: {
    http: `
      client_max_body_size 0;`,
    server: '',
  },
} as const;

/** How the product listens: one block for both ports, or one that redirects and one with TLS. */
const listening = (product: keyof typeof products, name: string, isNewer: boolean): string => {
  const http2 = isNewer ? 'http2 on;' : '';
  const tls = `listen 443 ssl${isNewer ? '' : ' http2'}; listen [::]:443 ssl${isNewer ? '' : ' http2'}; ${http2}`;
  const certificate = `
    ssl_certificate /etc/ssl/jenkins/fullchain.pem;
    ssl_certificate_key /etc/ssl/jenkins/privkey.pem;
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384;`;
  const plain = 'listen 80; listen [::]:80;';
  return product === 'SWAG'
    ? `server { ${plain} server_name ${name}; location / { return 301 https://$host$request_uri; } }
       server { ${tls} server_name ${name}; ${certificate}`
    : `server { ${plain} ${tls} server_name ${name}; ${certificate}`;
};

/** What the products decide and no line in “Advanced” can change; the page says each. */
const cannot: Readonly<Record<string, readonly string[]>> = {
  'Nginx Proxy Manager': ['https-redirect-method', 'other-sni'],
  SWAG: ['https-redirect-method', 'other-sni'],
};

const shapes: readonly Shape[] = ['https-host', 'https-path'];

for (const product of Object.keys(products) as (keyof typeof products)[]) {
  for (const shape of shapes) {
    test(`the lines for ${product} keep the contract inside its block (${shape})`, async ({
      runPhases,
    }) => {
      const version = installedVersion('nginx') ?? '0';
      const example = formForVersion(findExample('nginx'), version);
      const job = exampleJob(example, shape);
      const [file] = job.files;
      if (file === undefined) throw new Error('nginx has no file.');
      const { http, server } = products[product];
      const isNewer = !example.id.includes('before');
      const lines = toText(advancedLines(formOf(shape)), job.settings, 'en');
      const text = `${http}\n${listening(product, job.settings.host, isNewer)}\n${server}\n${lines}\n}\n`;
      const [result] = await runPhases([{ ...job, files: [{ ...file, text }] }]);
      expect(result?.failure ?? '').toBe('');
      const failed = (result?.outcomes ?? []).filter((outcome) => outcome.result === 'failed');
      expect(
        failed.map(({ id }) => id).toSorted(),
        failed.map(({ id, message }) => `${id}: ${message ?? ''}`).join('\n'),
      ).toEqual(cannot[product]?.toSorted() ?? []);
    });
  }
}

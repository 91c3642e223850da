import { conf, type Conf } from '#conf';
import type { Hosting, Place } from '../../hosting/hosting.ts';
import { compressedFiles, enableFiles, filesAddress } from '../nginx/hosting-files.ts';
import { chain, headerLines, headersComment, host, key, twoFiles } from '../../hosting/parts.ts';

/** A value as YAML reads it between double quotes. */
const quoted = (value: string): string => JSON.stringify(value);

const fixed: Conf = conf`
  entryPoints:
    web:
      address: ":80"
    websecure:
      address: ":443"

  providers:
    file:
      filename: /etc/traefik/docs.yml
`;

const changing: Conf = conf`
  http:
    routers:
      docs:
        entryPoints: [websecure]
        rule: "Host(\`${host}\`)"
        middlewares: [docs-headers]
        service: docs
        tls: {}
      to-https:
        entryPoints: [web]
        rule: "Host(\`${host}\`)"
        middlewares: [to-https]
        service: docs
    middlewares:
      docs-headers:
        headers:
          ${headersComment}
          customResponseHeaders:
            ${headerLines((name, value) => `${name}: ${quoted(value)}`)}
      to-https:
        redirectScheme:
          scheme: https
          permanent: true
    services:
      docs:
        loadBalancer:
          servers:
            - url: http://${filesAddress}
  tls:
    certificates:
      - certFile: ${chain}
        keyFile: ${key}
`;

const yaml = (install: string, content: Conf) =>
  ({ install, mode: '644', language: 'yaml', lineEnds: 'lf', content }) as const;

/** Traefik reads no files: it carries TLS and headers in front of nginx. */
export const traefik: Hosting = {
  minimum: '3.0',
  behind: 'nginx',
  packages: ['nginx'],
  render: (place: Place) => ({
    files: [
      yaml('/etc/traefik/traefik.yml', fixed),
      yaml('/etc/traefik/docs.yml', changing),
      compressedFiles(place),
    ],
    enable: enableFiles,
    certificates: twoFiles,
  }),
};

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

/** Traefik reads no files: it does TLS and headers in front of nginx. */
export const traefik: Hosting = {
  minimum: '3.0',
  intro: [
    {
      fr: 'Traefik ne lit pas de fichiers. Il se charge de TLS et des en-têtes devant nginx, qui lit et compresse les fichiers sur l’adresse de bouclage.',
      en: 'Traefik reads no files. It does TLS and headers in front of nginx, which reads and compresses the files on the loopback address.',
    },
  ],
  behind: 'nginx',
  cannot: {
    'to-https': {
      reason: {
        fr: 'Traefik redirige un GET par 301 et tout le reste par 308\u00A0: pour des pages, cela revient au même.',
        en: 'Traefik redirects a GET by 301 and all else by 308: for pages, both come to the same.',
      },
      source:
        'https://doc.traefik.io/traefik/reference/routing-configuration/http/middlewares/redirectscheme/',
    },
  },
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

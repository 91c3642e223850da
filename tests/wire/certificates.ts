import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** PEM texts of a throw-away authority and of the certificate that the servers show. */
export interface Certificates {
  readonly authority: string;
  /** Leaf followed by the authority, as `fullchain.pem` has it. */
  readonly chain: string;
  readonly key: string;
}

const openssl = (folder: string, ...arguments_: string[]): void => {
  execFileSync('openssl', arguments_, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
};

/**
 * Makes an authority and a certificate for host names, valid for two days, in a folder.
 * @throws when `openssl` is missing or refuses, with its own message.
 */
export const makeCertificates = (folder: string, hostNames: readonly string[]): Certificates => {
  mkdirSync(folder, { recursive: true });
  const names = hostNames
    .map((name) => (/^[\d.]+$/.test(name) ? `IP:${name}` : `DNS:${name}`))
    .join(',');
  const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl(
    folder,
    'req',
    '-x509',
    ...ec,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-days',
    '2',
    '-subj',
    '/CN=Test authority',
  );
  openssl(
    folder,
    'req',
    ...ec,
    '-keyout',
    'leaf.key',
    '-out',
    'leaf.csr',
    '-subj',
    `/CN=${hostNames[0] ?? ''}`,
  );
  writeFileSync(join(folder, 'leaf.ext'), `subjectAltName=${names}\nextendedKeyUsage=serverAuth\n`);
  openssl(
    folder,
    'x509',
    '-req',
    '-in',
    'leaf.csr',
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-days',
    '2',
    '-out',
    'leaf.pem',
    '-extfile',
    'leaf.ext',
  );
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return {
    authority: read('ca.pem'),
    chain: read('leaf.pem') + read('ca.pem'),
    key: read('leaf.key'),
  };
};

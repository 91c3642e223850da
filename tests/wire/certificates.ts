import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** PEM texts of a throw-away authority and of the certificate that the servers show. */
export interface Certificates {
  /** The root, which the clients trust. */
  readonly authority: string;
  /** Leaf followed by the intermediate that signed it, as `fullchain.pem` has them. */
  readonly chain: string;
  readonly key: string;
}

const openssl = (folder: string, ...arguments_: string[]): void => {
  execFileSync('openssl', arguments_, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
};

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** A key and the certificate for it, signed by another one of the folder; `NAME.pem`, `NAME.key`. */
const signed = (
  folder: string,
  name: string,
  {
    commonName,
    by,
    extensions,
  }: { readonly commonName: string; readonly by: string; readonly extensions: string },
): void => {
  const subject = ['-subj', `/CN=${commonName}`];
  const request = ['-keyout', `${name}.key`, '-out', `${name}.csr`];
  openssl(folder, 'req', ...newKey, ...request, ...subject);
  writeFileSync(join(folder, `${name}.ext`), extensions);
  const files = ['-in', `${name}.csr`, '-out', `${name}.pem`, '-extfile', `${name}.ext`];
  const issuer = ['-CA', `${by}.pem`, '-CAkey', `${by}.key`, '-CAcreateserial'];
  openssl(folder, 'x509', '-req', ...files, ...issuer, '-days', '2');
};

/**
 * Makes an authority, an intermediate below it as public authorities have one, and a certificate for
 * host names, valid for two days, in a folder.
 * @throws when `openssl` is missing or refuses, with its own message.
 */
export const makeCertificates = (folder: string, hostNames: readonly string[]): Certificates => {
  mkdirSync(folder, { recursive: true });
  const names = hostNames
    .map((name) => (/^[\d.]+$/.test(name) ? `IP:${name}` : `DNS:${name}`))
    .join(',');
  const files = ['-keyout', 'root.key', '-out', 'root.pem'];
  const subject = ['-subj', '/CN=Test authority'];
  openssl(folder, 'req', '-x509', ...newKey, ...files, '-days', '2', ...subject);
  signed(folder, 'intermediate', {
    commonName: 'Test intermediate',
    by: 'root',
    extensions:
      'basicConstraints=critical,CA:TRUE,pathlen:0\nkeyUsage=critical,keyCertSign,cRLSign\n',
  });
  signed(folder, 'leaf', {
    commonName: hostNames[0] ?? '',
    by: 'intermediate',
    extensions: `subjectAltName=${names}\nextendedKeyUsage=serverAuth\n`,
  });
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return {
    authority: read('root.pem'),
    chain: read('leaf.pem') + read('intermediate.pem'),
    key: read('leaf.key'),
  };
};

import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Certificates } from './certificates.ts';

/** The name under which the authority is asked, in the certificate that it shows. */
export const authorityName = 'acme.example.com';

/** What a client of ACME is given as the address of the authority (RFC 8555, section 7.1.1). */
export const directory = `https://${authorityName}:14000/dir`;

/** Where Pebble gives the root that it made for this start. */
export const rootAddress = `https://${authorityName}:15000/roots/0`;

/** Debian's package of the ACME server with which Let's Encrypt tests clients. */
const program = '/usr/bin/pebble';

/** Why there is no authority here; `null` when there is. */
export const pebbleMissing = (): string | null =>
  existsSync(program) ? null : 'pebble is missing (Debian package pebble)';

/**
 * Puts what Pebble reads into a folder.
 *
 * @param pem A certificate for `authorityName`, which its clients trust.
 * @returns The words that start it. It looks a name up on the machine where it runs, and asks on
 *   ports 80 and 443 as a public authority does.
 */
export const pebbleIn = (folder: string, pem: Certificates): readonly string[] => {
  const certificate = join(folder, 'authority-chain.pem');
  const privateKey = join(folder, 'authority.key');
  writeFileSync(certificate, pem.chain);
  writeFileSync(privateKey, pem.key);
  const config = join(folder, 'pebble.json');
  const pebble = {
    listenAddress: '0.0.0.0:14000',
    managementListenAddress: '0.0.0.0:15000',
    certificate,
    privateKey,
    httpPort: 80,
    tlsPort: 443,
    ocspResponderURL: '',
    externalAccountBindingRequired: false,
  };
  writeFileSync(config, JSON.stringify({ pebble }));
  // Otherwise it waits up to 15 s before it looks, and refuses some requests on purpose.
  return ['env', 'PEBBLE_VA_NOSLEEP=1', 'PEBBLE_WFE_NONCEREJECT=0', program, '-config', config];
};

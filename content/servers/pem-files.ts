import { certificate, conf, key, type CertificateFile } from '#conf';

/** The chain and the key as two PEM files, which most servers read; none for a shape without TLS. */
export const pemFiles = ({ tls }: { readonly tls: boolean }): readonly CertificateFile[] =>
  tls
    ? [
        { path: conf`${certificate}`, holds: ['chain'] },
        { path: conf`${key}`, holds: ['key'] },
      ]
    : [];

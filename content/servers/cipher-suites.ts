import { conf } from '#conf';

/**
 * The suites of TLS 1.2 with forward secrecy and authenticated encryption, as OpenSSL names them;
 * those of TLS 1.3 need no list. Every server here reads this form.
 */
export const cipherSuites = conf`ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305`;

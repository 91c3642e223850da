import type { Translated } from '#i18n';
import type { ServerId } from './index.ts';

/** What testssl.sh finds above “info” in an example, and why it stays. */
export interface AnsweredFinding {
  /** Its id in the output of testssl.sh. */
  readonly id: string;
  readonly server: ServerId;
  readonly reason: Translated;
  readonly source: string;
}

/** Every finding above “info” that an example may have; any other one fails the scan. */
export const answeredFindings: readonly AnsweredFinding[] = [
  {
    id: 'secure_renego',
    server: 'haproxy',
    reason: {
      fr: 'Ce contrôle de testssl.sh ne nomme pas d’hôte dans TLS, et `strict-sni` le refuse. Interrogé avec le nom par `openssl s_client`, HAProxy prend en charge la renégociation sûre (RFC 5746).',
      en: 'This check of testssl.sh names no host in TLS, and `strict-sni` refuses it. Asked by name with `openssl s_client`, HAProxy supports secure renegotiation (RFC 5746).',
    },
    source: 'https://github.com/testssl/testssl.sh/blob/3.0/testssl.sh',
  },
  {
    id: 'secure_renego',
    server: 'envoy',
    reason: {
      fr: 'Ce contrôle de testssl.sh ne nomme pas d’hôte dans TLS, et le fichier ne répond qu’au nom de Jenkins (`server_names`).',
      en: 'This check of testssl.sh names no host in TLS, and the file answers the name of Jenkins alone (`server_names`).',
    },
    source: 'https://github.com/testssl/testssl.sh/blob/3.0/testssl.sh',
  },
  {
    id: 'BREACH',
    server: 'pomerium',
    reason: {
      fr: 'Jenkins compresse ses pages et Pomerium ne retire un en-tête qu’à toutes les requêtes. L’option `--compression=none` de Jenkins y met fin.',
      en: 'Jenkins compresses its pages, and Pomerium removes a header from all requests or none. Jenkins’ option `--compression=none` ends it.',
    },
    source: 'https://www.pomerium.com/docs/reference/routes/headers',
  },
];

/** The answer to a finding, if it has one. */
export const answerTo = (id: string, server: string): AnsweredFinding | undefined =>
  answeredFindings.find((each) => each.id === id && each.server === server);

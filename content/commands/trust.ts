import { conf, host, port, slot } from '#conf';
import type { Command } from '../servers/server.ts';
import { elsewhere } from '../servers/where.ts';

const login = conf`${slot('public-url')}login`;

/** Java’s own trust store, wherever it is installed (`java.home` of the launcher). */
const store = conf`"$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")/lib/security/cacerts"`;

/** Whether a program trusts the certificate, and why not. */
export const trust = {
  'trust/chain': {
    where: elsewhere,
    language: 'shellscript',
    varies: true,
    run: conf`
      openssl s_client -connect ${host}:${port} -servername ${host} -verify_hostname ${host} < /dev/null 2> /dev/null \
        | grep -E '^ *[0-9]+ s:|^ *i:|^Verification'
    `,
    output: conf`
      …0 s:…
      …i:…
      …1 s:…
      …i:…
      Verification: OK
    `,
  },
  /** `-printcrl` opens an address with the trust of this Java, and finds no list there. */
  'trust/java': {
    where: elsewhere,
    language: 'shellscript',
    varies: true,
    run: conf`keytool -printcrl -file ${login} 2>&1 | grep -m 1 'keytool error'`,
    output: conf`keytool error: java.security.cert.CRLException: No CRL data found`,
  },
  'trust/java-store': {
    where: elsewhere,
    language: 'shellscript',
    varies: true,
    run: conf`
      cp ${store} truststore
      chmod u+w truststore
      keytool -importcert -noprompt -alias authority -file authority.pem -keystore truststore -storepass changeit
      keytool -J-Djavax.net.ssl.trustStore=truststore -printcrl -file ${login} 2>&1 | grep -m 1 'keytool error'
    `,
    output: conf`
      Certificate was added to keystore
      keytool error: java.security.cert.CRLException: No CRL data found
    `,
  },
} as const satisfies Record<string, Command>;

import { expect } from 'playwright/test';
import { findCommand } from '#commands';
import { toText } from '#conf';
import { breakSettings, findBreak } from '#symptoms';
import { installedVersion } from '../servers/installed-version.ts';
import { breakJob, tellText } from './break-job.ts';
import { matchesOutput } from './expected-output.ts';
import { test } from './labs.ts';

/**
 * The page on certificates that are not trusted, with a real Java as an agent or the command line
 * has it: before and after the authority is in its trust store, and with the chain cut short.
 */
const refused =
  'keytool error: javax.net.ssl.SSLHandshakeException: PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target';

const own = 'rm -f truststore; cp "$SSL_CERT_FILE" authority.pem';

test('Java trusts what the page tells, once the authority and the whole chain are there', async ({
  runPhases,
}) => {
  const broken = findBreak('nginx/chain-incomplete');
  const settings = breakSettings(broken);
  const version = installedVersion(broken.server) ?? undefined;
  const asked = (good: boolean) => ({
    ...breakJob(broken, good, version),
    commands: [own, 'trust/java', 'trust/java-store'].map((run) => ({
      side: 'client' as const,
      run: run === own ? own : tellText(run, settings),
    })),
  });
  const [bad, good] = await runPhases([asked(false), asked(true)]);
  const said = [bad, good].map((result) =>
    result?.commands.map(({ stdout, stderr }) => `${stderr}${stdout}`.trimEnd()),
  );
  // Nothing but the system's own authorities is trusted.
  expect(said[0]?.[1]).toBe(refused);
  expect(said[1]?.[1]).toBe(refused);
  expect(said[0]?.[2]).toBe(`Certificate was added to keystore\n${refused}`);
  const output = findCommand('trust/java-store').output;
  if (output === undefined) throw new Error('The page shows what is printed.');
  matchesOutput(said[1]?.[2] ?? '', toText(output, settings, 'en'));
});

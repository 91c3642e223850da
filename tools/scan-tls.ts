import { writeFileSync } from 'node:fs';
import { isForVersion } from '#conf';
import { recordedTlsScans, today, tlsScanHash, tlsScanPath, type TlsScan } from '#evidence';
import { examples } from '#examples';
import { isShape } from '#settings';
import { answerTo } from '../content/servers/tls-findings.ts';
import { addresses } from '../tests/lab/network.ts';
import { runInLab } from '../tests/lab/run.ts';
import { exampleJob } from '../tests/run/example-job.ts';
import { drivers } from '../tests/servers/index.ts';
import { installedVersion } from '../tests/servers/installed-version.ts';
import { commandLine } from './command-line.ts';
import { installMissing } from './debian-packages.ts';

/**
 * `npm run scan:tls`: what testssl.sh of Debian, a tool that is not ours, finds in the TLS of every
 * example that ends TLS itself: protocols, suites and their order, forward secrecy, headers and known
 * vulnerabilities. The certificate is that of the test and is not looked at. A finding above “INFO”
 * without an answer in `content/servers/tls-findings.ts` is a failure. It takes one to two minutes
 * for each example and shape, and leaves `content/evidence/tls-scans.json`. Arguments choose some,
 * such as `nginx/https-host` or `squid`.
 */
const parts = '-p -f -P -s -h -U';
const harmless = new Set(['OK', 'INFO']);

const { positionals: only } = commandLine('npm run scan:tls [-- nginx/https-host | squid …]', {
  most: Infinity,
});
const trouble = installMissing([{ command: 'testssl', package: 'testssl.sh' }]);
if (trouble !== null) throw new Error(trouble);

/**
 * Where TLS ends elsewhere, at Jenkins itself or at the hop in front; and another port than 443, since
 * testssl.sh names the host without it, which is refused: their lines of TLS are those of the main example.
 */
const isLeftOut = ({ server, id }: { server: string; id: string }): boolean =>
  server === 'iptables' || id.endsWith('/second-hop') || id.includes('/other-port');

const wanted = examples
  .filter((example) => {
    if (isLeftOut(example)) return false;
    const driver = drivers[example.server];
    if (driver === undefined || (driver.notMade?.() ?? null) !== null) return false;
    const version = installedVersion(example.server);
    return version !== null && isForVersion(example, version);
  })
  .flatMap((example) =>
    example.shapes
      .filter((shape) => isShape(shape) && shape.startsWith('https'))
      .map((shape) => ({ example, shape })),
  )
  .filter(
    ({ example, shape }) =>
      only.length === 0 ||
      only.includes(example.id) ||
      only.includes(example.server) ||
      only.includes(`${example.id}/${shape}`),
  );
if (wanted.length === 0) throw new Error(`No example to scan is called ${only.join(' or ')}.`);

/** What a check of testssl.sh that names no host in TLS would have seen. */
const renegotiation = (host: string, port: number): string =>
  `echo | openssl s_client -tls1_2 -servername ${host} -connect ${addresses.server}:${port} 2>&1 | grep -o 'Secure Renegotiation IS.*'`;

const keyOf = ({ example, shape }: Pick<TlsScan, 'example' | 'shape'>): string =>
  `${example}/${shape}`;

const record = (scan: TlsScan): void => {
  const others = recordedTlsScans().filter((each) => keyOf(each) !== keyOf(scan));
  const all = [...others, scan].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  writeFileSync(tlsScanPath, `${JSON.stringify(all, null, 2)}\n`);
};

for (const { example, shape } of wanted) {
  const { id, server } = example;
  const job = exampleJob(example, shape);
  const { host, port, path } = job.settings;
  const run = [
    'file=$(mktemp -u)',
    `testssl --quiet --color 0 --warnings off --nodns none --ip ${addresses.server} ${parts} --jsonfile "$file" https://${host}:${port}${path}/login > "$file.log" 2>&1`,
    'cat "$file" || cat "$file.log"',
  ].join('\n');
  const result = await runInLab({
    ...job,
    checks: [],
    commands: [
      { side: 'client', run, milliseconds: 600_000 },
      { side: 'client', run: renegotiation(host, port) },
      {
        side: 'client',
        run: 'testssl --version | grep -oE "testssl +[0-9.]+" | grep -oE "[0-9.]+"',
      },
    ],
  });
  const [printed = '', renegotiates = '', tool = ''] = result.commands.map(({ stdout }) => stdout);
  if (!printed.trimStart().startsWith('[')) {
    throw new Error(`testssl gave no findings for ${id}/${shape}: ${result.failure ?? printed}`);
  }
  const findings = JSON.parse(printed) as TlsScan['above'];
  const above = findings
    .filter(({ severity }) => !harmless.has(severity))
    .map(({ id: name, severity, finding }) => ({ id: name, severity, finding }));
  if (!renegotiates.includes('IS supported')) {
    above.push({ id: 'renegotiation by openssl', severity: 'HIGH', finding: renegotiates.trim() });
  }
  record({
    example: id,
    server,
    shape,
    version: result.version,
    system: result.system,
    tool: tool.trim(),
    date: today(),
    hash: tlsScanHash(id, shape),
    looked: findings.length,
    above,
  });
  console.log(
    `${id}/${shape} (${result.version}): ${findings.length} findings, ${above.length} above INFO`,
  );
  for (const { id: name, severity, finding } of above) {
    const answer = answerTo(name, server);
    console.log(`    ${severity} ${name}: ${finding} (${answer?.reason.en ?? 'not answered'})`);
    if (answer === undefined) process.exitCode = 1;
  }
}

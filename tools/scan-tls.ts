import { writeFileSync } from 'node:fs';
import { isForVersion, type Example } from '#conf';
import {
  isOnOtherPort,
  linesHash,
  recordedTlsScans,
  scanned,
  today,
  tlsScanPath,
  type TlsScan,
} from '#evidence';
import { answerTo } from '../content/servers/tls-findings.ts';
import { addresses } from '../tests/lab/network.ts';
import { runInLab } from '../tests/lab/run.ts';
import { exampleJob } from '../tests/run/example-job.ts';
import { installedVersion, runsPackage } from '../tests/servers/installed-version.ts';
import { labRootFor } from '../tests/systems/lab-root.ts';
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
const harmless = new Set(['OK', 'INFO']);

/** What testssl.sh says of the OpenSSL that it uses itself, not of the server. */
const ofTheTool = new Set(['engine_problem']);

const parts = '-p -f -P -s -h -U';

/**
 * The same without what asks for a page: testssl.sh names the host without its port, and a name with
 * another port is refused.
 */
const partsOfTls =
  '-p -f -P -s --heartbleed --ccs-injection --ticketbleed --robot --renegotiation --compression --poodle --tls-fallback --sweet32 --beast --lucky13 --freak --logjam --drown --rc4';

const { positionals: only } = commandLine('npm run scan:tls [-- nginx/https-host | squid …]', {
  most: Infinity,
});
const scanner = 'testssl.sh';
const trouble = installMissing([{ command: 'testssl', package: scanner }]);
if (trouble !== null) throw new Error(trouble);

const wanted = scanned.filter(
  ({ example: { id, server }, shape }) =>
    only.length === 0 ||
    only.includes(id) ||
    only.includes(server) ||
    only.includes(`${id}/${shape}`),
);
if (wanted.length === 0) throw new Error(`No example to scan is called ${only.join(' or ')}.`);

/**
 * Where an example is scanned: on this machine when its server reads these lines, else on the newest
 * stable Debian, with the tool of that release.
 */
const rootFor = (example: Example): string | undefined => {
  const version = installedVersion(example.server);
  const isHere = runsPackage(example) || (version !== null && isForVersion(example, version));
  return isHere ? undefined : labRootFor('trixie', example.server, [scanner]);
};

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
    `testssl --quiet --color 0 --warnings off --nodns none --ip ${addresses.server} ${isOnOtherPort(example) ? partsOfTls : parts} --jsonfile "$file" https://${host}:${port}${path}/login > "$file.log" 2>&1`,
    'cat "$file" || cat "$file.log"',
  ].join('\n');
  const result = await runInLab(
    {
      ...job,
      checks: [],
      commands: [
        { side: 'client', run, milliseconds: 600_000 },
        { side: 'client', run: renegotiation(host, port) },
        {
          side: 'client',
          run: 'COLOR=0 testssl --version | grep -oE "[0-9]+[.][0-9.]+ from" | cut -d" " -f1',
        },
      ],
    },
    rootFor(example),
  );
  if (!isForVersion(example, result.version)) {
    throw new Error(`${server} ${result.version} is not what ${id} is for.`);
  }
  const [printed = '', renegotiates = '', tool = ''] = result.commands.map(({ stdout }) => stdout);
  if (!printed.trimStart().startsWith('[')) {
    throw new Error(`testssl gave no findings for ${id}/${shape}: ${result.failure ?? printed}`);
  }
  const findings = JSON.parse(printed) as TlsScan['above'];
  const above = findings
    .filter(({ id: name, severity }) => !harmless.has(severity) && !ofTheTool.has(name))
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
    hash: linesHash(id, shape),
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

import { expect } from 'playwright/test';
import { findCommand } from '#commands';
import { exampleSettings, toText } from '#conf';
import { guardHash, guardRecordOf, isAsked, leaveFragment, today } from '#evidence';
import { findExample, formForVersion } from '#examples';
import type { ServerId } from '#servers';
import {
  guardIds,
  guards,
  guardShape,
  guardedFiles,
  type Guard,
  type GuardId,
} from '../../content/servers/guards/index.ts';
import { admin } from '../double/accounts.ts';
import type { Job, LabCommand, LabResult } from '../lab/job.ts';
import { addresses } from '../lab/network.ts';
import { shellText } from '../lab/shell-text.ts';
import { installedVersion } from '../servers/installed-version.ts';
import { exampleJob } from './example-job.ts';
import { matchesOutput } from './expected-output.ts';
import { test } from './labs.ts';

/**
 * What the page on a Jenkins on the open Internet adds to the examples: who is allowed gets in, who
 * may not is turned away by the proxy, and without the lines everybody gets in.
 */
const settings = exampleSettings(findExample('nginx'), guardShape);
const { host } = settings;

/** Asks from the client's side; prints the status, `000` when TLS refuses. */
const ask = (path: string, more = ''): LabCommand => ({
  side: 'client',
  run: `curl -s -o /dev/null -w '%{http_code}' --max-time 10 ${more} https://${host}${path}`,
});

/** A command of a page, typed on the client's side. */
const typed = (id: string): LabCommand => ({
  side: 'client',
  run: shellText(findCommand(id).run, settings),
});

const expected = (id: string): string => {
  const { output } = findCommand(id);
  return output === undefined ? '' : toText(output, settings, 'en');
};

const webroot = '/var/www/html/.well-known/acme-challenge';
const challenge = 'http://jenkins.example.com/.well-known/acme-challenge';

/** What answers behind a server that serves no files: certbot itself, or a small server of files. */
const standalone = `
  require('node:http').createServer(({ url, headers }, response) => {
    const known = url === '/.well-known/acme-challenge/token';
    response.statusCode = known ? 200 : 404;
    response.end(known ? 'token.thumbprint ' + headers.host : '');
  }).listen(8888, '127.0.0.1');
`;

/** What the client sees at an address of port 80: status, and where it is sent. */
const plainly = (path: string): LabCommand => ({
  side: 'client',
  run: `curl -s --path-as-is -o /dev/null -w '%{http_code} %{redirect_url}' --max-time 10 '${path}'`,
});

/** A service that answers as oauth2-proxy does to a subrequest, on its port. */
const service = `
  require('node:http').createServer(({ url, headers }, response) => {
    const signedIn = /_oauth2_proxy=alice/.test(headers.cookie ?? '');
    response.statusCode = url === '/oauth2/auth' ? (signedIn ? 202 : 401) : 200;
    response.end('Sign in at the organization');
  }).listen(4180, '127.0.0.1');
`;

/** The second name of the lines for the resource root URL, and what Jenkins is told of it. */
const files = `jenkins-files.${host.split('.').slice(1).join('.')}`;

/** Asks under the second name; prints the status, what arrived of its policy, and the first line. */
const askFiles = (path: string, more = ''): LabCommand => ({
  side: 'client',
  run: `curl -s --max-time 10 --resolve '${files}:443:${addresses.server}' ${more} https://${files}${path} | head -c 3000`,
});

const artifact = `https://${host}/job/demo/1/artifact/report.html`;
const account = `-u '${admin.name}:${admin.apiToken}'`;

interface Trial {
  /** Shell steps before the server starts. */
  readonly before?: readonly string[];
  /** What else differs in the job from that of the example. */
  readonly job?: Partial<Pick<Job, 'checks' | 'double' | 'names'>>;
  readonly commands: readonly LabCommand[];
  /** What each command prints with the guard, and without it where that differs. */
  readonly prints: readonly (readonly [guarded: RegExp | string, plain?: RegExp | string])[];
}

/** Servers that obtain a certificate by themselves are run before an authority (`acme.spec.ts`). */
const trials: Readonly<Record<Exclude<GuardId, 'own-certificates'>, Trial>> = {
  addresses: {
    commands: [
      ask('/login', `--interface ${addresses.outerHop}`),
      ask('/login', `--interface ${addresses.client}`),
      ask('/login', `--resolve '${host}:443:[${addresses.server6}]'`),
    ],
    prints: [['200'], ['403', '200'], ['403', '200']],
  },
  'client-certificates': {
    before: [shellText(findCommand('guards/authority').run, settings)],
    commands: [
      ask('/login'),
      typed('guards/certificate'),
      typed('guards/with-certificate'),
      {
        side: 'client',
        run: `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -days 2 -subj /CN=alice -keyout own.key -out own.pem 2> /dev/null`,
      },
      ask('/login', '--cert own.pem --key own.key'),
    ],
    prints: [
      [/^(?:000|400)$/, '200'],
      [/^/],
      [expected('guards/with-certificate')],
      [/^$/],
      [/^(?:000|400)$/, '200'],
    ],
  },
  'sign-in-limit': {
    commands: [
      typed('guards/sign-in-attempts'),
      ask('/login'),
      ask('/j_spring_security_check', `-d j_username=a --interface ${addresses.outerHop}`),
    ],
    prints: [[expected('guards/sign-in-attempts'), /^(?:302 ){12}$/m], ['200'], ['302']],
  },
  'single-sign-on': {
    commands: [
      {
        side: 'server',
        run: `setsid '${process.execPath}' -e "${service}" > /dev/null 2>&1 < /dev/null & sleep 1`,
      },
      ask('/whoAmI/'),
      { side: 'client', run: `curl -s --max-time 10 https://${host}/whoAmI/` },
      ask('/whoAmI/', "-H 'Cookie: _oauth2_proxy=alice'"),
      ask('/login'),
      ask('/github-webhook/', '-d {}'),
      ask('/oauth2/auth'),
    ],
    prints: [
      [/^$/],
      [/^200$/],
      [/^Sign in at the organization$/, /whoAmI|Who/i],
      ['200'],
      ['200'],
      [/^(?!000|302|401|50\d)\d{3}$/],
      [/^404$/, /^403$/],
    ],
  },
  'resource-root-url': {
    job: {
      names: [files],
      double: { resourceRootUrl: `https://${files}/` },
      checks: [
        'login-page',
        'root-url',
        'other-host',
        'odd-host',
        'other-sni',
        'forged-x-forwarded-host',
        'identity-headers',
        'path-double-encoding',
        'websocket-cli',
      ],
    },
    commands: [
      {
        side: 'client',
        run: `curl -s -o /dev/null -w '%{http_code} %{redirect_url}' --max-time 10 ${account} ${artifact}`,
      },
      {
        side: 'client',
        run: `curl -s -L --max-time 10 --resolve '${files}:443:${addresses.server}' ${account} ${artifact}`,
      },
      {
        side: 'client',
        run: `curl -s -L -o /dev/null -D - --max-time 10 --resolve '${files}:443:${addresses.server}' ${account} ${artifact} | grep -ic '^content-security-policy: sandbox' || true`,
      },
      askFiles('/login'),
      // With a name that Jenkins believed, the client would get past its refusal.
      askFiles('/login', `-H 'X-Forwarded-Host: ${host}'`),
      askFiles('/login', `-H 'Forwarded: host=${host}'`),
      ask('/static-files/'),
      ask('/login'),
    ],
    prints: [
      [new RegExp(`^302 https://${files.replaceAll('.', '\\.')}/static-files/.+/report\\.html$`)],
      [/<title>Report<\/title>/, /^(?!.*<title>Report)/s],
      [/^0/],
      [/Jenkins serves only static files on this domain/, /^(?!.*static files on this domain)/s],
      [/Jenkins serves only static files on this domain/, /^(?!.*static files on this domain)/s],
      [/Jenkins serves only static files on this domain/, /^(?!.*static files on this domain)/s],
      [/^(?:403|404)$/],
      ['200'],
    ],
  },
  'acme-challenge': {
    before: [
      // The folder of the machine itself stays as it is.
      `mkdir -p /var/www/html && mount -t tmpfs tmpfs /var/www/html && mkdir -p ${webroot} && printf token.thumbprint > ${webroot}/token`,
      `setsid '${process.execPath}' -e "${standalone}" > /dev/null 2>&1 < /dev/null & sleep 1`,
    ],
    commands: [
      { side: 'client', run: `curl -s --max-time 10 ${challenge}/token` },
      // An authority may name the port as well.
      { side: 'client', run: `curl -s --max-time 10 -H 'Host: ${host}:80' ${challenge}/token` },
      plainly(`${challenge}/other`),
      plainly(`${challenge}/../../../../../etc/hostname`),
      plainly(`http://${host}/job/a%2Fb/?x=1&y=2`),
      ask('/.well-known/acme-challenge/token'),
      ask('/login'),
      { side: 'server', run: 'umount /var/www/html' },
    ],
    prints: [
      [/^token\.thumbprint/, /^(?!token)/],
      [/^token\.thumbprint/, /^(?!token)/],
      [/^404 $/, `308 https://${host}/.well-known/acme-challenge/other`],
      [/^(?:400|403|404|308) /],
      [`308 https://${host}/job/a%2Fb/?x=1&y=2`],
      // Over HTTPS the address is one of Jenkins, which has no such page.
      [/^(?:403|404)$/],
      ['200'],
      [/^$/],
    ],
  },
};

for (const id of guardIds) {
  if (id === 'own-certificates') continue;
  const { before = [], job: own = {}, commands, prints } = trials[id];
  for (const [server, guard] of Object.entries(guards[id]) as [ServerId, Guard][]) {
    if (!isAsked(() => guardRecordOf(id, server) === null)) continue;
    test(`${id} on ${server}: who is allowed gets in, others do not`, async ({ runPhases }) => {
      // Of what is about to be run: somebody may change it meanwhile.
      const hash = guardHash(id, server);
      const version = installedVersion(server);
      const example = formForVersion(findExample(server), version ?? '0');
      const plain = exampleJob(example, guardShape);
      const job = { ...plain, enable: [...before, ...plain.enable], checks: [], commands, ...own };
      const files = guardedFiles(example, guard).map(({ install, mode, content }) => ({
        install,
        mode,
        text: toText(content, settings, 'en'),
      }));
      const [guarded, open] = await runPhases([{ ...job, files }, job]);
      expect(guarded?.failure ?? '').toBe('');
      expect(open?.failure ?? '').toBe('');
      // The lines change nothing of what the rules of the example hold.
      const held = ({ outcomes = [] }: Partial<LabResult> = {}): string[] =>
        outcomes.map(({ id: rule, result }) => `${rule} ${result}`);
      expect(held(guarded)).toEqual(held(open));
      for (const [index, [wanted, otherwise = wanted]] of prints.entries()) {
        const seen = guarded?.commands[index]?.stdout ?? '';
        const without = open?.commands[index]?.stdout ?? '';
        for (const [print, text] of [
          [wanted, seen],
          [otherwise, without],
        ] as const) {
          if (typeof print === 'string') matchesOutput(text, print);
          else expect(text, commands[index]?.run ?? '').toMatch(print);
        }
      }
      leaveFragment('guards', `${id}/${server}`, {
        id: `${id}/${server}`,
        record: {
          hash,
          date: today(),
          version: guarded?.version ?? '',
          system: guarded?.system ?? '',
        },
      });
    });
  }
}

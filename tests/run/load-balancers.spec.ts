import { expect } from 'playwright/test';
import { examples, findExample, formForVersion } from '#examples';
import { addresses } from '../lab/network.ts';
import type { LabCommand } from '../lab/job.ts';
import { installedVersion } from '../servers/installed-version.ts';
import { exampleJob } from './example-job.ts';
import { test } from './labs.ts';

/** The visitor, and the address that the visitor invents for themself. */
const visitor = '198.51.100.7';
const invented = '203.0.113.99';

/**
 * What the services send of their own accord. AWS: `x-forwarded-headers` of the user guide of
 * Application Load Balancers, mode `append`. Cloudflare: “Cloudflare HTTP headers” of its manual.
 */
const services = {
  'an Application Load Balancer': [
    `X-Forwarded-For: ${invented}, ${visitor}`,
    'X-Forwarded-Proto: https',
    'X-Forwarded-Port: 443',
    'X-Amzn-Trace-Id: Root=1-67891233-abcdef012345678912345678',
  ],
  Cloudflare: [
    `X-Forwarded-For: ${invented}, ${visitor}`,
    'X-Forwarded-Proto: https',
    `CF-Connecting-IP: ${visitor}`,
    'CF-Visitor: {"scheme":"https"}',
    'CF-Ray: 230b030023ae2822-SJC',
    'CDN-Loop: cloudflare; loops=1',
  ],
} as const;

/**
 * Servers that pass on all that a trusted proxy sends: `trustedIPs` of Traefik trusts the whole of
 * `X-Forwarded-For`, so a service that appends leaves the invented address in front.
 */
const keepsInvented = new Set(['traefik', 'envoy']);

const name = 'jenkins.example.com';

/** A request as a service makes it, over plain HTTP, from an address of the client's side. */
const ask = (
  path: string,
  headers: readonly string[],
  { port = 80, from = addresses.outerHop, show = '-o /dev/null -D -' } = {},
): LabCommand => ({
  side: 'client',
  run: `curl -sS --interface ${from} --connect-to ::${addresses.server}:${port} ${show} ${headers
    .map((header) => `-H '${header}'`)
    .join(' ')} http://${name}${path}`,
});

const reported = /reporting-endpoints: content-security-policy: https:\/\/jenkins\.example\.com\//i;

for (const { id, server } of examples.filter((example) => example.id.endsWith('/second-hop'))) {
  for (const [service, headers] of Object.entries(services)) {
    test(`${id} understands what ${service} sends`, async ({ runPhases }) => {
      const job = exampleJob(findExample(id), 'https-host');
      const [result] = await runPhases([
        {
          ...job,
          checks: [],
          commands: [
            ask('/login', headers),
            ask('/whoAmI/', headers, { show: '' }),
            // The service's own health check: by name, as it should be set.
            ask('/login', ['X-Forwarded-Proto: https'], { show: '-o /dev/null -w %{http_code}' }),
          ],
        },
      ]);
      expect(result?.failure ?? '', server).toBe('');
      const [login, who, health] = result?.commands ?? [];
      expect(login?.stdout).toMatch(/^HTTP\/1\.1 200/);
      expect(login?.stdout).toMatch(reported);
      expect(login?.stdout).toMatch(/set-cookie: .*; ?Secure/i);
      expect(who?.stdout).toContain(visitor);
      if (keepsInvented.has(server)) expect(who?.stdout).toContain(invented);
      else expect(who?.stdout).not.toContain(invented);
      expect(health?.stdout).toBe('200');
    });
  }
}

test('Jenkins itself behind an Application Load Balancer: which paths say 200, and what it takes for true', async ({
  runPhases,
}) => {
  // Its port is open on the wire here, as it is to the balancer.
  const job = exampleJob(
    formForVersion(findExample('nginx'), installedVersion('nginx') ?? '0'),
    'https-host',
  );
  const balancer = services['an Application Load Balancer'];
  const direct = 'http://127.0.0.1:8080';
  const curl = (path: string, headers: readonly string[], show: string): LabCommand => ({
    side: 'server',
    run: `curl -sS ${show} -H 'Host: ${name}' ${headers.map((one) => `-H '${one}'`).join(' ')} ${direct}${path}`,
  });
  const status = '-o /dev/null -w %{http_code}';
  const head = '-o /dev/null -D -';
  const [result] = await runPhases([
    {
      ...job,
      checks: [],
      commands: [
        curl('/', [], status),
        curl('/login', [], status),
        { side: 'server', run: `curl -sS ${status} ${direct}/login` },
        curl('/login', balancer, head),
        curl('/whoAmI/', balancer, ''),
        curl('/login', [...balancer, 'X-Forwarded-Host: forged.example'], head),
        curl('/login', ['X-Forwarded-Proto: https', 'X-Forwarded-Port: 80'], head),
        curl('/login', [`X-Forwarded-For: ${visitor}:51234`, 'X-Forwarded-Proto: https'], head),
        curl(
          '/login',
          [
            `X-Forwarded-For: ${visitor}:51234`,
            'X-Forwarded-Proto: https',
            'X-Forwarded-Port: 443',
          ],
          head,
        ),
      ],
    },
  ]);
  expect(result?.failure ?? '').toBe('');
  const [front, login, byAddress, through, who, forgedHost, wrongPort, clientPort, bothPorts] = (
    result?.commands ?? []
  ).map(({ stdout }) => stdout);
  expect(front).toBe('403');
  expect(login).toBe('200');
  expect(byAddress).toBe('200');
  expect(through).toMatch(reported);
  // The invented address stays in front, and a host that the visitor names is taken.
  expect(who).toContain(invented);
  expect(forgedHost).toMatch(/https:\/\/forged\.example/);
  // Azure writes the port of the visitor behind the address: it does not become that of the URL.
  expect(clientPort).toMatch(reported);
  expect(bothPorts).toMatch(reported);
  expect(wrongPort).toMatch(/https:\/\/jenkins\.example\.com:80\//);
});

test('“Flexible” of Cloudflare: a proxy that redirects port 80 redirects for ever', async ({
  runPhases,
}) => {
  const version = installedVersion('nginx') ?? '0';
  const main = exampleJob(formForVersion(findExample('nginx'), version), 'https-host');
  const behind = exampleJob(findExample('nginx/second-hop'), 'https-host');
  const request = ask('/login', services.Cloudflare, {
    show: "-o /dev/null -w '%{http_code} %{redirect_url}'",
  });
  const [loops, ends] = await runPhases([
    { ...main, checks: [], commands: [request] },
    { ...behind, checks: [], commands: [request] },
  ]);
  expect(loops?.commands[0]?.stdout).toBe(`308 https://${name}/login`);
  expect(ends?.commands[0]?.stdout).toBe('200 ');
});

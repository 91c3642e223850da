import { expect, test } from 'playwright/test';
import {
  isFilePath,
  parseAgentPort,
  parseJenkinsUrl,
  parseUpstream,
  publicUrl,
  sampleSettings,
  shapeOf,
} from '#settings';

const taken = [
  ['https://ci.acme.fr/jenkins', 'https://ci.acme.fr/jenkins/', 'https-path'],
  ['  https://ci.acme.fr/jenkins/ ', 'https://ci.acme.fr/jenkins/', 'https-path'],
  ['https://CI.Acme.FR', 'https://ci.acme.fr/', 'https-host'],
  ['https://ci.acme.fr:443/', 'https://ci.acme.fr/', 'https-host'],
  ['https://ci.acme.fr:8443/a/b', 'https://ci.acme.fr:8443/a/b/', 'https-path'],
  ['http://10.0.0.7:8081', 'http://10.0.0.7:8081/', 'http-host'],
  ['http://intra/ci.v2~x', 'http://intra/ci.v2~x/', 'http-path'],
  ['https://éléphant.example/ci', 'https://xn--lphant-9uab.example/ci/', 'https-path'],
] as const;

for (const [input, url, shape] of taken) {
  test(`“${input}” is taken as ${url}`, () => {
    const parsed = parseJenkinsUrl(input);
    expect(parsed.ok).toBe(true);
    if (!parsed.ok) return;
    const settings = { ...sampleSettings('https-host'), ...parsed.settings };
    expect(publicUrl(settings)).toBe(url);
    expect(shapeOf(settings)).toBe(shape);
  });
}

const refused = [
  ['', 'empty'],
  ['   ', 'empty'],
  ['https://a b/', 'space'],
  ['https://a/\tb', 'space'],
  ['https://a/\u0007', 'space'],
  ['jenkins.example.com', 'scheme-missing'],
  ['jenkins.example.com:8080', 'scheme-missing'],
  ['localhost:8080/jenkins', 'scheme-missing'],
  ['ftp://a.example/', 'scheme'],
  ['javascript:alert(1)', 'scheme'],
  ['https:', 'not-a-url'],
  ['https:///x', 'not-a-url'],
  ['https://user@a.example/', 'credentials'],
  ['https://user:word@a.example/', 'credentials'],
  ['https://@a.example/', 'credentials'],
  ['https://a.example/?x=1', 'query'],
  ['https://a.example/?', 'query'],
  ['https://a.example/#x', 'fragment'],
  ['https://[2001:db8::1]/', 'ipv6'],
  ['https://a..b/', 'host'],
  ['https://-a.example/', 'host'],
  [`https://${'a'.repeat(64)}.example/`, 'host'],
  [`https://${'a.'.repeat(127)}b/`, 'host-length'],
  ['https://a.example:0/', 'port'],
  ['https://a.example:65536/', 'port'],
  ['https://a.example//x', 'path'],
  ['https://a.example/x/../y', 'path'],
  ['https://a.example/./y', 'path'],
  ['https://a.example/%2e', 'path'],
  ['https://a.example/é', 'path'],
  ['https://a.example/a;b', 'path'],
  ['https://a.example/"x', 'path'],
] as const;

for (const [input, problem] of refused) {
  test(`“${input.slice(0, 40)}” is refused: ${problem}`, () => {
    expect(parseJenkinsUrl(input)).toEqual({ ok: false, problem });
  });
}

test('http, international names and odd ports are pointed out', () => {
  expect(parseJenkinsUrl('http://a.example')).toMatchObject({ notes: ['plain-http'] });
  expect(parseJenkinsUrl('https://é.example')).toMatchObject({ notes: ['international-name'] });
  expect(parseJenkinsUrl('https://a.example:8443')).toMatchObject({ notes: ['unusual-port'] });
});

test('where Jenkins listens', () => {
  expect(parseUpstream('127.0.0.1:8080')).toEqual({
    ok: true,
    settings: { upstreamHost: '127.0.0.1', upstreamPort: 8080 },
  });
  expect(parseUpstream('http://jenkins:9090/')).toEqual({
    ok: true,
    settings: { upstreamHost: 'jenkins', upstreamPort: 9090 },
  });
  expect(parseUpstream('jenkins')).toMatchObject({ settings: { upstreamPort: 8080 } });
  for (const [input, problem] of [
    ['', 'empty'],
    ['https://a:1', 'scheme'],
    ['a:b', 'port'],
    ['a:0', 'port'],
    ['a:70000', 'port'],
    ['a/b', 'path'],
    ['[::1]:8080', 'ipv6'],
    ['a_b.c;d', 'host'],
  ] as const) {
    expect(parseUpstream(input), input).toEqual({ ok: false, problem });
  }
});

const beside = { scheme: 'https', port: 8443, upstreamPort: 8080 } as const;

for (const [input, agentPort] of [
  ['50000', 50_000],
  [' 1 ', 1],
  ['65535', 65_535],
  ['443', 443],
] as const) {
  test(`“${input}” is taken as the port of agents`, () => {
    expect(parseAgentPort(input, beside)).toEqual({ ok: true, settings: { agentPort } });
  });
}

for (const [input, problem] of [
  ['', 'number'],
  ['0', 'number'],
  ['65536', 'number'],
  ['-1', 'number'],
  ['5e4', 'number'],
  ['50 000', 'number'],
  ['host:50000', 'number'],
  ['8443', 'public'],
  ['80', 'public'],
  ['8080', 'upstream'],
] as const) {
  test(`“${input}” is refused as the port of agents: ${problem}`, () => {
    expect(parseAgentPort(input, beside)).toEqual({ ok: false, problem });
  });
}

test('the port of agents is compared with known ports only', () => {
  expect(parseAgentPort('80', { scheme: 'http', port: 8081 })).toMatchObject({ ok: true });
  expect(parseAgentPort('8080', {})).toMatchObject({ ok: true });
});

test('paths of PEM files', () => {
  expect(isFilePath('/etc/ssl/jenkins/fullchain.pem')).toBe(true);
  for (const bad of ['', 'a.pem', '/a b', '/a;b', '/a"b', '/a/', '/$x'])
    expect(isFilePath(bad), bad).toBe(false);
});

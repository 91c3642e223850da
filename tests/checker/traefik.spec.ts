import { expect, test } from 'playwright/test';
import { toText } from '#conf';
import { findExample } from '#examples';
import { formOf, sampleSettings } from '#settings';
import { jenkinsLabels, providers } from '../../content/servers/traefik/labels.ts';
import { applied, check, type Report } from '../../checker/check.ts';
import { vocabulary } from '../../checker/from-content/vocabulary.ts';

const words = vocabulary();

const judge = (...texts: readonly string[]): Report =>
  check(
    { files: texts.map((text, n) => ({ name: `file-${String(n)}.yml`, text })), locale: 'en' },
    words,
  );

const foundIn = (report: Report): string[] => report.findings.flatMap(({ setUps }) => setUps);

/** A compose file as many write it: flags of the command, labels as a list. */
const compose = (label: string, flag = ''): string => `services:
  traefik:
    image: traefik:v3
    command:
      - --providers.docker=true
      - --entrypoints.websecure.address=:443
${flag}  jenkins:
    image: jenkins/jenkins:lts
    labels:
      - traefik.enable=true
      - "traefik.http.routers.ci.rule=Host(\`ci.example.com\`)"
      - traefik.http.routers.ci.entrypoints=websecure
      - traefik.http.services.ci.loadbalancer.server.port=8080
${label}`;

const middlewares = '      - traefik.http.routers.ci.middlewares=other,mine@docker\n';

test('the labels that the site shows have no fault', () => {
  const settings = sampleSettings('https-path');
  const [fixed, dynamic] = findExample('traefik')
    .render(formOf('https-path'))
    .files.map(({ content }) => toText(content, settings, 'en'));
  const labels = toText(jenkinsLabels, settings, 'en');
  const alone = judge(labels);
  expect([alone.server, alone.state]).toEqual(['traefik', 'nothing']);
  const together = judge(
    `${fixed ?? ''}`.replace(/providers:[^]*/, toText(providers, settings, 'en')),
    dynamic ?? '',
    labels,
  );
  expect([together.server, together.state, together.problems]).toEqual(['traefik', 'nothing', []]);
});

for (const [label, flag, setUp] of [
  [
    `${middlewares}      - traefik.http.middlewares.mine.stripprefix.prefixes=/jenkins\n`,
    '',
    'traefik/prefix-removed',
  ],
  [
    `${middlewares}      - "traefik.http.middlewares.mine.basicauth.users=a:b"\n`,
    '',
    'traefik/authorization-forwarded',
  ],
  [
    `${middlewares}      - traefik.http.middlewares.mine.headers.customrequestheaders.Origin=\n`,
    '',
    'traefik/cli-origin-replaced',
  ],
  [
    `${middlewares}      - 'traefik.http.middlewares.mine.buffering.maxRequestBodyBytes=1000'\n`,
    '',
    'traefik/body-limit',
  ],
  [
    '',
    '      - --entrypoints.websecure.http.encodedCharacters.allowEncodedSlash=false\n',
    'traefik/slash-refused',
  ],
] as const) {
  test(`${setUp} is found in labels and flags, and its change of them is right`, () => {
    const text = compose(label, flag);
    const report = judge(text);
    expect(foundIn(report)).toContain(setUp);
    const [file] = applied(
      [{ name: 'file-0.yml', text }],
      report.findings.flatMap(({ changes }) => changes),
    );
    const again = judge(file?.text ?? '');
    expect([again.state, again.problems]).toEqual(['nothing', []]);
    expect(file?.text).toContain('traefik.http.routers.ci.rule');
  });
}

test('middlewares of an entry point and of a chain count as well', () => {
  const dynamic = `http:
  routers:
    jenkins: { rule: "Host(\`ci.example.com\`)", service: jenkins, middlewares: [all] }
  middlewares:
    all:
      chain:
        middlewares:
          - strip
    strip:
      stripPrefix: { prefixes: [/ci] }
    slow:
      buffering: {}
  services:
    jenkins: { loadBalancer: { servers: [{ url: "http://127.0.0.1:8080" }] } }
`;
  const fixed =
    'entryPoints:\n  web:\n    address: ":80"\n    http:\n      middlewares: [slow@file]\n';
  expect(foundIn(judge(dynamic))).toEqual(['traefik/prefix-removed']);
  const report = judge(fixed, dynamic);
  expect(foundIn(report)).toContain('traefik/response-collected');
  const files = applied(
    [fixed, dynamic].map((text, n) => ({ name: `file-${String(n)}.yml`, text })),
    report.findings.flatMap(({ changes }) => changes),
  );
  const again = judge(...files.map(({ text }) => text));
  expect([again.state, again.problems]).toEqual(['nothing', []]);
});

test('one file alone is judged as far as it goes, and the other is asked for', () => {
  const fixed =
    'entryPoints:\n  web:\n    address: ":80"\nproviders:\n  file:\n    filename: /etc/a.yml\n';
  expect(judge(fixed)).toMatchObject({
    server: 'traefik',
    reason: 'no-proxy',
    unclear: [{ kind: 'provider', text: '/etc/a.yml' }],
  });
  const refusing = `${fixed}global:\n  checkNewVersion: false\n`.replace(
    'address: ":80"',
    'address: ":80"\n    http: { encodedCharacters: { allowEncodedSlash: false } }',
  );
  expect(foundIn(judge(refusing))).toEqual(['traefik/slash-refused']);
  expect(
    judge(compose('').replace(/ {6}- --entry.*\n/, '')).unclear.map(({ kind }) => kind),
  ).toContain('other-file');
});

test('TOML is recognised and answered in words', () => {
  for (const text of [
    '[entryPoints]\n  [entryPoints.web]\n    address = ":80"\n',
    '[http.routers.jenkins]\n  rule = "Host(`ci.example.com`)"\n',
  ])
    expect(judge(text)).toMatchObject({
      server: 'traefik',
      state: 'not-understood',
      problems: [{ kind: 'toml', line: 1 }],
    });
});

test('chains that name each other twice are answered at once', () => {
  const chains = Array.from(
    { length: 40 },
    (_, n) =>
      `    m${String(n)}: { chain: { middlewares: [m${String(n + 1)}, m${String(n + 1)}] } }\n`,
  );
  const text = `http:\n  routers:\n    jenkins: { rule: x, middlewares: [m0] }\n  middlewares:\n${chains.join('')}    m40: { stripPrefix: { prefixes: [/ci] } }\n`;
  expect(foundIn(judge(text))).toEqual(['traefik/prefix-removed']);
});

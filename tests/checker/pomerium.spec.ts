import { expect, test } from 'playwright/test';
import { applied, check, type Report } from '../../checker/check.ts';
import { vocabulary } from '../../checker/from-content/vocabulary.ts';

const words = vocabulary();

const judge = (text: string): Report =>
  check({ files: [{ name: 'file', text }], locale: 'en' }, words);

const foundIn = (report: Report): string[] =>
  report.findings.flatMap(({ setUps }) => setUps).toSorted();

const mended = (text: string): Report => {
  const changes = judge(text).findings.flatMap((finding) => finding.changes);
  return judge(applied([{ name: 'file', text }], changes)[0]?.text ?? '');
};

/** One route for people and for machines, as guides have it. */
const guide = `authenticate_service_url: https://authenticate.example.com
policy:
  - from: https://jenkins.example.com
    to: http://jenkins:8080
    allowed_domains:
      - example.com
`;

test('what Pomerium does without a line counts', () => {
  expect(judge(guide).server).toBe('pomerium');
  expect(foundIn(judge(guide))).toEqual([
    'pomerium/answer-takes-too-long',
    'pomerium/host-not-passed',
    'pomerium/login-not-open',
    'pomerium/sign-in-portal',
    'pomerium/upgrade-not-passed',
    'pomerium/upload-time-limit',
    'pomerium/webhook-behind-password',
  ]);
  // Which addresses are opened to everybody is not for a line to say: the page does.
  expect(foundIn(mended(guide))).toEqual([
    'pomerium/login-not-open',
    'pomerium/sign-in-portal',
    'pomerium/webhook-behind-password',
  ]);
});

test('a route for each kind of address, by prefix and by pattern, is read in its order', () => {
  const open = (match: string): string => `  - from: https://ci.example.com
    ${match}
    to: http://127.0.0.1:8080
    preserve_host_header: true
    allow_websockets: true
    allow_public_unauthenticated_access: true
`;
  const people = `  - from: https://ci.example.com
    to: [http://127.0.0.1:8080]
    preserve_host_header: true
    timeout: 0s
    policy: [{ allow: { or: [{ domain: { is: example.com } }] } }]
`;
  const all = [
    open('prefix: /wsagents/'),
    open('regex: ^/cli/.*'),
    open('path: /login'),
    open('prefix: /project/'),
  ];
  const text = (routes: readonly string[]): string =>
    `timeout_read: 0s\nroutes:\n${routes.join('')}`;
  const right = judge(text([...all, people]));
  expect([right.server, right.state, foundIn(right)]).toEqual(['pomerium', 'nothing', []]);
  expect(foundIn(judge(text([people, ...all])))).toContain('pomerium/login-not-open');
  expect(foundIn(judge(text([...all.slice(0, 3), people])))).toEqual([
    'pomerium/webhook-behind-password',
  ]);
});

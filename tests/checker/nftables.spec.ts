import { expect, test } from 'playwright/test';
import { applied, check, type Report } from '../../checker/check.ts';
import { vocabulary } from '../../checker/from-content/vocabulary.ts';
import { parseNftables } from '../../checker/iptables/nftables.ts';

const words = vocabulary();

const judge = (text: string): Report =>
  check({ files: [{ name: 'file', text }], locale: 'en' }, words);

const foundIn = (report: Report): string[] => report.findings.flatMap(({ setUps }) => setUps);

const mended = (text: string): { readonly text: string; readonly report: Report } => {
  const changes = judge(text).findings.flatMap((finding) => finding.changes);
  const fresh = applied([{ name: 'file', text }], changes)[0]?.text ?? '';
  return { text: fresh, report: judge(fresh) };
};

const table = (family: string, others = ''): string => `#!/usr/sbin/nft -f
flush ruleset
table ${family} nat {
  set web { type inet_service; elements = { 80,
    443 } }
  chain pre {
    type nat hook prerouting priority dstnat; policy accept
    ip daddr { 192.0.2.1, 192.0.2.2 } tcp dport 80 counter redirect to :8080 comment "Jenkins; all"
  }
${others}}
`;

test('a redirection without one for the machine itself is found, in each family', () => {
  for (const [family, setUp] of [
    ['inet', 'iptables/output-rule-missing'],
    ['ip', 'iptables/output-rule-missing'],
  ] as const) {
    const report = judge(table(family));
    expect([report.server, foundIn(report)]).toEqual(['iptables', [setUp]]);
    expect(mended(table(family)).report.state).toBe('nothing');
  }
});

test('a chain of its own for what goes out gets the rule', () => {
  const output =
    '  chain out {\n    type nat hook output priority -100;\n    oifname "lo" tcp dport 443 dnat to 127.0.0.1:8080\n  }\n';
  const text = table('inet', output);
  expect(foundIn(judge(text))).toEqual(['iptables/output-rule-missing']);
  const { text: fresh, report } = mended(text);
  expect(report.state).toBe('nothing');
  expect(fresh).toContain(
    '127.0.0.1:8080\n    oifname "lo" tcp dport 80 redirect to :8080\n  }\n}\n',
  );
});

test('a table of IPv6 beside a right one of IPv4 is named as such', () => {
  const right = table(
    'ip',
    '  chain out {\n    type nat hook output priority -100;\n    tcp dport 80 redirect to :8080\n  }\n',
  );
  expect(judge(right).state).toBe('nothing');
  expect(foundIn(judge(right + table('ip6').replace(/^#.*\nflush.*\n/, '')))).toEqual([
    'iptables/ipv6-rules-missing',
  ]);
});

test('commands, a rule each, are read as well', () => {
  const text = `nft add table ip nat
nft add chain ip nat prerouting { type nat hook prerouting priority 0 \\; }
nft add rule ip nat prerouting tcp dport 80 redirect to 8080
`;
  const report = judge(text);
  expect([report.server, foundIn(report)]).toEqual(['iptables', ['iptables/output-rule-missing']]);
  const { text: fresh, report: again } = mended(text);
  expect([again.state, again.problems]).toEqual(['nothing', []]);
  expect(fresh).toContain('nft add rule ip nat output oifname lo tcp dport 80 redirect to :8080');
});

test('half a file is told with its line', () => {
  const problems = (text: string): string[] =>
    parseNftables({ name: 'file', text }).problems.map(
      ({ kind, line }) => `${kind}@${String(line)}`,
    );
  expect(problems('table ip a {\n  chain b {\n  }\n')).toEqual(['not-closed@1']);
  expect(problems('table ip a {\n}\n}\n')).toEqual(['not-opened@3']);
  expect(problems('table ip a {\n  x "y\n}\n')).toEqual(['quote-not-closed@2']);
  expect(problems('a {'.repeat(100))).toEqual(['too-deep@1']);
});

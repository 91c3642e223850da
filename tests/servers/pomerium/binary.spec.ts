import { expect, test } from 'playwright/test';
import { withoutSsh } from './binary/envoy-without-ssh.ts';

/** The three values as `upstream_tunnel.go` of v0.32.9 describes them. */
const value = (name: string): string => `\t\t\t\t{
\t\t\t\t\tKey: &set_filter_statev3.FilterStateValue_ObjectKey{
\t\t\t\t\t\tObjectKey: "pomerium.extensions.ssh.${name}",
\t\t\t\t\t},
\t\t\t\t},
`;
const names = ['downstream_source_address', 'requested_server_name', 'requested_path'] as const;
const published = `package envoyconfig\n\n${names.map(value).join('')}`;

test('each of the three values gets the factory of plain texts', () => {
  const changed = withoutSsh(published);
  expect(changed.match(/\t\t\t\t\tFactoryKey: "envoy\.string",\n\t\t\t\t\tKey: /g)).toHaveLength(3);
  expect(changed.replaceAll(/\t+FactoryKey: "envoy\.string",\n/g, '')).toBe(published);
});

test('a source that is not what it was stops the build, and says what was found', () => {
  for (const [what, source] of [
    ['a value is gone', published.replace(value('requested_path'), '')],
    ['a value is new', published + value('another')],
    ['a value has another name', published.replace('requested_path', 'path')],
    ['their order is another', `${value('requested_path')}${published}`],
    ['it is written another way', published.replaceAll('Key: &set', 'Key:  &set')],
    ['it names a factory already', `${published}// FactoryKey\n`],
  ] as const) {
    expect(() => withoutSsh(source), what).toThrow(/upstream_tunnel\.go is not what it was/);
  }
});

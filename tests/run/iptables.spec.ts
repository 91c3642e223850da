import { expect, test } from 'playwright/test';
import { exampleSettings, toText } from '#conf';
import { findExample } from '#examples';
import { findCommand } from '../../content/commands/index.ts';
import { servers } from '#servers';
import type { Shape } from '#settings';
import { shellText } from '../lab/shell-text.ts';
import { exampleJob } from './example-job.ts';
import { matchesOutput } from './expected-output.ts';
import type { CommandResult, LabCommand } from '../lab/job.ts';
import { addresses } from '../lab/network.ts';
import { waysIn } from '../lab/ways-in.ts';
import { runInLab } from '../lab/run.ts';

/**
 * What only a redirection of ports has to show, beside the contract: every way in, from outside and
 * from the machine itself, over IPv4 and IPv6; the port of Jenkins closed; rules that survive being
 * saved and restored.
 */
const example = findExample('iptables');
const { commands: pageCommands } = servers.iptables;

const settingsOf = (shape: Shape) => exampleSettings(example, shape);

const status = (url: string, address: string): string =>
  `curl -sSk -o /dev/null -w '%{http_code}' --connect-to '::${address}:' '${url}'`;

const loginUrl = (shape: Shape): string => {
  const { scheme, host, path } = settingsOf(shape);
  return `${scheme}://${host}${path}/login`;
};

const refusal = (address: string, port: number): string =>
  `curl -sk -o /dev/null -w '%{http_code} %{exitcode}' --max-time 5 'http://${address}:${port}/login'`;

const run = async (
  shape: Shape,
  commands: readonly LabCommand[],
  change: Partial<Parameters<typeof runInLab>[0]> = {},
): Promise<readonly CommandResult[]> => {
  const result = await runInLab({ ...exampleJob(example, shape), checks: [], commands, ...change });
  expect(result.failure ?? '').toBe('');
  return result.commands;
};

/** The rules alone: neither comments nor counters nor blank lines. */
const rulesIn = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/\s*\[\d+:\d+\]$/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

/** Rules by table, since the order of the tables is not the file's to choose. */
const tablesIn = (text: string): Record<string, string[]> => {
  const tables: Record<string, string[]> = {};
  let current: string[] = [];
  for (const line of rulesIn(text)) {
    if (line.startsWith('*')) tables[line] = current = [];
    else if (line !== 'COMMIT') current.push(line);
  }
  return tables;
};

const families = ['iptables', 'ip6tables'] as const;

const save: readonly LabCommand[] = families.map((family) => ({
  side: 'server',
  run: `${family}-save`,
}));

const restored: readonly LabCommand[] = families.map((family) => ({
  side: 'server',
  run: `${family}-save > /run/saved && ${family} -F && ${family} -t nat -F && ${family}-restore /run/saved && ${family}-save`,
}));

for (const shape of example.shapes) {
  test(`${shape}: every way in works, the ports of Jenkins are closed, the rules survive`, async () => {
    const job = exampleJob(example, shape);
    const inner = shape.startsWith('https') ? [8443, 8080] : [8080];
    const entrances = waysIn.map(([side, address]): LabCommand => ({
      side,
      run: status(loginUrl(shape), address),
    }));
    const closed = inner.flatMap((port) =>
      [addresses.server, `[${addresses.server6}]`].map((address): LabCommand => ({
        side: 'client',
        run: refusal(address, port),
      })),
    );
    const loopback: LabCommand = {
      side: 'server',
      run: status(
        loginUrl(shape).replace(settingsOf(shape).host, `127.0.0.1:${inner[0]}`),
        '127.0.0.1',
      ),
    };
    const results = await run(shape, [
      ...entrances,
      ...closed,
      loopback,
      ...save,
      { side: 'server', run: job.enable.join(' && ') },
      ...save,
      ...restored,
      ...entrances,
    ]);
    let next = 0;
    const take = (count: number): string[] =>
      results.slice(next, (next += count)).map(({ stdout }) => stdout);
    const published = job.files.map(({ text }) => tablesIn(text));
    const expectEntrances = (outputs: readonly string[]): void => {
      expect(waysIn.map((way, index) => [...way, outputs[index]])).toEqual(
        waysIn.map((way) => [...way, '200']),
      );
    };

    await test.step('from outside and from the machine itself, over IPv4 and IPv6', () => {
      expectEntrances(take(entrances.length));
    });
    await test.step('the ports of Jenkins refuse other machines at once', () => {
      expect(new Set(take(closed.length))).toEqual(new Set(['000 7']));
    });
    await test.step('and answer on the loopback', () => {
      expect(take(1)).toEqual(['200']);
    });
    await test.step('the rules are those of the files, restored once or twice', () => {
      expect(take(2).map(tablesIn)).toEqual(published);
      take(1);
      expect(take(2).map(tablesIn)).toEqual(published);
    });
    await test.step('the same when saved and restored, and they still work', () => {
      expect(take(2).map(tablesIn)).toEqual(published);
      expectEntrances(take(entrances.length));
    });
  });
}

const inNftables = findExample('iptables/nftables');

for (const shape of inNftables.shapes) {
  test(`${shape} in nftables: every way in works, other tables stay, a second load changes nothing`, async () => {
    const job = exampleJob(inNftables, shape);
    const settings = exampleSettings(inNftables, shape);
    const inner = shape.startsWith('https') ? [8443, 8080] : [8080];
    const asked = (id: string): LabCommand => ({
      side: 'server',
      run: shellText(findCommand(`iptables/${id}`).run, settings),
    });
    const list: LabCommand = { side: 'server', run: 'nft list table inet jenkins' };
    const result = await runInLab({
      ...job,
      checks: [],
      commands: [
        ...waysIn.map(([side, address]): LabCommand => ({
          side,
          run: status(loginUrl(shape), address),
        })),
        ...inner.flatMap((port) =>
          [addresses.server, `[${addresses.server6}]`].map((address): LabCommand => ({
            side: 'client',
            run: refusal(address, port),
          })),
        ),
        list,
        { side: 'server', run: 'nft add table inet other' },
        { side: 'server', run: job.enable.join(' && ') },
        list,
        { side: 'server', run: 'nft list table inet other' },
        asked('nft-validate'),
        { side: 'server', run: 'nft delete table inet other; nft delete table inet jenkins' },
        asked('nft-existing-rules'),
      ],
    });
    expect(result.failure ?? '').toBe('');
    const outputs = result.commands.map(({ stdout }) => stdout);
    const closed = outputs.slice(waysIn.length, waysIn.length + 2 * inner.length);
    expect(outputs.slice(0, waysIn.length)).toEqual(waysIn.map(() => '200'));
    expect(new Set(closed)).toEqual(new Set(['000 7']));
    const [first, , , second, other, valid, , tables] = outputs.slice(
      waysIn.length + closed.length,
    );
    expect(second).toBe(first);
    expect(other).toContain('table inet other');
    expect(valid?.trim()).toBe('OK');
    expect(tables?.trim()).toBe('0');
  });
}

test('the rules for a machine that has others keep these and let Jenkins in', async () => {
  const settings = settingsOf('https-host');
  const add = pageCommands['add-to-existing'];
  if (add === undefined) throw new Error('The page has no command add-to-existing.');
  const firewall = families
    .map(
      (family) =>
        `${family} -P INPUT DROP; ${family} -A INPUT -i lo -j ACCEPT; ` +
        `${family} -A INPUT -p tcp --dport 22 -j ACCEPT; ${family} -A INPUT -p ${family === 'iptables' ? 'icmp' : 'ipv6-icmp'} -j ACCEPT`,
    )
    .join('; ');
  const results = await run(
    'https-host',
    [
      { side: 'server', run: firewall },
      { side: 'client', run: `${status(loginUrl('https-host'), addresses.server)} --max-time 2` },
      { side: 'server', run: shellText(add.run, settings) },
      { side: 'client', run: status(loginUrl('https-host'), addresses.server) },
      { side: 'client', run: status(loginUrl('https-host'), `[${addresses.server6}]`) },
      { side: 'client', run: refusal(addresses.server, 8443) },
      { side: 'server', run: 'iptables -S INPUT' },
    ],
    { files: [], enable: [], validate: null },
  );
  const [, shut, , v4, v6, direct, input] = results;
  expect(shut?.stdout).toBe('000');
  expect(v4?.stdout).toBe('200');
  expect(v6?.stdout).toBe('200');
  expect(direct?.stdout).toBe('000 7');
  expect(input?.stdout).toContain('--dport 22 -j ACCEPT');
});

test('the commands of the page print what the page says, and the syntax check applies nothing', async () => {
  const settings = settingsOf('http-host');
  const named = [
    ['server', 'iptables/version'],
    ['server', 'iptables/validate'],
    ['server', 'iptables/from-itself'],
    ['client', 'check/port-closed'],
    ['server', 'iptables/existing-rules'],
  ] as const;
  const pageCommand = (name: string) => {
    const command = findCommand(name);
    if (command.output === undefined) throw new Error(`The page has no output of “${name}”.`);
    return {
      run: shellText(command.run, settings),
      output: toText(command.output, settings, 'en'),
    };
  };
  const flush = families.map((family) => `${family} -F; ${family} -t nat -F`).join('; ');
  const mistaken =
    "printf '*nat\\n-A PREROUTING -p tcp --dport 80 -j REDIRECT --to-prots 8080\\nCOMMIT\\n' | iptables-restore --test";
  const results = await run('http-host', [
    { side: 'server', run: 'iptables-save' },
    { side: 'server', run: mistaken },
    { side: 'server', run: 'iptables-save' },
    ...named.flatMap(([side, name]): LabCommand[] => [
      ...(name === 'iptables/existing-rules' ? [{ side: 'server', run: flush } as const] : []),
      { side, run: pageCommand(name).run.replaceAll('(sudo ', '(') },
    ]),
  ]);
  const [before, refused, after, ...printed] = results;
  expect(refused?.exit).not.toBe(0);
  expect(tablesIn(after?.stdout ?? '')).toEqual(tablesIn(before?.stdout ?? ''));
  const outputs = printed.filter(({ run: line }) => line !== flush);
  named.forEach(([, name], index) => {
    matchesOutput(outputs[index]?.stdout ?? '', pageCommand(name).output);
  });
});

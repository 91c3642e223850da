import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { siteHost } from '../../content/hosting/index.ts';
import type { LabCommand } from '../lab/job.ts';
import { addresses } from '../lab/network.ts';
import { runInLab } from '../lab/run.ts';
import { waysIn } from '../lab/ways-in.ts';
import { dist, hostingJob } from './hosting-job.ts';

/** What only one server has to show beside the checks of all: redirected ports, a cache. */
const ask = (url: string, address: string, print: string): string =>
  `curl -sSk -o /dev/null -w '${print}' --max-time 5 --connect-to '::${address}:' '${url}'`;

const output = async (
  id: 'iptables' | 'squid',
  commands: readonly LabCommand[],
): Promise<string[]> => {
  const result = await runInLab({ ...hostingJob(id, 'root', 'en', []), commands });
  expect(result.failure ?? '').toBe('');
  return result.commands.map(({ stdout }) => stdout);
};

test('iptables: every way in works, and the ports of nginx refuse other machines', async () => {
  const urls = [
    ['https', '200'],
    ['http', '308'],
  ] as const;
  const open = urls.flatMap(([scheme, status]) =>
    waysIn.map(([side, address]) => ({ side, address, scheme, status })),
  );
  const closed = ([8080, 8443] as const).flatMap((port) =>
    [addresses.server, `[${addresses.server6}]`].map((address) => ({ port, address })),
  );
  const printed = await output('iptables', [
    ...open.map(({ side, address, scheme }) => ({
      side,
      run: ask(`${scheme}://${siteHost}/fr/`, address, '%{http_code}'),
    })),
    ...closed.map(({ port, address }) => ({
      side: 'client' as const,
      run: ask(`https://${siteHost}:${port}/fr/`, address, '%{http_code} %{exitcode}'),
    })),
  ]);
  expect(open.map((way, index) => ({ ...way, status: printed[index] }))).toEqual(open);
  // 7: the connection is refused, at once.
  expect(printed.slice(open.length)).toEqual(closed.map(() => '000 7'));
});

test('squid keeps what never changes, in both encodings, and passes pages on', async () => {
  const [style = ''] = readdirSync(join(dist, '_astro')).filter((name) => name.endsWith('.css'));
  const hit = (path: string, encoding: string): LabCommand => ({
    side: 'client',
    run: `curl -sS -o /dev/null -D - -H 'Accept-Encoding: ${encoding}' --connect-to ::${addresses.server}: https://${siteHost}${path} | grep -io '^x-cache: [a-z]*' | cut -c10-`,
  });
  const printed = await output(
    'squid',
    [`/_astro/${style}`, '/fr/'].flatMap((path) =>
      ['gzip', 'gzip', 'identity', 'identity'].map((encoding) => hit(path, encoding)),
    ),
  );
  expect(printed.map((line) => line.trim())).toEqual([
    ...['MISS', 'HIT', 'MISS', 'HIT'],
    ...['MISS', 'MISS', 'MISS', 'MISS'],
  ]);
});

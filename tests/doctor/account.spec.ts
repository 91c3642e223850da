import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { admin, startDouble } from '../double/index.ts';
import { runDoctor } from './run-doctor.ts';

// On a loaded machine the doctor, which keeps its time, leaves rules unseen.
test.describe.configure({ retries: 2 });

test('a token reaches Jenkins, and neither the output nor the list of processes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-account-'));
  const real = spawnSync('sh', ['-c', 'command -v curl'], { encoding: 'utf8' }).stdout.trim();
  // A curl that notes the words that it is given, as ps shows them.
  writeFileSync(
    join(folder, 'curl'),
    `#!/bin/sh\nprintf '%s\\n' "$*" >>'${folder}/words'\nexec '${real}' "$@"\n`,
    { mode: 0o755 },
  );
  const secret = `${admin.name}:${admin.apiToken}`;
  const account = join(folder, 'account.txt');
  writeFileSync(account, `${secret}\n`, { mode: 0o600 });
  const double = await startDouble({
    listen: { host: '127.0.0.1', port: 0 },
    agentPort: null,
  });
  try {
    const url = `http://127.0.0.1:${double.port}/`;
    double.configure({ jenkinsUrl: url });
    const ways = [
      { words: ['--user-file', account], env: {} },
      { words: [], env: { JENKINS_USER_ID: admin.name, JENKINS_API_TOKEN: admin.apiToken } },
    ];
    for (const { words, env } of ways) {
      const { stdout, stderr } = await runDoctor(['--json', ...words, url], {
        ...env,
        PATH: `${folder}:${process.env['PATH'] ?? ''}`,
      });
      const text = `${stdout}${stderr}`;
      const { kept, requests } = JSON.parse(text) as { kept: string[]; requests: number };
      expect(kept).toContain('basic-authentication');
      expect(kept).toContain('reverse-proxy-check');
      expect(requests).toBeLessThanOrEqual(60);
      expect(text).not.toContain(admin.apiToken);
    }
    expect(readFileSync(join(folder, 'words'), 'utf8')).not.toContain(admin.apiToken);
    const changed = double
      .requests()
      .filter(({ method, target }) => method !== 'GET' && /build|createItem|config/i.test(target));
    expect(changed).toEqual([]);
    expect(double.ran().filter(({ job }) => job !== '')).toEqual([]);
  } finally {
    await double.close();
  }
});

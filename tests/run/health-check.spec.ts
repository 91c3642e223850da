import { expect } from 'playwright/test';
import { findCommand } from '#commands';
import { isForVersion, toText } from '#conf';
import { examples } from '#examples';
import { shellText } from '../lab/shell-text.ts';
import { installedVersion } from '../servers/installed-version.ts';
import { exampleJob } from './example-job.ts';
import { matchesOutput } from './expected-output.ts';
import { test } from './labs.ts';

/** What the page on security tells of a health check: by the bare address it is refused, by name let in. */
for (const server of ['nginx', 'apache', 'haproxy', 'lighttpd', 'squid', 'caddy']) {
  test(`${server} lets a health check in that names the public host, and no other`, async ({
    runPhases,
  }) => {
    const version = installedVersion(server);
    const example = examples.find(
      (each) =>
        (each.id === server || each.id.startsWith(`${server}/before-`)) &&
        (version === null || isForVersion(each, version)),
    );
    if (example === undefined) throw new Error(`No example for ${server} ${version ?? ''}.`);
    const job = exampleJob(example, 'https-host');
    const { run, output } = findCommand('check/by-address');
    const bare = `curl -sSk -o /dev/null -w '%{http_code}' https://127.0.0.1/login`;
    const [result] = await runPhases([
      {
        ...job,
        checks: [],
        commands: [
          { side: 'server', run: shellText(run, job.settings) },
          { side: 'server', run: bare },
        ],
      },
    ]);
    expect(result?.failure ?? '').toBe('');
    if (output === undefined) throw new Error('The command has no output.');
    matchesOutput(result?.commands[0]?.stdout ?? '', toText(output, job.settings, 'en'));
    expect(result?.commands[1]?.stdout).toMatch(/^(?:000|403|404|421)$/);
  });
}

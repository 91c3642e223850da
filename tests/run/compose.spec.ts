import { expect } from 'playwright/test';
import { exampleSettings } from '#conf';
import { findExample, formForVersion } from '#examples';
import type { ServerId } from '#servers';
import { installedVersion } from '../servers/installed-version.ts';
import { personalJob } from './example-job.ts';
import { test } from './labs.ts';

/**
 * The examples as the files of Compose mount them: there Jenkins has the name `jenkins`. No engine
 * of containers is run; the name leads to the double on the machine of the server.
 */
const served: readonly ServerId[] = ['nginx', 'apache', 'haproxy', 'caddy', 'traefik'];

for (const server of served) {
  test(`${server} reaches a Jenkins of the name that Compose gives it`, async ({ runPhases }) => {
    const example = formForVersion(findExample(server), installedVersion(server) ?? '0');
    const settings = { ...exampleSettings(example, 'https-host'), upstreamHost: 'jenkins' };
    const job = personalJob(example, 'https-host', settings);
    const [result] = await runPhases([
      {
        ...job,
        settings: { ...settings, upstreamHost: '127.0.0.1' },
        enable: [`echo '127.0.0.1 jenkins' >> /etc/hosts`, ...job.enable],
        checks: ['login-page', 'root-url', 'reverse-proxy-check', 'websocket-cli'],
      },
    ]);
    expect(job.files.map(({ text }) => text).join('')).toMatch(/\bjenkins:8080\b/);
    expect(result?.failure ?? '').toBe('');
    expect(result?.outcomes.filter(({ result: outcome }) => outcome !== 'passed')).toEqual([]);
  });
}

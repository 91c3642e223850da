import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { findCommand } from '#commands';
import { toText } from '#conf';
import { defaultShape, sampleSettings } from '#settings';
import { makeCertificates } from '../wire/certificates.ts';
import { followedRoot } from './followed-root.ts';
import { bootMachine } from './machine.ts';

/**
 * Of several `JENKINS_OPTS` the last one alone counts, so that the file of a page silently takes a
 * reader's own options away. The page asks for them first, and tells to join them.
 */
test('a reader who has options of their own is told, and keeps them', async () => {
  const pem = makeCertificates(mkdtempSync(join(tmpdir(), 'jenkins-proxy-pem-')), ['localhost']);
  const machine = await bootMachine(followedRoot('trixie'), pem);
  const settings = sampleSettings(defaultShape);
  const type = async (run: string): Promise<string> => (await machine.type('machine', run)).shown;
  const typeCommand = (id: string, change = (text: string): string => text): Promise<string> =>
    type(change(toText(findCommand(id).run, settings, 'en')));
  const startedWith = async (): Promise<string> =>
    (await type(`sudo journalctl -u jenkins -o cat | grep '^Running with' | tail -n 1`)).trim();
  try {
    expect(await typeCommand('jenkins/own-options')).toBe('none\n');
    machine.put(
      // Where “systemctl edit jenkins” puts them.
      '/etc/systemd/system/jenkins.service.d/override.conf',
      '[Service]\nEnvironment="JENKINS_OPTS=--prefix=/own"\n',
    );
    await type('sudo systemctl daemon-reload; sudo systemctl restart jenkins');
    expect(await startedWith()).toMatch(/ --prefix=\/own$/);
    const shown = await typeCommand('jenkins/own-options');
    expect(shown).toBe('Environment="JENKINS_OPTS=--prefix=/own"\n');
    const own = /JENKINS_OPTS=(.*)"$/.exec(shown.trim())?.[1] ?? '';
    const changed = 'pomerium/jenkins-keep-alive';
    // As it stands, the file that comes last by name takes the other's place.
    await typeCommand(changed);
    expect(await startedWith()).not.toContain('--prefix');
    // Joined as the page says, both hold.
    await typeCommand(changed, (text) => text.replace('JENKINS_OPTS=', `JENKINS_OPTS=${own} `));
    expect(await startedWith()).toMatch(/--prefix=\/own --httpKeepAliveTimeout=\d+$/);
  } finally {
    await machine.end();
  }
});

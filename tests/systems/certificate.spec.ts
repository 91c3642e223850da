import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { exampleSettings, toText } from '#conf';
import { findExample, formForVersion } from '#examples';
import type { ServerId } from '#servers';
import { guards, guardShape, guardedFiles } from '../../content/servers/guards/index.ts';
import { addresses } from '../lab/network.ts';
import { makeCertificates } from '../wire/certificates.ts';
import { authorityName, directory, pebbleIn, pebbleMissing, rootAddress } from '../wire/pebble.ts';
import { blocksOf } from './built-page.ts';
import { commandsOf, filesOf, followOn, type Command } from './follow.ts';
import { followedRoot } from './followed-root.ts';
import { bootMachine } from './machine.ts';
import { suites } from './root.ts';
import { followedSuites, versionOf } from './walks.ts';

/**
 * From a machine with nothing to a certificate that renews itself: the page on certificates, then
 * that of the server, then the lines for port 80, typed on a system of Debian before a real ACME
 * server. Only what certbot asks in a dialogue, and the address of the authority, are given in its
 * own file.
 */

/** Commands of the page on certificates: what leads to the first one, and what follows the lines. */
interface Way {
  readonly server: ServerId;
  /** Ids of the commands that make a later one be obtained in the way in which it is renewed. */
  readonly later: readonly string[];
}

const ways: readonly Way[] = [
  { server: 'nginx', later: [] },
  { server: 'apache', later: [] },
  { server: 'lighttpd', later: [] },
  { server: 'haproxy', later: ['certificate/standalone-behind'] },
  { server: 'squid', later: ['certificate/webroot-behind'] },
];

/** The plugins of these change the running server for as long as it takes. */
const needsNoLines: readonly ServerId[] = ['nginx', 'apache'];

/** Answers to what certbot asks whoever has no account with an authority yet. */
const answers = `server = ${directory}
agree-tos = true
register-unsafely-without-email = true
non-interactive = true
no-random-sleep-on-renew = true
`;

for (const suite of followedSuites) {
  for (const { server, later } of ways) {
    test(`a certificate for ${server} on ${suites[suite]}: obtained, served, renewed`, async () => {
      expect(pebbleMissing() ?? '').toBe('');
      const example = formForVersion(findExample(server), versionOf(server, suite));
      const settings = exampleSettings(example, guardShape);
      const folder = mkdtempSync(join(tmpdir(), 'jenkins-proxy-acme-'));
      const pem = makeCertificates(folder, [authorityName]);
      const machine = await bootMachine(followedRoot(suite), pem, addresses.server, {
        names: { [authorityName]: addresses.client },
        folders: {},
      });
      const follower = followOn(machine, settings);
      const ofServer = blocksOf('en', server, settings);
      const page = blocksOf('en', 'concepts/certificate', settings);
      const own = (section: string, subsection: string | null = null): readonly Command[] =>
        commandsOf(page, settings, section, subsection);
      const section = (id: string): readonly Command[] => commandsOf(ofServer, settings, id);
      const asked = async (run: string): Promise<string> =>
        (await machine.type('elsewhere', run)).shown;
      const shows = own('renew').find(({ id }) => id === 'certificate/served');
      if (shows === undefined) throw new Error('The page does not show what is served.');
      const served = (): Promise<string> => asked(shows.text);
      try {
        machine.startElsewhere(...pebbleIn(folder, pem));
        await asked(
          `until curl -sS ${rootAddress} > pebble.pem; do sleep 1; done; cat pebble.pem >> "$CURL_CA_BUNDLE"`,
        );
        const [install, ...rest] = section('install');
        if (install === undefined) throw new Error('The page has no command to install it.');
        await follower.type(own('name'), ['machine']);
        await follower.type(section('listen'));
        await follower.type([install]);
        // Whoever has no ufw needs no rule of it.
        await machine.type('root', 'apt-get install ufw');
        await follower.type(own('ports').filter(({ id }) => id === 'ports/ufw'));
        await follower.type(own('certbot'));
        machine.put('/etc/letsencrypt/cli.ini', answers);
        const steps = own('certbot', server);
        await follower.type(steps.filter(({ id }) => !later.includes(id)));
        follower.save(filesOf(ofServer, example.id, guardShape));
        await follower.type(rest);
        await follower.type(section('validate'));
        await follower.enterJenkinsUrl();
        await follower.type(section('check'), ['elsewhere']);
        await follower.type(
          own('ports').filter(({ id }) => id === 'ports/reach'),
          ['elsewhere'],
        );
        const guard = guards['acme-challenge'][server];
        if (!needsNoLines.includes(server) && guard !== undefined) {
          for (const { install: path, content } of guardedFiles(example, guard)) {
            machine.put(path, toText(content, settings, 'en'));
          }
          await follower.type(section('validate'));
        }
        expect(follower.differences().join('\n\n')).toBe('');
        expect(await served()).toContain('Pebble Intermediate');
        await follower.type(steps.filter(({ id }) => later.includes(id)));
        await follower.type(own('renew'), ['machine', 'elsewhere']);
        const before = await served();
        // What its timer does when the time has come.
        const renewed = await machine.type('root', 'certbot renew --force-renewal --quiet');
        expect(renewed).toEqual({ exit: 0, shown: '' });
        await asked('sleep 2');
        const after = await served();
        expect(after).toContain('Pebble Intermediate');
        expect(after).not.toBe(before);
        await follower.type(section('check'), ['elsewhere']);
        expect(follower.differences().join('\n\n')).toBe('');
      } finally {
        await machine.end();
      }
    });
  }
}

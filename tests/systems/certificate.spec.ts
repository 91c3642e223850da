import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { exampleSettings, toText } from '#conf';
import {
  certificatePage,
  followedHash,
  isAsked,
  lacksFollowed,
  leaveFragment,
  today,
} from '#evidence';
import { findExample, formForVersion } from '#examples';
import { guards, guardShape, guardedFiles } from '../../content/servers/guards/index.ts';
import { addresses } from '../lab/network.ts';
import { makeCertificates } from '../wire/certificates.ts';
import { authorityName, directory, pebbleIn, pebbleMissing, rootAddress } from '../wire/pebble.ts';
import { blocksOf } from './built-page.ts';
import { certificateWays } from './certificate-ways.ts';
import { commandsOf, filesOf, followOn, type Command } from './follow.ts';
import { followedRoot } from './followed-root.ts';
import { bootMachine, type Seat } from './machine.ts';
import { suites, systemOf } from './root.ts';
import { followedSuites, versionOf } from './walks.ts';

/**
 * From a machine with nothing to a certificate that renews itself: the page on certificates, then
 * that of the server, then the lines for port 80, typed on a system of Debian before a real ACME
 * server. Only what certbot asks in a dialogue, and the address of the authority, are given in its
 * own file.
 */

/** Answers to what certbot asks whoever has no account with an authority yet. */
const answers = `server = ${directory}
agree-tos = true
register-unsafely-without-email = true
non-interactive = true
no-random-sleep-on-renew = true
`;

for (const suite of followedSuites) {
  if (!isAsked(() => lacksFollowed(certificatePage, suites[suite]))) continue;
  for (const { server, later, needsNoLines } of certificateWays) {
    test(`a certificate for ${server} on ${suites[suite]}: obtained, served, renewed`, async () => {
      expect(pebbleMissing() ?? '').toBe('');
      const hash = followedHash(certificatePage);
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
      const page = blocksOf('en', certificatePage, settings);
      const own = (section: string, subsection: string | null = null): readonly Command[] =>
        commandsOf(page, settings, section, subsection);
      const section = (id: string): readonly Command[] => commandsOf(ofServer, settings, id);
      const asked = async (run: string): Promise<string> =>
        (await machine.type('elsewhere', run)).shown;
      const shows = own('renew').find(({ id }) => id === 'certificate/served');
      if (shows === undefined) throw new Error('The page does not show what is served.');
      const served = (): Promise<string> => asked(shows.text);
      let typed = 0;
      /** Types commands of the page on certificates, which are counted. */
      const typeOwn = async (
        commands: readonly Command[],
        seats?: readonly Seat[],
      ): Promise<void> => {
        typed += await follower.type(commands, seats);
      };
      /** Nobody types as fast as a server reads its files again. */
      const settle = async (): Promise<void> => {
        await machine.type('root', 'systemctl is-system-running --wait || true; sleep 2', 60);
      };
      const expectNoDifference = (): void => expect(follower.differences().join('\n\n')).toBe('');
      try {
        machine.startElsewhere(...pebbleIn(folder, pem));
        await asked(
          `until curl -sS ${rootAddress} > pebble.pem; do sleep 1; done; cat pebble.pem >> "$CURL_CA_BUNDLE"`,
        );
        const [install, ...rest] = section('install');
        if (install === undefined) throw new Error('The page has no command to install it.');
        await typeOwn(own('name'), ['machine']);
        await follower.type(section('listen'));
        await follower.type([install]);
        // Whoever has no ufw needs no rule of it.
        await machine.type('root', 'apt-get install ufw');
        await typeOwn(own('ports').filter(({ id }) => id === 'ports/ufw'));
        await typeOwn(own('certbot'));
        machine.put('/etc/letsencrypt/cli.ini', answers);
        const steps = own('certbot', server);
        await typeOwn(steps.filter(({ id }) => !later.includes(id)));
        expectNoDifference();
        follower.save(filesOf(ofServer, example.id, guardShape));
        await follower.type(rest);
        await follower.type(section('validate'));
        await follower.enterJenkinsUrl();
        await settle();
        await follower.type(section('check'), ['elsewhere']);
        await typeOwn(
          own('ports').filter(({ id }) => id === 'ports/reach'),
          ['elsewhere'],
        );
        const guard = guards['acme-challenge'][server];
        if (needsNoLines !== true && guard !== undefined) {
          for (const { install: path, content } of guardedFiles(example, guard)) {
            machine.put(path, toText(content, settings, 'en'));
          }
          await follower.type(section('validate'));
          await settle();
        }
        expect(await served()).toContain('Pebble Intermediate');
        await typeOwn(steps.filter(({ id }) => later.includes(id)));
        await settle();
        await typeOwn(own('renew'), ['machine', 'elsewhere']);
        await typeOwn(
          own('private').filter(({ id }) => id === 'certificate/chain'),
          ['elsewhere'],
        );
        expectNoDifference();
        const before = await served();
        // What its timer does when the time has come.
        const renewed = await machine.type('root', 'certbot renew --force-renewal --quiet');
        expect(renewed).toEqual({ exit: 0, shown: '' });
        await settle();
        const after = await served();
        expect(after).toContain('Pebble Intermediate');
        expect(after).not.toBe(before);
        await follower.type(section('check'), ['elsewhere']);
        expectNoDifference();
        leaveFragment(
          'followed',
          `${certificatePage}/${suite}/${server}`,
          {
            page: certificatePage,
            hash,
            date: today(),
            system: suites[suite],
            walk: server,
            commands: typed,
          },
          systemOf(suite),
        );
      } finally {
        await machine.end();
      }
    });
  }
}

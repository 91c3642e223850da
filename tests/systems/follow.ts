import { setTimeout as after } from 'node:timers/promises';
import { commands } from '#commands';
import { toText } from '#conf';
import { publicUrl, type Settings, type Shape } from '#settings';
import type { Certificates } from '../wire/certificates.ts';
import { ownValues } from '../lab/placeholders.ts';
import type { Block } from './built-page.ts';
import { accountHome, type Machine, type Seat } from './machine.ts';
import { differenceFrom } from './printed.ts';

export type Command = Extract<Block, { kind: 'command' }>;
export type File = Extract<Block, { kind: 'file' }>;

/** Someone who follows a page on a machine, and notes each thing that goes otherwise than it says. */
export interface Follower {
  /** Saves files where a reader saves them, under the names that the page gives. */
  readonly save: (files: readonly File[]) => void;
  /** Types commands one after the other. @returns how many, as `typed` counts them */
  readonly type: (blocks: readonly Command[], seats?: readonly Seat[]) => Promise<number>;
  /** Enters the Jenkins URL, as the page tells to do with a mouse. */
  readonly enterJenkinsUrl: () => Promise<void>;
  /** Number of commands typed so far, one for each line that starts one. */
  readonly typed: () => number;
  readonly differences: () => readonly string[];
  readonly note: (difference: string) => void;
}

/** The number of lines of a block at which a command starts: neither a rest nor a here-document. */
export const commandsIn = (text: string): number => {
  let count = 0;
  let until: string | null = null;
  let continued = false;
  for (const line of text.split('\n')) {
    if (until !== null) {
      if (line === until) until = null;
      continue;
    }
    if (!continued && line.trim() !== '' && !/^(?:\s|done|\}|EOF)/.test(line)) count += 1;
    continued = line.endsWith('\\');
    until = /<<-?'?(\w+)'?/.exec(line)?.[1] ?? null;
  }
  return count;
};

/** Whether a block is for Debian. @throws for one that is no command */
export const isForDebian = ({ id }: Command): boolean => {
  const command = commands[id];
  if (command === undefined) throw new Error(`The page shows “${id}”, which is no command.`);
  return (command.where?.system ?? 'debian') === 'debian';
};

/** Whether a block is for Debian, and for this URL. */
export const concerns = (block: Command, { scheme }: Settings): boolean =>
  isForDebian(block) && (commands[block.id]?.scheme ?? scheme) === scheme;

/** Puts the certificate where the settings of the page say, as an administrator has it. */
export const putCertificate = (
  machine: Machine,
  { certificate, key }: Settings,
  pem: Certificates,
): void => {
  machine.put(certificate, pem.chain);
  machine.put(key, pem.key, { mode: '600' });
};

export const followOn = (machine: Machine, settings: Settings): Follower => {
  const differences: string[] = [];
  let typed = 0;
  const typeOne = async ({ id, text, output }: Command, seat: Seat): Promise<void> => {
    // A command whose output is shown may end as it likes: a search that finds nothing does.
    const ending = output === null ? '' : 'set +e\n';
    // What is asked for is a secret.
    const asked = /^read -/m.test(text) ? `exec <<< 'a-secret'\n` : '';
    const run = `${ending}${asked}${ownValues(text)}`;
    const { exit, shown } = await machine.type(seat, run);
    const where = seat === 'elsewhere' ? `${id} (typed elsewhere)` : id;
    if (output === null && exit !== 0) {
      differences.push(`${where} ended with ${exit}:\n${shown.trimEnd()}`);
      return;
    }
    if (output === null && commands[id]?.varies === true) return;
    const optional = commands[id]?.optional;
    const difference = differenceFrom(
      output ?? '',
      shown,
      optional === undefined ? '' : toText(optional, settings, 'en'),
    );
    if (difference !== null) differences.push(`${where}: ${difference}`);
  };
  return {
    save: (files) => {
      for (const { name, text } of files) {
        machine.put(`${accountHome}/${name}`, text, { owner: 'admin' });
      }
    },
    type: async (blocks, seats = ['machine']) => {
      let count = 0;
      for (const block of blocks) {
        const own = commands[block.id]?.where?.seat;
        // Whoever has sudo sits at the machine.
        const only = own ?? (/(?:^|[( ])sudo /m.test(block.text) ? 'machine' : undefined);
        for (const seat of only === undefined ? seats : [only]) {
          await typeOne(block, seat);
          count += commandsIn(block.text);
        }
      }
      typed += count;
      return count;
    },
    enterJenkinsUrl: async () => {
      const url = publicUrl(settings);
      machine.put('/var/lib/jenkins/jenkins-url', url, { owner: 'jenkins' });
      const body = JSON.stringify({ jenkinsUrl: url });
      const said = await machine.type(
        'root',
        `curl -sS -o /dev/null -w '%{http_code}' -d '${body}' http://127.0.0.1:9080/configure`,
      );
      if (said.shown.trim() !== '200') differences.push(`The Jenkins URL: ${said.shown}`);
    },
    typed: () => typed,
    differences: () => differences,
    note: (difference) => differences.push(difference),
  };
};

/**
 * How a machine answers others: every port on which something listens, and what its web servers say
 * to a request for the front page.
 */
export const answersOf = async (machine: Machine): Promise<string> => {
  const { shown: listening } = await machine.type(
    'root',
    // Port 9080 is the double's own control; a Jenkins without HTTP has none on a fixed port.
    `ss -Hltn | awk '{ print $4 }' | grep -v ':9080$' | sort -u`,
  );
  const ports = [80, 443, 3128, 8080, 8443];
  const { shown: answers } = await machine.type(
    'elsewhere',
    ports
      .flatMap((port) =>
        ['http', 'https'].map((scheme) => `${scheme}://jenkins.example.com:${port}/`),
      )
      .map(
        (url) =>
          `curl -sk --max-time 10 -o /dev/null -w '${url} %{http_code} %{redirect_url} exit %{exitcode}\\n' ${url} || true`,
      )
      .join('\n'),
  );
  return `${listening}${answers}`;
};

/** Waits until Jenkins itself answers on the machine. @throws after the given seconds */
export const untilJenkinsAnswers = async (machine: Machine, seconds: number): Promise<void> => {
  const limit = Date.now() + seconds * 1000;
  while (Date.now() < limit) {
    const { shown } = await machine.type('root', 'systemctl is-active jenkins || true');
    if (shown.trim() === 'active') return;
    await after(1000);
  }
  throw new Error(`Jenkins did not start within ${seconds} s.`);
};

/** The files of an example for one shape, as the page shows them. */
export const filesOf = (blocks: readonly Block[], example: string, shape: Shape): readonly File[] =>
  blocks.filter(
    (block): block is File =>
      block.kind === 'file' && block.shape === shape && block.example === example,
  );

export const commandsOf = (
  blocks: readonly Block[],
  settings: Settings,
  section: string,
  subsection: string | null = null,
): readonly Command[] =>
  blocks.filter(
    (block): block is Command =>
      block.kind === 'command' &&
      block.section === section &&
      block.subsection === subsection &&
      concerns(block, settings),
  );

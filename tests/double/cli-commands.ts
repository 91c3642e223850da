/** Commands of the double's command line, whatever the transport. */

import { setTimeout as delay } from 'node:timers/promises';
import type { Principal } from './accounts.ts';
import type { Builds } from './builds.ts';
import { asyncQueue, timedOut, within } from './async-queue.ts';
import { int32, operations, type CliFrame } from '../wire/cli-frames.ts';
import { readJavaUtf } from './cli-frames.ts';

export interface CliConnection {
  principal: Principal;
  version: string;
  /** Frames of the client, until it hangs up. */
  received: AsyncIterator<CliFrame>;
  send(frame: CliFrame): Promise<void>;
  /** Time for the client to say START, in milliseconds. */
  startTimeout: number;
  isGone(): boolean;
  /** Resolves when the client's connection is cut. */
  gone: Promise<unknown>;
  builds: Builds;
}

interface CommandContext {
  args: string[];
  connection: CliConnection;
  stdin: AsyncIterable<Buffer>;
  print(text: string | Buffer): Promise<void>;
}

const commands: Record<string, (context: CommandContext) => Promise<number>> = {
  async 'who-am-i'({ print, connection: { principal } }) {
    const group = principal.anonymous ? 'anonymous' : 'authenticated';
    await print(`Authenticated as: ${principal.name}\nAuthorities:\n  ${group}\n`);
    return 0;
  },
  async version({ print, connection }) {
    await print(`${connection.version}\n`);
    return 0;
  },
  async help({ print }) {
    await print(
      Object.keys(commands)
        .map((name) => `  ${name}\n`)
        .join(''),
    );
    return 0;
  },
  /** `slow <lines> <milliseconds>`: a line at each interval; none of Jenkins' own. */
  async slow({ args, print, connection }) {
    const [lines = '3', milliseconds = '1000'] = args;
    for (let line = 1; line <= Number(lines) && !connection.isGone(); line += 1) {
      await print(`line ${line}\n`);
      if (line < Number(lines)) await delay(Number(milliseconds));
    }
    return 0;
  },
  /**
   * `build JOB -s [-p LASTS=milliseconds]`: not a word between start and end of the build, and a cut
   * connection aborts it (`hudson/cli/BuildCommand.java`).
   */
  async build({ args, print, connection: { builds, gone } }) {
    const job = args.find((word) => !word.startsWith('-') && !word.includes('=')) ?? '';
    const lasts = args.find((word) => word.startsWith('LASTS='))?.slice('LASTS='.length) ?? '1000';
    const build = builds.run(job, Number(lasts));
    if (!args.includes('-s')) return 0;
    await print(`Started ${job} #${build.number}\n`);
    void gone.then(() => build.abort());
    await build.ended;
    await print(`Completed ${job} #${build.number} : ${build.result ?? ''}\n`);
    return build.result === 'SUCCESS' ? 0 : 5;
  },
  /** `cat`: standard input back, piece by piece, to show both directions at once; none of Jenkins' own. */
  async cat({ stdin, print }) {
    for await (const piece of stdin) await print(piece);
    return 0;
  },
};

/** Reads arguments up to START, runs the command and sends its exit code. */
export const runCommand = async (connection: CliConnection): Promise<void> => {
  const { received, send, startTimeout } = connection;
  const words: string[] = [];
  const deadline = Date.now() + startTimeout;
  for (let started = false; !started;) {
    const next = await within(received.next(), Math.max(0, deadline - Date.now()));
    if (next === timedOut) return;
    if (next.done) break;
    if (next.value.operation === operations.arg) words.push(readJavaUtf(next.value.data));
    started = next.value.operation === operations.start;
  }

  const print = (text: string | Buffer) =>
    send({ operation: operations.stdout, data: Buffer.from(text as string) });
  const complain = (text: string) =>
    send({ operation: operations.stderr, data: Buffer.from(`${text}\n`) });
  const exit = (code: number) => send({ operation: operations.exit, data: int32(code) });

  const [name, ...args] = words;
  if (name === undefined) {
    await complain('Connection closed before arguments received');
    return exit(2);
  }
  const command = commands[name];
  if (!command) {
    await complain(`No such command ${name}`);
    return exit(2);
  }
  const stdin = asyncQueue<Buffer>();
  void (async () => {
    for (let next = await received.next(); !next.done; next = await received.next()) {
      if (next.value.operation === operations.stdin) stdin.push(next.value.data);
      if (next.value.operation === operations.endStdin) stdin.end();
    }
    stdin.end();
  })();
  return exit(await command({ args, connection, stdin, print }));
};

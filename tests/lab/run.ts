import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Job, LabResult } from './job.ts';
import { peer } from './lines.ts';
import { insideRoot } from './system.ts';
import { withWheel } from '../servers/installed-version.ts';

/** Namespaces for network, mounts and processes: what a run starts ends with it, what it mounts is seen by it alone. */
const namespaces = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];

/** A place with one real server, a double of Jenkins and a client, for any number of runs. */
export interface Lab {
  /**
   * Runs the server on the files of several jobs, one after the other, and returns all that was
   * seen, in the same order. Nothing of an earlier run is left but the addresses.
   * @throws when the lab itself fails (no namespaces, no `ip`, no `openssl`), not when the server does.
   */
  readonly run: (jobs: readonly Job[]) => Promise<LabResult[]>;
  readonly close: () => Promise<void>;
}

/** Which server runs, and from where. */
export interface LabServer {
  /** Id of the server. */
  readonly server: string;
  /** The root file system whose server is run; that of this machine when absent. */
  readonly root?: string | undefined;
  /** As in a job. */
  readonly packaged?: boolean | undefined;
}

/** Opens a lab for a server. It ends with the process that opened it. */
export const openLab = ({ server, root, packaged = false }: LabServer): Lab => {
  const folder = mkdtempSync(join(tmpdir(), 'jenkins-proxy-lab-'));
  const user = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  const words = [process.execPath, join(import.meta.dirname, 'inside.ts'), folder, server];
  const layers = join(folder, 'layers');
  mkdirSync(layers);
  const child = spawn(
    'unshare',
    [...user, ...namespaces, ...(root === undefined ? words : insideRoot(root, layers, words))],
    {
      stdio: 'pipe',
      // Each lab starts two processes; compiled modules are kept for the next ones.
      env: {
        ...process.env,
        ...(root === undefined && !packaged ? withWheel(server) : {}),
        NODE_COMPILE_CACHE: join(tmpdir(), 'jenkins-proxy-lab-cache'),
      },
    },
  );
  let errors = '';
  child.stderr.on('data', (data: Buffer) => (errors += data.toString('utf8')));
  child.on('error', (error) => (errors += String(error)));
  // A lab that ends early is told of by the question that gets no answer.
  child.stdin.on('error', () => undefined);
  const closed = once(child, 'close').catch(() => undefined);
  const { ask } = peer('server', child.stdin, child.stdout);
  return {
    run: async (jobs) => {
      try {
        return (await ask(jobs)) as LabResult[];
      } catch (error) {
        throw new Error(
          `The lab gave no result; namespaces need root or user namespaces.\n${String(error)}\n${errors}`,
          { cause: error },
        );
      }
    },
    close: async () => {
      child.stdin.end();
      await closed;
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/**
 * Where jobs are run: all of them in the place of the first.
 * @throws when there is no job.
 */
export const placeOf = (jobs: readonly Job[], root?: string): LabServer => {
  const [first] = jobs;
  if (first === undefined) throw new Error('A run needs at least one job.');
  const { server, packaged } = first;
  return { server, root, packaged };
};

/** Runs jobs for one server in a lab of their own, in the root file system of `openLab`. */
export const runPhases = async (jobs: readonly Job[], root?: string): Promise<LabResult[]> => {
  const lab = openLab(placeOf(jobs, root));
  try {
    return await lab.run(jobs);
  } finally {
    await lab.close();
  }
};

/** The same for one job. */
export const runInLab = async (job: Job, root?: string): Promise<LabResult> => {
  const [result] = await runPhases([job], root);
  if (result === undefined) throw new Error('The lab gave no result.');
  return result;
};

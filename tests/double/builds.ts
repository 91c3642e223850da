/** Jobs and the logs of their only build. */

export interface Build {
  /** Full name of the job, as in `team/app`. */
  job: string;
  log: string;
  running: boolean;
}

export interface Builds {
  find(job: string): Build | null;
  /** Appends to a running build's log. @throws Error for an unknown job or a build that ended */
  grow(job: string, text: string): void;
  /** Ends a running build. @throws Error for an unknown job */
  finish(job: string): void;
  names(): string[];
  /** A build that the command line waits for: it writes nothing and ends by itself. @throws Error for an unknown job */
  run(job: string, milliseconds: number): CommandBuild;
  /** What became of those builds, in order. */
  ran(): BuildResult[];
}

/** A build without a result is running. */
export interface BuildResult {
  job: string;
  number: number;
  result: 'SUCCESS' | 'ABORTED' | null;
}

export interface CommandBuild extends BuildResult {
  readonly ended: Promise<void>;
  /** Ends it at once; nothing when it has ended. */
  abort(): void;
}

/** Names that try a proxy's patience with paths, and a folder. */
export const jobNames = ['demo', 'feature%2Ffoo', 'a b', 'a+b', 'été', 'x[1]', 'team/app'] as const;
export const folderName = 'team';

const first =
  'Started by user admin\nRunning as SYSTEM\nBuilding in workspace /home/jenkins/demo\n';
const last = 'Finished: SUCCESS\n';

/** @param settings Gives the time between two lines the running build of `demo` writes by itself. */
export const builds = (settings: () => { consoleInterval: number }): Builds => {
  const startedAt = Date.now();
  let written = 0;
  const ran: CommandBuild[] = [];
  const byJob = new Map<string, Build>(
    jobNames.map((job) => [
      job,
      job === 'demo'
        ? { job, log: first, running: true }
        : { job, log: `${first}+ make\nDone\n${last}`, running: false },
    ]),
  );

  /** Lines due since the last look: growing on a timer without a timer. */
  const catchUp = (build: Build): Build => {
    const { consoleInterval } = settings();
    if (!build.running || consoleInterval === 0) return build;
    const due = Math.floor((Date.now() - startedAt) / consoleInterval);
    for (; written < due; written += 1) build.log += `Step ${written + 1}\n`;
    return build;
  };
  const known = (job: string): Build => {
    const build = byJob.get(job);
    if (!build) throw new Error(`No job "${job}"; known: ${[...byJob.keys()].join(', ')}`);
    return catchUp(build);
  };
  return {
    find(job) {
      const build = byJob.get(job);
      return build ? catchUp(build) : null;
    },
    grow(job, text) {
      const build = known(job);
      if (!build.running) throw new Error(`The build of "${job}" has ended; only demo runs`);
      build.log += text;
    },
    finish(job) {
      const build = known(job);
      if (build.running) build.log += last;
      build.running = false;
    },
    names: () => [...byJob.keys()],
    run(job, milliseconds) {
      known(job);
      const { promise: ended, resolve } = Promise.withResolvers<undefined>();
      const build: CommandBuild = {
        job,
        number: ran.filter((other) => other.job === job).length + 2,
        result: null,
        ended,
        abort: () => end('ABORTED'),
      };
      const end = (result: 'SUCCESS' | 'ABORTED'): void => {
        clearTimeout(timer);
        build.result ??= result;
        resolve(undefined);
      };
      const timer = setTimeout(() => end('SUCCESS'), milliseconds);
      timer.unref();
      ran.push(build);
      return build;
    },
    ran: () => ran.map(({ job, number, result }) => ({ job, number, result })),
  };
};

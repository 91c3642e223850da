import type { Certificates } from '../wire/certificates.ts';
import type { Driver } from '../servers/driver.ts';
import type { Client } from './client-process.ts';
import { runCommand } from './command.ts';
import { install } from './files.ts';
import { startJenkins } from './jenkins.ts';
import type { CommandResult, Job, LabResult } from './job.ts';
import { clearLogs, readLogs, startServer, troubleIn } from './server.ts';

/** What every phase of a lab shares. */
export interface Bench {
  readonly driver: Driver;
  readonly client: Client;
  readonly certificates: Certificates;
  readonly version: string;
  readonly system: string;
  /** Environment in which a command on the server trusts the certificate of the test. */
  readonly trust: Readonly<Record<string, string>>;
}

/** One job from its files to the stopped server; the next phase finds the place tidy. */
export const runPhase = async (
  job: Job,
  { driver, client, certificates, version, system, trust }: Bench,
): Promise<LabResult> => {
  clearLogs(driver);
  install(job, certificates);
  const enable: CommandResult[] = [];
  for (const step of job.enable) enable.push(await runCommand(step));
  const validate = job.validate === null ? null : await runCommand(job.validate);
  const empty = {
    version,
    system,
    enable,
    validate,
    outcomes: [],
    commands: [],
    trouble: [],
    logs: {},
    received: [],
    jenkinsLog: [],
  };
  const refused = [...enable, ...(validate === null ? [] : [validate])].find(
    ({ exit }) => exit !== 0,
  );
  if (refused !== undefined || job.syntaxOnly === true) {
    return {
      ...empty,
      started: false,
      ...(refused === undefined
        ? {}
        : { failure: `${refused.run}\n${refused.stdout}${refused.stderr}` }),
    };
  }
  const jenkins = await startJenkins(job, certificates);
  try {
    if (driver.companion !== undefined) await client.ask({ kind: 'companion', job, certificates });
    let server;
    try {
      const tls = job.form.tls && job.outerHop !== true;
      server = await startServer(
        driver,
        driver.ports(job.outerHop === true ? 80 : job.settings.port, tls),
        trust['CURL_CA_BUNDLE'] ?? '',
        { settings: job.settings, tls },
      );
    } catch (error) {
      return { ...empty, started: false, failure: String(error), logs: readLogs(driver) };
    }
    const commands: CommandResult[] = [];
    for (const { side, run, milliseconds } of job.commands ?? []) {
      const limit = milliseconds === undefined ? {} : { milliseconds };
      commands.push(
        side === 'server'
          ? await runCommand(run, { ...limit, env: trust })
          : ((await client.ask({
              kind: 'command',
              run,
              job,
              certificates,
              ...limit,
            })) as CommandResult),
      );
    }
    const probes: Record<string, unknown> = {};
    for (const run of job.probes ?? []) {
      probes[run] = await client.ask({ kind: 'probe', run, job, certificates });
    }
    const plain =
      job.checks === undefined && job.outsideJenkins === undefined
        ? ((await client.ask({ kind: 'plain', job, certificates })) as LabResult['plain'])
        : undefined;
    const outcomes =
      job.checks?.length === 0
        ? []
        : ((await client.ask({
            kind: 'contract',
            job,
            certificates,
          })) as LabResult['outcomes']);
    await server.stop();
    const logs = readLogs(driver);
    const received = jenkins.requests().slice(-500);
    return {
      ...empty,
      started: true,
      outcomes,
      ...(plain === undefined ? {} : { plain }),
      commands,
      probes,
      trouble: troubleIn(driver, [
        server.output(),
        ...Object.values(logs),
        ...(validate === null ? [] : [validate.stdout, validate.stderr]),
      ]),
      logs: { ...logs, output: server.output() },
      received: received.map(({ method, target, headers }) => ({ method, target, headers })),
      jenkinsLog: jenkins.log(),
    };
  } finally {
    await jenkins.close();
  }
};

import { writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { runContract, type Subject } from '../contract/index.ts';
import { headersFor, lookUp, visit } from '../contract/subject.ts';
import { connectDouble } from '../double/remote.ts';
import { runCommand } from './command.ts';
import type { Job } from './job.ts';
import { answerLines } from './lines.ts';
import { addresses, controlPort, takeWire } from './network.ts';
import { startOuterHop } from './outer-hop.ts';
import { takeTurn } from './turn.ts';
import type { Certificates } from '../wire/certificates.ts';
import type { Companion } from '../servers/driver.ts';
import { findClient, loadDriver } from '../servers/load-driver.ts';

/**
 * The client's side of the lab. It lives in a network namespace of its own and obeys the server's
 * side line by line: `hello`, `wire`, then for each run `trust` and `contract`, `plain` or `command`.
 */
interface Request {
  readonly kind:
    'hello' | 'wire' | 'trust' | 'companion' | 'probe' | 'plain' | 'contract' | 'command';
  readonly job?: Job;
  readonly certificates?: Certificates;
  readonly run?: string;
  readonly milliseconds?: number;
  readonly folder?: string;
}

let environment: Record<string, string> = {};
let folder = '.';
/** What the server of the present run needs on this side. */
let companion: Awaited<ReturnType<Companion>> | undefined;

/** Sends a command's requests to the public name through the outer hop, as its users' go. */
const throughHop = ({ host, port }: Job['settings']): Record<string, string> => {
  const place = `${host}:${port}:${addresses.outerHop}:${port}`;
  writeFileSync(`${folder}/.curlrc`, `connect-to = "${place}"\n`);
  return { CURL_HOME: folder };
};

/**
 * What Jenkins receives for a plain request, without the headers that the client sent beside `Host`;
 * nothing where it does not reach Jenkins, as the contract then says.
 * A server that tells Jenkins the name of its machine tells another one elsewhere.
 */
const plainHeaders = async (subject: Subject): Promise<[string, string][]> => {
  const response = await visit(subject, { path: '/login' });
  const own = new Set(headersFor(subject, response.mark).map(([name]) => name.toLowerCase()));
  const received = await lookUp(subject, response.mark);
  return (received?.headers ?? [])
    .filter(([name]) => name.toLowerCase() === 'host' || !own.has(name.toLowerCase()))
    .map(([name, value]) => [name, value === hostname() ? 'HOSTNAME' : value]);
};

const serve = async (request: Request): Promise<unknown> => {
  if (request.kind === 'hello') return 'hello';
  if (request.kind === 'wire') {
    takeWire();
    return 'ready';
  }
  if (request.kind === 'trust') {
    if (request.folder !== undefined && request.certificates !== undefined) {
      ({ folder } = request);
      const bundle = `${folder}/authority.pem`;
      writeFileSync(bundle, request.certificates.authority);
      environment = { CURL_CA_BUNDLE: bundle, SSL_CERT_FILE: bundle };
    }
    return 'ready';
  }
  const { job, certificates } = request;
  if (job === undefined || certificates === undefined) {
    throw new Error(`A request of the kind “${request.kind}” needs a job and certificates.`);
  }
  const driver = await loadDriver(job.server);
  if (request.kind === 'companion') {
    await companion?.close();
    companion = await driver.companion?.start({
      address: addresses.companion,
      settings: job.settings,
      certificate: certificates.chain,
      key: certificates.key,
    });
    return 'ready';
  }
  const hop = job.outerHop === true ? await startOuterHop(job.settings, certificates) : null;
  try {
    if (request.kind === 'command') {
      return await runCommand(request.run ?? 'false', {
        ...(request.milliseconds === undefined ? {} : { milliseconds: request.milliseconds }),
        env: { ...environment, ...(hop === null ? {} : throughHop(job.settings)) },
      });
    }
    const subject: Subject = {
      settings: job.settings,
      form: job.form,
      address: hop === null ? addresses.server : hop.address,
      ...(hop === null ? { address6: addresses.server6 } : {}),
      ...(job.forwardsAgents === true ? { agentPort: job.settings.agentPort } : {}),
      ca: certificates.authority,
      clientAddress: hop === null ? addresses.client : hop.clientAddress,
      double: connectDouble(`http://${addresses.server}:${controlPort}`),
      jenkinsTls: job.upstream.startsWith('https:'),
      viaHop: hop !== null,
      ...(hop === null
        ? {}
        : {
            behindHop: {
              place: { address: addresses.server, port: 80, tls: null, from: addresses.outerHop },
              headers: [
                ['X-Forwarded-For', hop.clientAddress],
                ['X-Forwarded-Proto', job.settings.scheme],
              ],
            },
          }),
      companion: addresses.companion,
    };
    if (request.kind === 'probe') {
      const probe = driver.probes?.[request.run ?? ''];
      if (probe === undefined)
        throw new Error(`${job.server} has no probe “${request.run ?? ''}”.`);
      return await probe(subject);
    }
    const kind = job.client === undefined ? undefined : findClient(driver, job.client);
    const entered = { ...subject, credentials: (await kind?.enter?.(subject)) ?? [] };
    if (request.kind === 'plain') return await plainHeaders(entered);
    return await runContract(
      entered,
      job.checks ?? kind?.rules,
      undefined,
      // A few checks do not keep the machine busy.
      job.checks === undefined ? () => takeTurn(job.turn ?? 0) : undefined,
    );
  } finally {
    await hop?.close();
  }
};

await answerLines((request) => serve(request as Request));

import { createInterface } from 'node:readline';
import { writeFileSync } from 'node:fs';
import { runContract } from '../contract/index.ts';
import { connectDouble } from '../../double/remote.ts';
import { runCommand } from './command.ts';
import type { Job } from './job.ts';
import { addresses, controlPort, takeWire } from './network.ts';
import { startOuterHop } from './outer-hop.ts';
import type { Certificates } from '../certificates.ts';

/**
 * The client's side of the lab. It lives in a network namespace of its own and obeys the server's
 * side line by line: `hello`, `wire`, then `contract` or `command`, each answered by one line of JSON.
 */
interface Request {
  readonly kind: 'hello' | 'wire' | 'contract' | 'command';
  readonly job?: Job;
  readonly certificates?: Certificates;
  readonly run?: string;
  readonly milliseconds?: number;
  readonly folder?: string;
}

let environment: Record<string, string> = {};
let folder = '.';

/** Sends a command's requests to the public name through the outer hop, as its users' go. */
const throughHop = ({ host, port }: Job['settings']): Record<string, string> => {
  const place = `${host}:${port}:${addresses.outerHop}:${port}`;
  writeFileSync(`${folder}/.curlrc`, `connect-to = "${place}"\n`);
  return { CURL_HOME: folder };
};

const serve = async (request: Request): Promise<unknown> => {
  if (request.kind === 'hello') return 'hello';
  if (request.kind === 'wire') {
    takeWire();
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
  const hop = job.outerHop === true ? await startOuterHop(job.settings, certificates) : null;
  try {
    if (request.kind === 'command') {
      return await runCommand(request.run ?? 'false', {
        ...(request.milliseconds === undefined ? {} : { milliseconds: request.milliseconds }),
        env: { ...environment, ...(hop === null ? {} : throughHop(job.settings)) },
      });
    }
    return await runContract(
      {
        settings: job.settings,
        form: job.form,
        address: hop === null ? addresses.server : hop.address,
        ...(hop === null ? { address6: addresses.server6 } : {}),
        ...(job.agentPort === undefined ? {} : { agentPort: job.agentPort }),
        ca: certificates.authority,
        clientAddress: hop === null ? addresses.client : hop.clientAddress,
        double: connectDouble(`http://${addresses.server}:${controlPort}`),
        jenkinsTls: job.upstream.startsWith('https:'),
        viaHop: hop !== null,
      },
      job.checks,
    );
  } finally {
    await hop?.close();
  }
};

for await (const line of createInterface({ input: process.stdin })) {
  try {
    const answer = await serve(JSON.parse(line) as Request);
    process.stdout.write(`${JSON.stringify({ answer })}\n`);
  } catch (error) {
    process.stdout.write(
      `${JSON.stringify({ error: error instanceof Error ? error.stack : String(error) })}\n`,
    );
  }
}

import { publicUrl } from '#settings';
import { serveControl } from '../double/control.ts';
import { startDouble, type DoubleOptions, type ReceivedRequest } from '../double/index.ts';
import type { Certificates } from '../wire/certificates.ts';
import type { Job } from './job.ts';
import { addresses, controlPort } from './network.ts';
import { relay } from './relay.ts';

/** Where and how Jenkins listens, from the URL that the manifest names. */
const jenkinsOptions = (job: Job, pem: Certificates): DoubleOptions => {
  const upstream = new URL(job.upstream);
  const everywhere = upstream.hostname === '0.0.0.0';
  const place = { host: upstream.hostname, port: Number(upstream.port) };
  return {
    contextPath: upstream.pathname.replace(/\/$/, ''),
    jenkinsUrl: publicUrl(job.settings),
    agentPort: { host: '127.0.0.1', port: job.settings.agentPort },
    ...(upstream.protocol === 'https:'
      ? {
          listen: { host: '127.0.0.1', port: 8080 },
          tls: {
            host: everywhere ? '::' : place.host,
            port: place.port,
            cert: pem.chain,
            key: pem.key,
          },
        }
      : { listen: everywhere ? { ...place, host: '::' } : place }),
    ...(job.double?.sni === undefined || upstream.protocol === 'https:'
      ? {}
      : { tls: { host: upstream.hostname, port: 8443, cert: pem.chain, key: pem.key } }),
    ...job.double,
  };
};

/** What stands behind the proxy in a lab, and what is seen of it. */
export interface LabJenkins {
  requests(): ReceivedRequest[];
  log(): string[];
  close(): Promise<void>;
}

/** Starts the double, or opens the way to a Jenkins outside, of which nothing is seen. */
export const startJenkins = async (job: Job, certificates: Certificates): Promise<LabJenkins> => {
  if (job.outsideJenkins !== undefined) {
    const { hostname, port } = new URL(job.upstream);
    const way = await relay({ host: hostname, port: Number(port) }, { path: job.outsideJenkins });
    return { requests: () => [], log: () => [], close: () => way.close() };
  }
  const double = await startDouble(jenkinsOptions(job, certificates));
  if (job.jenkinsStopped === true) await double.stopAccepting();
  const control = await serveControl(double, { host: addresses.server, port: controlPort });
  return {
    requests: () => double.requests(),
    log: () => double.log(),
    close: async () => {
      await control.close();
      await double.close();
    },
  };
};

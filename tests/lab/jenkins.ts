import { publicUrl } from '#settings';
import type { DoubleOptions } from '../double/index.ts';
import type { Certificates } from '../wire/certificates.ts';
import type { Job } from './job.ts';

/** Where and how Jenkins listens, from the URL that the manifest names. */
export const jenkinsOptions = (job: Job, pem: Certificates): DoubleOptions => {
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

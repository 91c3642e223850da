import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';
import { serveControl } from '../../double/control.ts';
import { startDouble, type DoubleOptions } from '../../double/index.ts';

/**
 * Starts the double from the variables of `jenkins.service`, as `/usr/bin/jenkins` of the packages
 * starts Jenkins (jenkinsci/packaging, systemd/jenkins.sh): they become options of the command line,
 * `JENKINS_OPTS` comes last, and of an option that is there twice the last one counts.
 *
 * Below its home, `jenkins-url` holds the Jenkins URL once it was saved, `start-delay` the seconds
 * that it takes to open its ports, and `agent-port` the port of TCP agents once it was set. That one
 * binds every address, whatever `JENKINS_LISTEN_ADDRESS` says, as that of Jenkins does.
 */
const home = process.env['JENKINS_HOME'] ?? '/var/lib/jenkins';

const variables: Readonly<Record<string, string>> = {
  JENKINS_PORT: 'httpPort',
  JENKINS_LISTEN_ADDRESS: 'httpListenAddress',
  JENKINS_HTTPS_PORT: 'httpsPort',
  JENKINS_HTTPS_LISTEN_ADDRESS: 'httpsListenAddress',
  JENKINS_HTTPS_KEYSTORE: 'httpsKeyStore',
  JENKINS_HTTPS_KEYSTORE_PASSWORD: 'httpsKeyStorePassword',
  JENKINS_PREFIX: 'prefix',
};

const known = new Set([...Object.values(variables), 'httpKeepAliveTimeout']);

const words = [
  ...Object.entries(variables).flatMap(([name, option]) => {
    const value = process.env[name] ?? '';
    return value === '' ? [] : [`--${option}=${value}`];
  }),
  ...(process.env['JENKINS_OPTS'] ?? '').split(' ').filter((word) => word !== ''),
];

const options = Object.fromEntries(
  words.map((word): [string, string] => {
    const [, name = '', value = ''] = /^--(\w+)=(.*)$/.exec(word) ?? [];
    if (!known.has(name)) {
      throw new Error(
        `The double does not know “${word}”; it knows --${[...known].join('=, --')}=.`,
      );
    }
    return [name, value];
  }),
);

const stored = (name: string): string | null => {
  const path = `${home}/${name}`;
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : null;
};

const place = (host: string | undefined, port: string) => ({
  // Java's 0.0.0.0 takes IPv6 as well.
  host: host === undefined || host === '0.0.0.0' ? '::' : host,
  port: Number(port),
});

/** A PEM text out of the key store. */
const pem = (...which: string[]): string =>
  execFileSync(
    'openssl',
    [
      'pkcs12',
      '-in',
      options['httpsKeyStore'] ?? '',
      '-passin',
      `pass:${options['httpsKeyStorePassword'] ?? ''}`,
      '-nodes',
      ...which,
    ],
    { encoding: 'utf8' },
  );

const notify = (...said: string[]): void => {
  spawnSync('systemd-notify', said);
};

console.log(`Running with ${words.join(' ')}`);
for (let left = Number(stored('start-delay') ?? 0); left > 0; left -= 5) {
  // As Jenkins does: systemd would give up after 90 s.
  notify('EXTEND_TIMEOUT_USEC=30000000');
  await after(Math.min(left, 5) * 1000);
}

const http = options['httpPort'] ?? '8080';
const https = options['httpsPort'];
const url = stored('jenkins-url');
const agentPort = stored('agent-port');
const doubleOptions: DoubleOptions = {
  contextPath: options['prefix'] ?? '',
  agentPort: agentPort === null ? null : { host: '::', port: Number(agentPort) },
  ...(url === null ? {} : { jenkinsUrl: url }),
  listen:
    http === '-1' ? { host: '127.0.0.1', port: 0 } : place(options['httpListenAddress'], http),
  ...(https === undefined
    ? {}
    : {
        tls: {
          ...place(options['httpsListenAddress'], https),
          cert: pem('-nokeys'),
          key: pem('-nocerts'),
        },
      }),
  ...(options['httpKeepAliveTimeout'] === undefined
    ? {}
    : { idleTimeout: Number(options['httpKeepAliveTimeout']) }),
};
const double = await startDouble(doubleOptions);
const control = await serveControl(double, { host: '127.0.0.1', port: 9080 });
process.once('SIGTERM', () => {
  void Promise.all([double.close(), control.close()]).then(() => process.exit(143));
  setTimeout(() => process.exit(143), 2000).unref();
});
console.log('Jenkins is fully up and running');
notify('--ready');

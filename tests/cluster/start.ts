import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addresses } from '../lab/network.ts';
import { clusterFolder, token } from './place.ts';

/**
 * Starts a cluster without nodes inside the lab: etcd and a real API server, which go on in the
 * background; the lab ends them. A step of the lab: `node start.ts BUILD`, where `BUILD` is the
 * folder that `build/` makes.
 */
const [build] = process.argv.slice(2);
if (build === undefined) throw new Error('Usage: start.ts BUILD');

const inFolder = (name: string): string => join(clusterFolder, name);
mkdirSync(clusterFolder, { recursive: true });

const openssl = (...words: string[]): void => {
  execFileSync('openssl', words, { stdio: ['ignore', 'ignore', 'pipe'] });
};
openssl('genrsa', '-out', inFolder('accounts.key'), '2048');
openssl(
  ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
  ...['-keyout', inFolder('api.key'), '-out', inFolder('api.pem'), '-days', '2'],
  ...['-subj', '/CN=api', '-addext', 'subjectAltName=IP:127.0.0.1'],
);
writeFileSync(inFolder('tokens.csv'), `${token},admin,admin,"system:masters"\n`);
writeFileSync(
  inFolder('kubeconfig'),
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'lab',
        cluster: { server: 'https://127.0.0.1:6443', 'certificate-authority': inFolder('api.pem') },
      },
    ],
    users: [{ name: 'admin', user: { token } }],
    contexts: [{ name: 'lab', context: { cluster: 'lab', user: 'admin' } }],
    'current-context': 'lab',
  }),
);

const start = (name: string, command: string, words: readonly string[]): void => {
  const log = openSync(inFolder(`${name}.log`), 'a');
  spawn(command, words, { detached: true, stdio: ['ignore', log, log] }).unref();
};

start('etcd', 'etcd', [
  ...['--data-dir', inFolder('etcd'), '--listen-client-urls', 'http://127.0.0.1:2379'],
  ...['--advertise-client-urls', 'http://127.0.0.1:2379'],
  ...['--listen-peer-urls', 'http://127.0.0.1:2380'],
  ...['--initial-advertise-peer-urls', 'http://127.0.0.1:2380'],
  ...['--initial-cluster', 'default=http://127.0.0.1:2380'],
]);
start('api', join(build, 'kube-apiserver'), [
  '--etcd-servers=http://127.0.0.1:2379',
  '--bind-address=127.0.0.1',
  '--secure-port=6443',
  `--advertise-address=${addresses.server}`,
  `--tls-cert-file=${inFolder('api.pem')}`,
  `--tls-private-key-file=${inFolder('api.key')}`,
  '--service-account-issuer=https://kubernetes.default.svc',
  `--service-account-key-file=${inFolder('accounts.key')}`,
  `--service-account-signing-key-file=${inFolder('accounts.key')}`,
  '--service-cluster-ip-range=10.96.0.0/16',
  '--authorization-mode=RBAC',
  `--token-auth-file=${inFolder('tokens.csv')}`,
  '--endpoint-reconciler-type=none',
  '--disable-admission-plugins=ServiceAccount',
  '--anonymous-auth=false',
]);

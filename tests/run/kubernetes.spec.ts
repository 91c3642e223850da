import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import { parse } from 'yaml';
import { findCommand } from '#commands';
import { toText } from '#conf';
import { today } from '#evidence';
import { formOf, type Shape } from '#settings';
import {
  clusterFragments,
  clusterHash,
  clusterRunId,
  type ClusterRecord,
} from '../../content/cluster/records.ts';
import {
  clusterFile,
  clusterSettings,
  clusterShapes,
  findSetUp,
  setUpIds,
  type SetUpId,
} from '../../content/cluster/set-ups.ts';
import type { Job, LabResult } from '../lab/job.ts';
import { addresses } from '../lab/network.ts';
import { shellText } from '../lab/shell-text.ts';
import {
  gatewayApiVersion,
  hasKubernetes,
  kubernetesFolder,
  kubernetesVersion,
} from '../cluster/build/index.ts';
import { list, ofTheCharts, traefikKinds } from '../cluster/objects.ts';
import { kubeconfig } from '../cluster/place.ts';
import { traefikFile, type ControllerValues } from '../cluster/traefik-file.ts';
import { matchesOutput } from './expected-output.ts';
import { test } from './labs.ts';

const folder = '/etc/jenkins-cluster';

/** A Service passes the public ports on to those of Traefik's pod; here the kernel does. */
const service = ['iptables', 'ip6tables'].flatMap((command) => {
  const own = command === 'iptables' ? addresses.server : addresses.server6;
  return [
    [80, 8000],
    [443, 8443],
  ].flatMap(([from, to]) =>
    ['PREROUTING', `OUTPUT -d ${own}`].map(
      (chain) =>
        `${command} -t nat -A ${chain} -p tcp --dport ${String(from)} -j REDIRECT --to-ports ${String(to)}`,
    ),
  );
});

/** A step of the lab ends after 30 s, and a loaded machine takes longer for an API server. */
const wait = Array.from(
  { length: 5 },
  () =>
    'for i in $(seq 60); do kubectl get --raw /readyz > /dev/null 2>&1 && exit 0; sleep 0.3; done; exit 0',
);

/** Leaves the record of a run for `npm run test:kubernetes`. */
const leave = (id: SetUpId, shape: Shape, { version, outcomes }: LabResult, hash: string): void => {
  const record: ClusterRecord = {
    hash,
    date: today(),
    kubernetes: kubernetesVersion,
    gatewayApi: gatewayApiVersion,
    traefik: version,
    checks: Object.fromEntries(
      outcomes.map((outcome) => [
        outcome.id,
        outcome.result === 'failed' ? 'impossible' : outcome.result,
      ]),
    ),
  };
  mkdirSync(clusterFragments, { recursive: true });
  writeFileSync(
    join(clusterFragments, `${id}-${shape}.json`),
    JSON.stringify({ id: clusterRunId(id, shape), record }),
  );
};

const inCluster = (step: string): string =>
  `export PATH=${kubernetesFolder()}:$PATH KUBECONFIG=${kubeconfig}\ncd ${folder}\n${step}`;

/** A job that gives a real API server the files of the page, and Traefik the options of its chart. */
const clusterJob = (id: SetUpId, shape: Shape): Job => {
  const setUp = findSetUp(id);
  const settings = clusterSettings(shape);
  const values = parse(clusterFile(setUp.values, settings, 'en').text) as ControllerValues;
  const pageFiles = setUp.files.flatMap((file) => [
    clusterFile(file, settings, 'en'),
    // Only comments differ: the API server reads the other language too.
    {
      ...clusterFile(file, settings, 'fr'),
      name: `fr-${clusterFile(file, settings, 'fr').name}`,
    },
  ]);
  const files = [
    ...pageFiles,
    { name: 'kinds.json', text: list(traefikKinds) },
    { name: 'charts.json', text: list(ofTheCharts(values.tlsOptions)) },
  ];
  const command = (name: string): string => shellText(findCommand(name).run, settings);
  const byFiles = pageFiles.map(({ name }) => name).filter((name) => !name.startsWith('fr-'));
  return {
    server: 'traefik',
    settings,
    form: formOf(shape),
    files: [
      { install: '/etc/traefik/traefik.yml', mode: '644', text: traefikFile(values) },
      ...files.map(({ name, text }) => ({ install: join(folder, name), mode: '644', text })),
    ],
    enable: [
      `${process.execPath} ${join(import.meta.dirname, '../cluster/start.ts')} ${kubernetesFolder()}`,
      ...wait.map(inCluster),
      inCluster('kubectl get --raw /readyz'),
      ...[
        'kubectl apply --server-side -f kinds.json',
        `kubectl apply --server-side -f ${kubernetesFolder()}/gateway-api`,
        'kubectl wait --for=condition=Established crd --all --timeout=25s',
        command('kubernetes/secret'),
        'kubectl apply --server-side --validate=strict -f charts.json',
        // Both languages, checked; then what the page applies.
        ...pageFiles.map(
          ({ name }) =>
            `kubectl --namespace jenkins apply --server-side --dry-run=server --validate=strict -f ${name}`,
        ),
        ...byFiles
          .slice(0, -1)
          .map((name) => `kubectl --namespace jenkins apply --server-side -f ${name}`),
        command(setUp.apply),
      ].map(inCluster),
      ...service,
    ],
    certificates: [
      { path: settings.certificate, holds: ['chain'] },
      { path: settings.key, holds: ['key'] },
    ],
    validate: null,
    upstream: `http://${addresses.server}:8080${settings.path}/`,
    commands:
      id === 'gateway'
        ? [{ side: 'server', run: inCluster(command('kubernetes/conditions')) }]
        : [],
  };
};

test('the API server and kubectl are there', () => {
  expect(hasKubernetes(), 'npm run test:kubernetes makes them').toBe(true);
});

for (const id of setUpIds) {
  for (const shape of clusterShapes) {
    test(`${id}/${shape} keeps the contract in a cluster`, async ({ runPhases }) => {
      const { cannot } = findSetUp(id);
      const hash = clusterHash(id, shape);
      const [result] = (await runPhases([clusterJob(id, shape)])) as [LabResult];
      expect(result.failure ?? '').toBe('');
      expect(result.trouble).toEqual([]);
      const failed = result.outcomes.filter((outcome) => outcome.result === 'failed');
      expect(
        failed.map((outcome) => outcome.id).toSorted(),
        failed.map((outcome) => `${outcome.id}: ${outcome.message ?? ''}`).join('\n'),
      ).toEqual(Object.keys(cannot).toSorted());
      const { output } = findCommand('kubernetes/conditions');
      if (id === 'gateway' && output !== undefined) {
        matchesOutput(
          result.commands[0]?.stdout ?? '',
          toText(output, clusterSettings(shape), 'en'),
        );
      }
      leave(id, shape, result, hash);
    });
  }
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import { parse } from 'yaml';
import { today } from '#evidence';
import { formOf, type Settings, type Shape } from '#settings';
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
import type { Job, LabCommand, LabResult } from '../lab/job.ts';
import { addresses } from '../lab/network.ts';
import { list, ofTheCharts } from '../cluster/objects.ts';
import { apiPort } from '../cluster/place.ts';
import { traefikFile, type ControllerValues } from '../cluster/traefik-file.ts';
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

/** Leaves the record of a run for `npm run test:kubernetes`. */
const leave = (id: SetUpId, shape: Shape, { version, outcomes }: LabResult, hash: string): void => {
  const record: ClusterRecord = {
    hash,
    date: today(),
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

/** Traefik may read an Ingress before the Middlewares that it names, and says so once. */
const isBeforeMiddlewares = /middleware \\"jenkins-\S+@kubernetescrd\\" does not exist/;

const at = (place: string): string => join(import.meta.dirname, '..', place);

/** Waits until Traefik has read all objects, which come to it one kind after the other. */
const isServed = ({ host, path }: Settings, isPlain: boolean): LabCommand => ({
  side: 'client',
  run: `for i in $(seq 100); do
    [ "$(curl -sk -o /dev/null -w '%{http_code}' ${isPlain ? '-4 --resolve' : '--connect-to'} ${isPlain ? `${host}:80:${addresses.server} http` : `::${addresses.server}: https`}://${host}${path}/login)" = 200 ] && exit 0
    sleep 0.2
  done; exit 1`,
});

/** Asks the stand-in for what Traefik has written of a route. */
const status: LabCommand = {
  side: 'server',
  run: `curl -sS http://127.0.0.1:${String(apiPort)}/apis/gateway.networking.k8s.io/v1/namespaces/jenkins/httproutes/jenkins`,
};

/** A job in which Traefik reads the files of the page from an API, with the options of its chart. */
const clusterJob = (id: SetUpId, shape: Shape): Job => {
  const setUp = findSetUp(id);
  const settings = clusterSettings(shape);
  const values = parse(clusterFile(setUp.values, settings, 'en').text) as ControllerValues;
  const files = [
    ...setUp.files.map((file) => clusterFile(file, settings, 'en')),
    { name: 'charts.json', text: list(ofTheCharts(values.tlsOptions ?? {})) },
  ].map(({ name, text }) => ({ install: join(folder, name), mode: '644', text }));
  const standIn = [
    ...[process.execPath, at('cluster/stand-in.ts'), String(apiPort)],
    ...[settings.certificate, settings.key, ...files.map(({ install }) => install)],
  ].join(' ');
  return {
    server: 'traefik',
    settings,
    form: formOf(shape),
    files: [
      { install: '/etc/traefik/traefik.yml', mode: '644', text: traefikFile(values) },
      ...files,
    ],
    enable: [`nohup ${standIn} > ${folder}/api.log 2>&1 &`, ...service],
    certificates: [
      { path: settings.certificate, holds: ['chain'] },
      { path: settings.key, holds: ['key'] },
    ],
    validate: null,
    ...(setUp.isBehind === true ? { outerHop: true } : {}),
    upstream: `http://${addresses.server}:8080${settings.path}/`,
    commands: [isServed(settings, setUp.isBehind === true), ...(id === 'gateway' ? [status] : [])],
  };
};

interface RouteStatus {
  readonly status?: {
    readonly parents: readonly {
      readonly conditions: readonly { readonly type: string; readonly status: string }[];
    }[];
  };
}

for (const id of setUpIds) {
  for (const shape of clusterShapes) {
    test(`${id}/${shape} keeps the contract in a cluster`, async ({ runPhases }) => {
      const { cannot } = findSetUp(id);
      const hash = clusterHash(id, shape);
      const [result] = (await runPhases([clusterJob(id, shape)])) as [LabResult];
      expect(result.failure ?? '').toBe('');
      expect(result.trouble.filter((line) => !isBeforeMiddlewares.test(line))).toEqual([]);
      const failed = result.outcomes.filter((outcome) => outcome.result === 'failed');
      expect(
        failed.map((outcome) => outcome.id).toSorted(),
        failed.map((outcome) => `${outcome.id}: ${outcome.message ?? ''}`).join('\n'),
      ).toEqual(Object.keys(cannot).toSorted());
      if (id === 'gateway') {
        const route = JSON.parse(result.commands[1]?.stdout ?? '{}') as RouteStatus;
        const conditions = route.status?.parents.flatMap((parent) => parent.conditions) ?? [];
        expect(conditions.map(({ type, status: met }) => `${type}=${met}`).toSorted()).toEqual([
          'Accepted=True',
          'ResolvedRefs=True',
        ]);
      }
      leave(id, shape, result, hash);
    });
  }
}

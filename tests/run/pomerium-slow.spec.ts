import { expect, test } from 'playwright/test';
import { findExample } from '#examples';
import type { ProbeId } from '../servers/pomerium/probes.ts';
import { exampleJob } from './example-job.ts';
import { runInLab } from '../lab/run.ts';

/** What takes minutes: Pomerium's limits are of 30 s and, with one of them lifted, of 300 s. */
const seen: readonly (readonly [
  title: string,
  probe: ProbeId,
  expected: Record<string, unknown>,
])[] = [
  ['an upload of 45 s arrives', 'slow-upload', { status: 200 }],
  ['an upload of 200 MB arrives', 'big-upload', { bytes: 200_000_000 }],
  ['an answer comes after 320 s of silence', 'silence', { status: 200, seconds: 320 }],
];

for (const [title, probe, expected] of seen) {
  test(`Pomerium as published: ${title}`, async () => {
    const job = exampleJob(findExample('pomerium'), 'https-host');
    const { failure, probes } = await runInLab({ ...job, checks: [], probes: [probe] });
    expect(failure ?? '').toBe('');
    expect(probes?.[probe]).toMatchObject(expected);
  });
}

for (const [added, expected] of [
  ['timeout: 0s', { status: 504, seconds: 300 }],
  ['timeout: 0s\n    idle_timeout: 0s', { status: 200, seconds: 320 }],
] as const) {
  test(`Pomerium without WebSocket and with ${added.replace(/\s+/, ' ')}: 320 s of silence`, async () => {
    const job = exampleJob(findExample('pomerium'), 'https-host');
    const files = job.files.map((file) => ({
      ...file,
      text: file.text.replaceAll('allow_websockets: true', added),
    }));
    expect(files).not.toEqual(job.files);
    const { failure, probes } = await runInLab({ ...job, files, checks: [], probes: ['silence'] });
    expect(failure ?? '').toBe('');
    expect(probes?.['silence']).toEqual(expected);
  });
}

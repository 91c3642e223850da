import { expect, test } from 'playwright/test';
import type { Job } from '../lab/job.ts';
import { runPhases } from '../lab/run.ts';
import { labRoot } from '../systems/lab-root.ts';
import { hostingJob } from './hosting-job.ts';

/** The file with what its comment tells to do from nginx 1.25.1 on. */
const asTold = (text: string): string =>
  text.replace(
    /^( *)listen 443 ssl http2;\n( *)listen \[::\]:443 ssl http2;$/m,
    '$1listen 443 ssl;\n$2listen [::]:443 ssl;\n$1http2 on;',
  );

test('nginx of Debian 13 takes the file of this site without a warning, changed as its comment tells', async () => {
  const job: Job = { ...hostingJob('nginx', 'root', 'en', []), syntaxOnly: true };
  const files = job.files.map((file) => ({ ...file, text: asTold(file.text) }));
  const [asPublished, changed] = await runPhases([job, { ...job, files }], labRoot('trixie'));
  const printed = (result: typeof changed): string =>
    `${result?.validate?.stdout ?? ''}${result?.validate?.stderr ?? ''}`;
  expect(printed(asPublished)).toContain('the "listen ... http2" directive is deprecated');
  expect(changed?.failure ?? '').toBe('');
  expect(printed(changed)).toContain('test is successful');
  expect(printed(changed)).not.toContain('warn');
});

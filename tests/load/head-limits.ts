import type { ServerId } from '#servers';
import type { Job } from '../lab/job.ts';

/** The lines of the main examples that limit how long a head may take; the others rely on a default. */
export const headLimits: Readonly<Partial<Record<ServerId, readonly string[]>>> = {
  haproxy: ['timeout http-request 10s'],
  squid: ['request_timeout 30 seconds', 'request_start_timeout 30 seconds'],
  caddy: ['read_header 10s'],
  envoy: ['request_headers_timeout: 10s'],
};

/**
 * A job without some lines of its files.
 * @throws for a line that stands in none of them.
 */
export const withoutLines = (job: Job, lines: readonly string[]): Job => {
  const missing = lines.find(
    (line) => !job.files.some(({ text }) => text.split('\n').some((each) => each.trim() === line)),
  );
  if (missing !== undefined) throw new Error(`“${missing}” stands in no file of ${job.server}.`);
  return {
    ...job,
    files: job.files.map((file) => ({
      ...file,
      text: file.text
        .split('\n')
        .filter((line) => !lines.includes(line.trim()))
        .join('\n'),
    })),
  };
};

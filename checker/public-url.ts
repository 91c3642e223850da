import { parseJenkinsUrl, type UrlProblem } from '../core/settings/url.ts';
import type { PublicUrl } from './report.ts';

/** The reader's URL as the checker takes it, or what is wrong with it. */
export const publicUrl = (given: string): PublicUrl | UrlProblem => {
  const parsed = parseJenkinsUrl(given);
  if (!parsed.ok) return parsed.problem;
  const { scheme, host, port, path } = parsed.settings;
  return { scheme, host, port, path };
};

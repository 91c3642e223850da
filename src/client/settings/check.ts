import type { Settings } from '../../../core/settings/settings.ts';
import {
  isAddress,
  isFilePath,
  parseAgentPort,
  parseJenkinsUrl,
  parseUpstream,
  type UrlNote,
} from '../../../core/settings/url.ts';
import { texts } from './texts.ts';
import { sample, type FieldName, type Values } from './values.ts';

export interface Checked {
  /** `null` when a field is wrong. */
  readonly settings: Settings | null;
  /** What to change, by field. */
  readonly errors: Partial<Record<FieldName, string>>;
  readonly notes: readonly UrlNote[];
}

/** What the fields mean, or what to change in each. */
export const check = (values: Values): Checked => {
  const errors: Partial<Record<FieldName, string>> = {};
  const url = parseJenkinsUrl(values.url);
  const upstream = parseUpstream(values.upstream);
  if (!url.ok) errors.url = texts.problems[url.problem];
  if (!upstream.ok) errors.upstream = texts.upstreamProblems[upstream.problem];
  for (const name of ['certificate', 'key'] as const) {
    if (!isFilePath(values[name].trim())) errors[name] = texts.fileProblem;
  }
  const agents = parseAgentPort(values.agentPort ?? String(sample.agentPort), {
    ...(url.ok ? url.settings : {}),
    ...(upstream.ok ? upstream.settings : {}),
  });
  if (!agents.ok) errors.agentPort = texts.agentPortProblems[agents.problem];
  const trustedProxy = (values.trustedProxy ?? sample.trustedProxy).trim();
  if (!isAddress(trustedProxy)) errors.trustedProxy = texts.addressProblem;
  if (!url.ok || !upstream.ok || !agents.ok || Object.keys(errors).length > 0) {
    return { settings: null, errors, notes: [] };
  }
  const { certificate, key } = values;
  return {
    settings: {
      ...sample,
      ...url.settings,
      ...upstream.settings,
      ...agents.settings,
      certificate: certificate.trim(),
      key: key.trim(),
      trustedProxy,
    },
    errors,
    notes: url.notes,
  };
};

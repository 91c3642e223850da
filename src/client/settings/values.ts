import { sampleSettings } from '../../../core/settings/settings.ts';
import { defaultShape } from '../../../core/settings/shape.ts';

/** The fields of the panel, in their order. */
export const fieldNames = [
  'url',
  'upstream',
  'certificate',
  'key',
  'agentPort',
  'trustedProxy',
] as const;

export type FieldName = (typeof fieldNames)[number];

/** Values kept by an earlier version lack the fields that came later. */
type LaterField = 'agentPort' | 'trustedProxy';

/** What the fields hold, as typed. */
export type Values = Readonly<
  Record<Exclude<FieldName, LaterField>, string> & Partial<Record<LaterField, string>>
>;

/** The values that a page shows before the reader gives any. */
export const sample = sampleSettings(defaultShape);

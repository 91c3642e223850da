import type { SymptomBreaks } from '../break.ts';
import { ofCauses } from './causes.ts';
import { mistakes } from './mistakes.ts';

/** Broken set-ups of Traefik; the causes are those of the symptoms. */
export const traefikSetUps: SymptomBreaks = {
  causes: {},
  breaks: { ...ofCauses, ...mistakes },
  reports: [],
};

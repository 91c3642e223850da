import type { Strings } from '#i18n';

/** The ways to read the index of symptoms, with the ids of their sections, in order. */
export const symptomIndexSections = ({ symptom }: Strings) =>
  [
    { id: 'by-message', title: symptom.byMessage },
    { id: 'by-status', title: symptom.byStatus },
    { id: 'by-place', title: symptom.byPlace },
    { id: 'by-server', title: symptom.byServer },
  ] as const;

import type { Translated } from '#i18n';

/** What the blocks of the page about the doctor say. */
export const pageWords = {
  fetch: { fr: 'Télécharger et vérifier', en: 'Download and verify' },
  verified: { fr: 'Sortie attendue', en: 'Expected output' },
  shown: { fr: 'Sortie', en: 'Output' },
  server: { fr: 'Serveur', en: 'Server' },
  setUps: { fr: 'Configurations fautives', en: 'Broken set-ups' },
  seen: { fr: 'Vues', en: 'Seen' },
  named: { fr: 'Cause nommée', en: 'Cause named' },
  symptom: { fr: 'Symptôme nommé, autre cause', en: 'Symptom named, other cause' },
  otherwise: { fr: 'Mal nommée', en: 'Named wrongly' },
  unseen: { fr: 'Ne se voit pas', en: 'Cannot be seen' },
  falseAlarms: {
    fr: 'Fausses alertes, sur remèdes et exemples',
    en: 'False alarms, on cures and examples',
  },
  caption: {
    fr: 'Ce que doctor.sh a affiché pour les configurations du site',
    en: 'What doctor.sh said of the set-ups of this site',
  },
  setUpsUnseen: {
    fr: 'Configurations fautives dont il ne voit pas la cause',
    en: 'Broken set-ups whose cause it does not see',
  },
  noRecord: {
    fr: 'Aucune exécution de la version actuelle du script n’est enregistrée ici.',
    en: 'No run of the script as it is now is on record here.',
  },
  what: { fr: 'Ce qui ne se voit pas', en: 'What does not show' },
  why: { fr: 'Pourquoi', en: 'Why' },
} as const satisfies Readonly<Record<string, Translated>>;

/** How many of the broken set-ups have a record. */
export const onRecord = (recorded: number, all: number): Translated => ({
  fr: `Le relevé de la version actuelle du script couvre ${recorded} configurations fautives sur ${all}.`,
  en: `The record of the script as it is now covers ${recorded} of ${all} broken set-ups.`,
});

/** The most that any run took; see `doctorSpent`. */
export const spentIn = ({
  requests,
  seconds,
  longSeconds,
}: {
  readonly requests: number;
  readonly seconds: number;
  readonly longSeconds: number;
}): Translated => ({
  fr: `L’exécution la plus longue a duré ${seconds}\u202Fs sans \`--long\`, ${longSeconds}\u202Fs avec\u202F; aucune n’a envoyé plus de ${requests} requêtes.`,
  en: `The longest run took ${seconds} s without \`--long\`, ${longSeconds} s with it; none sent more than ${requests} requests.`,
});

import { expect, test } from 'playwright/test';
import { publishedFiles } from '#conf';
import { examples } from '#examples';
import { locales } from '#i18n';
import { termFaults, terms } from '../../core/i18n/terms.ts';

const wrong = {
  fr: [
    'La ligne de commande emploie WebSocket.',
    'Jenkins croit la valeur du client.',
    'Les exemples admettent 300 s.',
    'Les liens des courriels',
    'avec la doublure de Jenkins',
    'un fil d’exécution',
    'un tampon de 8 Ko',
    'les exemples prouvés',
    'Un pare-feu jette les paquets.',
    'Autre chose que Jenkins a répondu.',
  ],
  en: [
    'Jenkins believes the header.',
    'An HTTP proxy cannot carry it.',
    'It admits 60 s.',
    'whoever connects beside the proxy',
    'The file was held against a schema.',
    'Another answer than the one shown',
    'The password is wrong indeed.',
  ],
} as const;

const right = {
  fr: 'Le double utilise une croix et un employeur ; 8 ko par e-mail, un thread, déploiement testé.',
  en: 'The carrier relays a miscarried, unbelievable packet without passing the proxy.',
} as const;

for (const locale of locales) {
  test(`each avoided term is found, and no other word (${locale})`, () => {
    expect(wrong[locale]).toHaveLength(terms[locale].length);
    for (const sentence of wrong[locale])
      expect(termFaults(sentence, locale), sentence).toHaveLength(1);
    expect(termFaults(right[locale], locale)).toEqual([]);
  });

  test(`the comments of the published files use the right terms (${locale})`, () => {
    const faults = examples.flatMap((example) =>
      example.shapes.flatMap((shape) =>
        publishedFiles(example, shape, locale).flatMap(({ path, text }) =>
          text
            .split('\n')
            .flatMap((line) => termFaults(line, locale).map((fault) => `${path}: ${fault}`)),
        ),
      ),
    );
    expect(faults).toEqual([]);
  });
}

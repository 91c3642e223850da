import { readFile } from 'node:fs/promises';
import { expect, test } from 'playwright/test';
import { fixModule, fixPage, fixSource, frenchSources } from '../../tools/fix-french.ts';
import { fixFrench, typographyFaults, untouched } from '../../core/i18n/typography.ts';

/** `⍽` stands for U+00A0 and `·` for U+202F, so that the cases can be read. */
const shown = (text: string): string => text.replaceAll('\u00A0', '⍽').replaceAll('\u202F', '·');

const cases = [
  ["Attention : l'URL est-elle exacte ?", 'Attention⍽: l’URL est-elle exacte·?'],
  ['Ouvrez « Administrer Jenkins » ; puis', 'Ouvrez «⍽Administrer Jenkins⍽»·; puis'],
  ["C'est fini!", 'C’est fini·!'],
  ['Délai de 60 s (100 % des cas)...', 'Délai de 60·s (100·% des cas)…'],
  [
    'Heure 10:30, https://exemple.fr/a?b=c;d reste.',
    'Heure 10:30, https://exemple.fr/a?b=c;d reste.',
  ],
  ['Quoi ?! Vraiment...', 'Quoi·?! Vraiment…'],
  [`${untouched} : suite`, `${untouched}⍽: suite`],
  [`avec l'${untouched}`, `avec l’${untouched}`],
] as const;

for (const [text, expected] of cases) {
  test(`French text “${text}” is fixed, once and for all`, () => {
    const fixed = fixFrench(text);
    expect(shown(fixed)).toBe(expected);
    expect(fixFrench(fixed)).toBe(fixed);
    expect(typographyFaults(fixed, 'fr')).toEqual([]);
  });
}

test('a page is fixed in its text only', () => {
  const source = `---
title: "Nginx : l'exemple"
description: 'Où l''on lit : tout'
messages:
  - text: "Erreur : l'URL"
---

## Été : l'entête {#ete}

Voir \`a ; b\` : l'*URL*, l'\`hôte\` &lt; ici ; fin <span lang="en">System ?</span> ! [lien ?](/fr/x/?a#b:c;d)

<Callout kind="note : x">

Suite ;
fin ?

</Callout>

| a ; b | \`c\` ; |
|:---|---|
| d ; e | f |

\`\`\`nginx
listen 80 ; # l'URL ?
\`\`\`
`;
  expect(shown(fixPage(source))).toBe(`---
title: "Nginx⍽: l’exemple"
description: 'Où l’on lit⍽: tout'
messages:
  - text: "Erreur : l'URL"
---

## Été⍽: l’entête {#ete}

Voir \`a ; b\`⍽: l’*URL*, l’\`hôte\` &lt; ici·; fin <span lang="en">System ?</span>·! [lien·?](/fr/x/?a#b:c;d)

<Callout kind="note : x">

Suite·;
fin·?

</Callout>

| a·; b | \`c\`·; |
|:---|---|
| d·; e | f |

\`\`\`nginx
listen 80 ; # l'URL ?
\`\`\`
`);
});

test('an English page is fixed in its French words only', () => {
  const source = 'It says “wait !” or <span lang="fr">« Attendez ! »</span>.\n';
  expect(shown(fixPage(source, 'en'))).toBe(
    'It says “wait !” or <span lang="fr">«⍽Attendez·!⍽»</span>.\n',
  );
});

test('a module is fixed in its French strings, not in configurations', () => {
  const source = `
const why = { fr: "L'URL : \`Host : x\` ?", en: "What's this ?" };
const comment = conf\`# \${{ fr: "l'URL : x", en: 'x' }}\`;
`;
  expect(fixModule(source, 'why.ts')).toBe(`
const why = { fr: "L’URL\\u00A0: \`Host : x\`\\u202F?", en: "What's this ?" };
const comment = conf\`# \${{ fr: "l'URL : x", en: 'x' }}\`;
`);
  expect(fixModule('export const fr = { n: (x: string) => `« ${x} » ?` };', 'fr.ts')).toBe(
    'export const fr = { n: (x: string) => `«\\u00A0${x}\\u00A0»\\u202F?` };',
  );
});

test('every French source has its typographic characters', async () => {
  const unfixed: string[] = [];
  for (const file of await frenchSources()) {
    const source = await readFile(file, 'utf8');
    if (fixSource(source, file) !== source) unfixed.push(file);
  }
  expect(unfixed, 'run: node tools/fix-french.ts').toEqual([]);
});

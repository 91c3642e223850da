import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { publishedFiles } from '#conf';
import { examples } from '#examples';
import { locales } from '#i18n';

/** Writes every published file to an ignored folder, to be read or compared before and after a change. */
const folder = 'rendered-examples';

rmSync(folder, { recursive: true, force: true });
let count = 0;
for (const example of examples) {
  for (const shape of example.shapes) {
    for (const { path, text } of locales.flatMap((locale) =>
      publishedFiles(example, shape, locale),
    )) {
      const target = join(folder, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text);
      count += 1;
    }
  }
}
console.log(`${count} files in ${folder}/`);

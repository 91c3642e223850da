import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { hashesIn, inCopy, type Edit } from './copied-project.ts';

/**
 * What undoes a record and what does not: hashes must be equal in every clone, and a night's records
 * outlive a better comment.
 */
const here = hashesIn(process.cwd());

const hashesAfter = (work: (edit: Edit, folder: string) => void) => inCopy(work, hashesIn);

/** The module of a folder that has some words in it. */
const moduleWith = (folder: string, words: string): string => {
  const found = readdirSync(folder).find((name) =>
    readFileSync(join(folder, name), 'utf8').includes(words),
  );
  if (found === undefined) throw new Error(`No module of ${folder} has “${words}”.`);
  return join(folder, found);
};

test('a clone has the same hashes, with other line ends and what editors leave as well', () => {
  const there = hashesAfter((edit, folder) => {
    edit('tests/servers/nginx/driver.ts', (text) => text.replaceAll('\n', '\r\n'));
    edit('tests/double/crumb.ts', (text) => text.replaceAll('\n', '\r\n'));
    writeFileSync(join(folder, 'tests/servers/nginx/driver.ts.orig'), 'left by a merge');
    writeFileSync(join(folder, 'tests/servers/nginx/.driver.ts.swp'), 'left by an editor');
  });
  expect(there).toEqual(here);
});

test('comments, types, the words of rules and of the interface undo nothing', () => {
  const there = hashesAfter((edit) => {
    const comment = (text: string): string =>
      `// A better comment.\n${text}\n/* And one more. */\n`;
    for (const path of [
      'tests/double/crumb.ts',
      'tests/lab/phase.ts',
      'tests/contract/subject.ts',
      'tests/contract/names.ts',
      'tests/run/conformity.ts',
      'tests/hosting/hosting.spec.ts',
      'tests/servers/nginx/driver.ts',
    ]) {
      edit(path, comment);
    }
    edit('tests/servers/driver.ts', (text) =>
      text.replace('binary: string', 'binary: `${string}`'),
    );
    const title = 'Jenkins answers over IPv6 too';
    edit(moduleWith('content/contract', title), (text) => text.replace(title, 'Of IPv6'));
    edit('core/i18n/en.ts', (text) => text.replace(/title: '/, "title: 'Truly "));
    edit('content/servers/nginx/facts.ts', (text) => text.replace(/en: '/, "en: 'Truly "));
  });
  expect(there).toEqual(here);
});

test('a changed rule undoes every badge, and of the broken set-ups those that break it', () => {
  const there = hashesAfter((edit) => {
    edit('tests/contract/idle-connections.ts', (text) => `${text}\nexport const added = 1;\n`);
  });
  expect(Object.keys(here).filter((name) => there[name] !== here[name])).toEqual([
    'nginx',
    'apache',
    'iis',
    'breakWithRule',
  ]);
});

test('a changed double undoes all that was run with it', () => {
  const there = hashesAfter((edit) => {
    edit('tests/double/options.ts', (text) => `${text}\nexport const added = 1;\n`);
  });
  expect(Object.keys(here).filter((name) => there[name] === here[name])).toEqual([]);
});

test('a changed driver undoes what its server ran, and nothing else', () => {
  const there = hashesAfter((edit) => {
    edit('tests/servers/apache/driver.ts', (text) => `${text}\nexport const added = 1;\n`);
  });
  expect(Object.keys(here).filter((name) => there[name] !== here[name])).toEqual(['apache']);
});

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findCommand } from '../content/commands/index.ts';
import { findExample } from '../content/servers/examples.ts';
import { canBeFollowed, serverIds, servers } from '../content/servers/index.ts';
import { publishedFiles, toText } from '../core/conf/index.ts';
import { defaultShape, sampleSettings } from '../core/settings/index.ts';
import { guardHash, guardKeys } from './guards.ts';
import { followedFile, type FollowedRecord } from './model.ts';
import { readAs, recordFolder } from './store.ts';

/**
 * What a page gives a reader of Debian, in its order: commands with their output, files, and lines to
 * be added to these.
 */
export type Given =
  | { readonly command: string; readonly text: string; readonly output: string }
  | { readonly file: string; readonly sha256: string }
  | { readonly guard: string; readonly sha256: string };

const component =
  /<(Command|Configuration|Guards) (?:id|example|by)="([^"]+)"(?: variants="([^"]*)")? \/>/g;

const texts = join(process.cwd(), 'content', 'docs', 'en');

/** Path of the text of a page such as `nginx`, `troubleshooting/upload-413` or `troubleshooting`. */
const sourcePath = (page: string): string => {
  const path = join(texts, `${page}.mdx`);
  return existsSync(path) ? path : join(texts, page, 'index.mdx');
};

/**
 * Reads what a page gives in its text: English, since the other language has the same commands, and
 * the same files but for comments.
 */
export const givenBy = (page: string): Given[] =>
  [...readFileSync(sourcePath(page), 'utf8').matchAll(component)].flatMap(
    ([, kind, id = '', variants = '']): Given[] => {
      if (kind === 'Guards') {
        return guardKeys
          .filter((guard) => guard.id === id)
          .map(({ key, id: guard, server }) => ({ guard: key, sha256: guardHash(guard, server) }));
      }
      if (kind === 'Configuration') {
        return `${id} ${variants}`
          .split(' ')
          .filter((one) => one !== '')
          .map(findExample)
          .flatMap((example) =>
            example.shapes.flatMap((shape) => publishedFiles(example, shape, 'en')),
          )
          .map(({ path, sha256 }) => ({ file: path, sha256 }));
      }
      const { where, run, output } = findCommand(id);
      if ((where?.system ?? 'debian') !== 'debian') return [];
      const settings = sampleSettings(defaultShape);
      const text = toText(run, settings, 'en').trimEnd();
      const shown = output === undefined ? '' : toText(output, settings, 'en').trimEnd();
      return [{ command: id, text, output: shown }];
    },
  );

/** The hash that binds a record to what a page gives. */
export const followedHash = (page: string): string =>
  createHash('sha256')
    .update(JSON.stringify(givenBy(page)))
    .digest('hex');

const folder = join(recordFolder, 'followed');

export const followedPath = (page: string): string =>
  join(folder, `${page.replaceAll('/', '__')}.json`);

/** Pages of the folders of symptoms and concepts that tell to type something on Debian. */
const pagesIn = (folderName: string): string[] =>
  readdirSync(join(texts, folderName))
    .filter((name) => name.endsWith('.mdx'))
    .map((name) => `${folderName}/${name.replace(/(?:index)?\.mdx$/, '')}`.replace(/\/$/, ''))
    .filter((page) => givenBy(page).some((given) => 'command' in given))
    .sort();

/** It leads to the page of a server, and is followed before it (`tests/systems/certificate.spec.ts`). */
export const certificatePage = 'concepts/certificate';

/** The pages of symptoms and concepts whose commands are typed behind each server of Debian. */
export const typedPages = (): string[] =>
  ['concepts', 'troubleshooting'].flatMap(pagesIn).filter((page) => page !== certificatePage);

/** Every page that tests follow: those of the servers that can be followed, then the others. */
export const pagesToFollow = (): string[] => [
  ...serverIds.filter((id) => canBeFollowed(servers[id])),
  certificatePage,
  ...typedPages(),
];

/** The record of a page if it is about what the page gives now, otherwise `null`. */
export const followedRecord = (page: string): FollowedRecord | null => {
  const record = readAs(followedPath(page), followedFile);
  return record?.hash === followedHash(page) ? record : null;
};

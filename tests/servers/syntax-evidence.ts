import { readFileSync } from 'node:fs';
import { test } from 'playwright/test';
import { exampleShapeId, publishedFiles, type Example } from '#conf';
import type { SyntaxCheckId } from '#contract';
import { exampleHash, leaveFragment, today } from '#evidence';
import { locales } from '#i18n';
import type { Shape } from '#settings';

/** A check of published files: given one language's files by name, it throws when they fail. */
export type SyntaxCheck = (files: Readonly<Record<string, string>>) => void;

/** Name and number of the system of this machine, such as `Debian 12`. */
export const systemName = (): string => {
  const release = readFileSync('/etc/os-release', 'utf8');
  const field = (pattern: RegExp): string => pattern.exec(release)?.[1] ?? '';
  return `${field(/^NAME="?([^"/ \n]+)/m)} ${field(/^VERSION_ID="?([^"\n]+)/m)}`.trim();
};

const named = (files: ReturnType<typeof publishedFiles>): Record<string, string> =>
  Object.fromEntries(
    files.map(({ install, text }) => [install.slice(install.search(/[^/\\]*$/)), text]),
  );

/**
 * Holds the files of a shape against syntax checks, in both languages, and leaves the part of the
 * record that says so. The level of such a record is never more than `syntax`.
 */
export const checkSyntax = async (
  example: Example,
  shape: Shape,
  checks: Readonly<Partial<Record<SyntaxCheckId, SyntaxCheck>>>,
): Promise<void> => {
  const published = locales.map((locale) => publishedFiles(example, shape, locale));
  for (const [id, check] of Object.entries(checks)) {
    await test.step(id, () => {
      for (const files of published) check(named(files));
    });
  }
  const id = exampleShapeId(example, shape);
  leaveFragment('examples', id, {
    id,
    server: example.server,
    system: systemName(),
    record: {
      hash: exampleHash(example, shape),
      date: today(),
      level: 'syntax',
      version: null,
      commands: [],
      files: Object.fromEntries(published.flat().map((file) => [file.path, file.sha256])),
      checks: Object.fromEntries(Object.keys(checks).map((check) => [check, 'passed' as const])),
    },
  });
};

import { test } from 'playwright/test';
import { readFileSync } from 'node:fs';
import { locales } from '#i18n';
import type { FileCheckId, Place } from '../../content/hosting/index.ts';
import type { ServerId } from '#servers';
import { hostingFiles } from '../../content/servers/published-hosting.ts';
import { leaveHosting } from './fragment.ts';

/** The published files of one language, by name. */
export type Files = Readonly<Record<string, string>>;

/** A check of published files; it throws when they fail. */
export type FileCheck = (files: Files) => void;

const systemName = (): string => {
  const release = readFileSync('/etc/os-release', 'utf8');
  const field = (pattern: RegExp): string => pattern.exec(release)?.[1] ?? '';
  return `${field(/^NAME="?([^"/ \n]+)/m)} ${field(/^VERSION_ID="?([^"\n]+)/m)}`.trim();
};

/** The text of a file by its name. @throws when there is none. */
export const fileOf = (files: Files, name: string): string => {
  const text = files[name];
  if (text === undefined) throw new Error(`No ${name} among ${Object.keys(files).join(', ')}.`);
  return text;
};

/**
 * Holds the files of a server that cannot be run against checks, in both languages, and leaves the
 * part of the record that says so. Its level is never more than `syntax`.
 */
export const checkFiles = async (
  id: ServerId,
  place: Place,
  checks: Readonly<Partial<Record<FileCheckId, FileCheck>>>,
): Promise<void> => {
  const published = locales.map((locale) =>
    Object.fromEntries(
      hostingFiles(id, place, locale).map(({ install, text }) => [
        install.slice(install.search(/[^/\\]*$/)),
        text,
      ]),
    ),
  );
  for (const [check, hold] of Object.entries(checks)) {
    await test.step(check, () => {
      for (const files of published) hold(files);
    });
  }
  leaveHosting(id, place, {
    level: 'syntax',
    version: null,
    system: systemName(),
    checks: Object.keys(checks),
    impossible: [],
  });
};

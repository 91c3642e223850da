import { change, type Change, type Conf, type Example, type ExampleFile } from '#conf';
import type { Translated } from '#i18n';
import { formOf, type Shape } from '#settings';

/** Ways to decide who may reach Jenkins at all, in the order of their effect. */
export const guardIds = [
  'addresses',
  'client-certificates',
  'sign-in-limit',
  'single-sign-on',
] as const;
export type GuardId = (typeof guardIds)[number];

/** What a reader adds to an example of a server for a Jenkins on the open Internet. */
export interface Guard {
  /** Lines of the example, and what they become. */
  readonly changes: readonly [Change, ...Change[]];
  /** What the lines mean, where they do not say so themselves. */
  readonly note?: Translated;
}

/** Why a server has no guard of a kind, or none that was run here. */
export interface WithoutGuard {
  readonly reason: Translated;
  readonly source: string;
}

/** The shape in which guards are shown and run. */
export const guardShape: Shape = 'https-host';

/**
 * The file of an example with a guard.
 * @throws when the lines to change do not stand in the file exactly once.
 */
export const guardedFiles = (example: Example, { changes }: Guard): readonly ExampleFile[] =>
  example
    .render(formOf(guardShape))
    .files.map((file, index) =>
      index === 0 ? { ...file, content: changes.reduce<Conf>(change, file.content) } : file,
    );

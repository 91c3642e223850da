import { change, type Change, type Conf, type Example, type ExampleFile } from '#conf';
import type { Translated } from '#i18n';
import { formOf, type Shape } from '#settings';

/**
 * Ways to decide who may reach Jenkins at all, in the order of their effect; and what lets a
 * certificate authority see that the name is the reader's; the last is a second name.
 */
export const guardIds = [
  'addresses',
  'client-certificates',
  'sign-in-limit',
  'single-sign-on',
  'acme-challenge',
  'own-certificates',
  'resource-root-url',
] as const;
export type GuardId = (typeof guardIds)[number];

/** What a reader adds to an example of a server. */
export interface Guard {
  /** Lines of the example, and what they become; none where only the second file changes. */
  readonly changes: readonly Change[];
  /** The same for the second file of an example that has two. */
  readonly second?: readonly [Change, ...Change[]];
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
 * The files of an example with a guard.
 * @throws when the lines to change do not stand in a file exactly once.
 */
export const guardedFiles = (
  example: Example,
  { changes, second }: Guard,
): readonly ExampleFile[] =>
  example.render(formOf(guardShape)).files.map((file, index) => {
    const own: readonly Change[] = [changes, second][index] ?? [];
    return { ...file, content: own.reduce<Conf>(change, file.content) };
  });

import { isBefore, type Example } from '#conf';
import { servers, type ServerFolder } from './index.ts';

const folders: readonly ServerFolder[] = Object.values(servers);

/** Every example of the site, main examples first, in the order of the servers. */
export const examples: readonly Example[] = [
  ...folders.map(({ examples: [main] }) => main),
  ...folders.flatMap(({ examples: [, ...variants] }) => variants),
];

/**
 * The example of an id such as `nginx` or `nginx/other-port`.
 * @throws for an unknown id; the message lists the known ones.
 */
export const findExample = (id: string): Example => {
  const found = examples.find((example) => example.id === id);
  if (found === undefined) {
    throw new Error(
      `No example “${id}”; examples: ${examples.map((example) => example.id).join(', ')}.`,
    );
  }
  return found;
};

/** The form of an example for older servers, where it has one. */
export const olderForm = (newer: Example): Example | undefined =>
  examples.find(({ before }) => before?.newer === newer.id);

/** The form of an example that is right for a version of its server, as that prints it. */
export const formForVersion = (example: Example, version: string): Example => {
  const older = olderForm(example);
  const isOld = older?.before !== undefined && isBefore(version, older.before.version);
  return isOld ? older : example;
};

import { admin } from '../double/accounts.ts';

/** What stands on the pages for the reader's own, and what the double has in its place. */
const placeholders: Readonly<Record<string, string>> = {
  'USER:APITOKEN': `${admin.name}:${admin.apiToken}`,
  'USER:PASSWORD': `${admin.name}:${admin.password}`,
  SLOW_PAGE: 'slow?ms=8000',
  'job/NAME/lastSuccessfulBuild/artifact/BIG.zip': "'download?bytes=8000000'",
};

/** The account of a proxy that asks for a password; Jenkins knows nobody of this name. */
export const proxyAccount = 'alice:secret';

/**
 * A command of a page as somebody types it who has an account and jobs in the double.
 * @param atProxy Their name and password at the proxy: where it asks for none, those of Jenkins.
 */
export const ownValues = (run: string, atProxy = `${admin.name}:${admin.apiToken}`): string =>
  Object.entries({ ...placeholders, 'NAME:SECRET': atProxy }).reduce(
    (text, [placeholder, value]) => text.replaceAll(placeholder, value),
    run,
  );

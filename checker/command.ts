import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkerStrings } from '../core/i18n/checker.ts';
import { isLocale, type Locale } from '../core/i18n/locales.ts';
import { check } from './check.ts';
import { publicUrl } from './public-url.ts';
import type { SourceFile } from './statement.ts';
import { reportText } from './text.ts';
import type { Vocabulary } from './words.ts';

/** The language of the system, as POSIX orders its variables; English for any but French. */
const systemLocale = (): Locale => {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return [LC_ALL, LC_MESSAGES, LANG].find((value) => value)?.startsWith('fr') === true
    ? 'fr'
    : 'en';
};

/**
 * Checks the files that a command line names and prints what it finds.
 *
 * @param site address of the site that the links lead to, without a final slash
 * @returns the exit status: 0 nothing found, 1 found, 2 not understood
 */
export const command = (
  args: readonly string[],
  vocabulary: Vocabulary,
  site: string,
): 0 | 1 | 2 => {
  let locale = systemLocale();
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        lang: { type: 'string' },
        url: { type: 'string' },
        server: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
    if (values.lang !== undefined) {
      if (!isLocale(values.lang)) throw new Error(`--lang ${values.lang}: fr, en`);
      locale = values.lang;
    }
    if (values.help === true || positionals.length === 0) {
      console.log(checkerStrings(locale).usage);
      return values.help === true ? 0 : 2;
    }
    const url = values.url === undefined ? undefined : publicUrl(values.url);
    if (typeof url === 'string') throw new Error(`--url ${String(values.url)}: ${url}`);
    if (values.server !== undefined && !(values.server in vocabulary.servers))
      throw new Error(`--server ${values.server}: ${Object.keys(vocabulary.servers).join(', ')}`);
    const files = positionals.map((name): SourceFile => ({
      name,
      text: readFileSync(name, 'utf8').replace(/^\uFEFF/, ''),
    }));
    const report = check({ files, url, server: values.server, locale }, vocabulary);
    console.log(
      values.json === true
        ? JSON.stringify(report, null, 2)
        : reportText(report, { vocabulary, site, locale, files: files.length }),
    );
    return report.state === 'not-understood' ? 2 : report.state === 'found' ? 1 : 0;
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${checkerStrings(locale).usage}`);
    return 2;
  }
};

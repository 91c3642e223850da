import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '#conf';
import type { Locale } from '#i18n';
import { findBreak } from '#symptoms';
import { doctorBreakHash } from './records.ts';
import { doctorScript } from './script.ts';

/** The broken set-up that the page shows the doctor at work on. */
export const shownBreak = 'haproxy/scheme-not-passed';

/** Address of the site in the runs of the lab, where nobody opens it. */
export const labSite = 'https://proxy.example';

export const shownFile = 'content/doctor/shown.json';

/** What the doctor printed of `shownBreak`, in both languages, and what that is bound to. */
export interface Shown {
  /** SHA-256 of the script with its words, and the hash of the files that it was run against. */
  readonly hash: string;
  readonly version: string;
  readonly output: Readonly<Record<Locale, string>>;
}

/** What a captured output is bound to: every word of the script, and the files. */
export const shownHash = (): string =>
  sha256(`${doctorScript(labSite)}${doctorBreakHash(findBreak(shownBreak))}`).slice(0, 24);

/** The captured output as it stands in its file, or `null`. */
export const shownCapture = (): Shown | null => {
  const path = join(process.cwd(), shownFile);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Shown) : null;
};

/** The same, when it is what the present script prints; otherwise `null`. */
export const currentCapture = (): Shown | null => {
  const shown = shownCapture();
  return shown?.hash === shownHash() ? shown : null;
};

/** An output without what differs from run to run: times, and the name of the cookie. */
export const withoutTimes = (output: string): string =>
  output
    .replace(/(\d+) (requêtes|requests), \d+ s\./, '… $2, … s.')
    .replaceAll(/after \d+ ms/g, 'after … ms')
    .replaceAll(/JSESSIONID\.[0-9a-f]{8}/g, 'JSESSIONID.…');

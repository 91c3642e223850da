import { locales } from '../../../core/i18n/locales.ts';

/**
 * Last day on which somebody looked whether the contact is right, and how long that may be
 * believed: RFC 9116 (2.5.5) recommends less than a year. Whoever looks again changes the day.
 */
export const reviewed = '2026-11-24';
const daysBelieved = 364;

export const expires = new Date(Date.parse(reviewed) + daysBelieved * 86_400_000)
  .toISOString()
  .replace('.000Z', 'Z');

/**
 * The text of `/.well-known/security.txt` (RFC 9116), or `null` once it has expired: a file that
 * cannot be believed is worse than none. `site` is the address of the site, with the base path; a
 * site below a path has no `Canonical`, since the file belongs to the root of its host.
 */
export const securityText = (
  site: URL,
  contact = `mailto:security@${site.hostname}`,
  today = new Date(),
): string | null => {
  if (today.getTime() >= Date.parse(expires)) return null;
  const canonical = new URL('/.well-known/security.txt', site).href;
  return [
    `Contact: ${contact}`,
    `Expires: ${expires}`,
    `Preferred-Languages: ${locales.join(', ')}`,
    ...(site.pathname === '/' ? [`Canonical: ${canonical}`] : []),
    '',
  ].join('\n');
};

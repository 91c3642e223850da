import { conf, host, slot, type Conf } from '#conf';

/** What the command of the page prints, and what Jenkins then has in its log. */

export const command = 'banner/verdict';
export const publicUrl = slot('public-url');

/** What the command prints when the check passes. */
export const passes = conf`
  HTTP/… 302
  …ocation: ${publicUrl}administrativeMonitor
  HTTP/… 200
`;

/** What it prints when Jenkins answers the second request with a comparison. */
export const compares = (comparison: Conf): Conf => conf`
  HTTP/… 302
  …ocation: ${publicUrl}administrativeMonitor
  HTTP/… 404
  ${comparison}
`;

/** What it prints when nothing but the scheme is left of the browser's address. */
export const cutAtFirstSlash = compares(conf`${slot('origin')}/manage vs. ${slot('scheme')}:`);

/** What it prints when the proxy strips the path and keeps encoded slashes. */
export const withoutPath = compares(conf`${slot('origin')}/manage vs. ${publicUrl}manage/`);

export const schemeLost = compares(
  conf`http://${slot('authority')}/manage vs. ${publicUrl}manage/`,
);
export const schemeLostLog =
  'http://jenkins\\.example\\.com/manage vs\\. https://jenkins\\.example\\.com/';

export const portLost = compares(conf`https://${host}/manage vs. ${publicUrl}manage/`);
export const portLostLog =
  'https://jenkins\\.example\\.com/manage vs\\. https://jenkins\\.example\\.com:8443/';

export const noReferer = compares(conf`${slot('origin')}/manage vs. NO-REFERER`);
export const noRefererLog = '/manage vs\\. NO-REFERER$';

/** What it prints when the second request does not reach Jenkins. */
export const refused = conf`
  HTTP/… 302
  …ocation: ${publicUrl}administrativeMonitor
  HTTP/… 404
`;

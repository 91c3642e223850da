import { conf, type CertificateFile, type Conf } from '#conf';
import { cacheControl, hashedFolders, securityHeaders } from '../../core/policy/headers.ts';
import { basePathOf, siteFolder, siteHost, type Place } from './hosting.ts';

/** Lines of a configuration from texts, such as one line a header. */
export const lines = (texts: readonly string[]): Conf => ({
  kind: 'conf',
  lines: texts.map((text) => ({ pieces: [text] })),
});

/** A word inside a line, from the code. */
export const word = (text: string): Conf => lines([text]);

export const headerLines = (write: (name: string, value: string) => string): Conf =>
  lines(Object.entries(securityHeaders).map(([name, value]) => write(name, value)));

export const host = word(siteHost);
export const folder = word(siteFolder);

/** The base path as a word; empty at the root of the host. */
export const basePath = (place: Place): Conf => word(basePathOf(place));

/** Folders of hashed files, as one group of a regular expression without the slashes around it. */
export const hashedGroup = word(
  `(${hashedFolders.map((folder) => folder.slice(1, -1)).join('|')})`,
);

export const hashed = word(cacheControl.hashed);
export const revalidated = word(cacheControl.other);

const chain = conf`/etc/ssl/docs/fullchain.pem`;
const key = conf`/etc/ssl/docs/privkey.pem`;

/** Certificate files of the servers that read two. */
export const twoFiles: readonly CertificateFile[] = [
  { path: chain, holds: ['chain'] },
  { path: key, holds: ['key'] },
];

export { chain, key };

/** A comment on what hashed names allow, the same with every server. */
export const hashedComment = conf`
  # ${{
    fr: 'Un nom qui contient une empreinte ne change jamais de contenu.',
    en: 'A name that holds a hash never changes its content.',
  }}
`;

/** A comment on the policy. */
export const headersComment = conf`
  # ${{
    fr: "Les en-têtes du site : la politique interdit tout script et tout style venus d'ailleurs.",
    en: 'The headers of the site: the policy refuses every script and style from elsewhere.',
  }}
`;

/** A comment on the error page of a language. */
export const errorComment = conf`
  # ${{
    fr: "La page d'erreur est dans la langue de l'adresse.",
    en: 'The error page is in the language of the address.',
  }}
`;

/** A comment on configuration files, whose endings no list of types knows. */
export const textComment = conf`
  # ${{
    fr: 'Les configurations publiées se lisent dans le navigateur.',
    en: 'Published configurations can be read in the browser.',
  }}
`;

import { pagePath, strings, type Locale } from '#i18n';
import { findHosting, serverIds, servers, type ServerId } from '#servers';
import { hostingStrings } from '../../core/i18n/hosting.ts';

/** The kinds of pages that follow from the registry, a page a server, with the blocks that they are. */
export const madeOf = {
  /** Why each line of the file is there: few read it before they paste, so it stands beside. */
  reasons: ['DirectiveTable', 'ImpossibleTable'],
  /** How the server serves this site. */
  hosting: ['HostingPage'],
} as const;

type MadeKind = keyof typeof madeOf;

export const isMade = (kind: string): kind is MadeKind => Object.hasOwn(madeOf, kind);

/** A page as a file in `content/docs` would hold it: its id, front matter and text. */
interface MadePage {
  readonly id: string;
  readonly data: { readonly kind: MadeKind; readonly server: ServerId } & Record<string, unknown>;
  readonly body: string;
  /** Id of the page that leads to it. */
  readonly above: string;
}

const bodyOf = (kind: MadeKind, server: ServerId): string =>
  madeOf[kind].map((name) => `<${name} server="${server}" />`).join('\n\n');

/** The page that leads to those about serving this site. */
export const hostingOverview = 'host-this-site';

/** A server, with the one behind it that reads the files: “HAProxy, in front of nginx”. */
const hostingName = (id: ServerId, locale: Locale): string => {
  const { behind } = findHosting(id).hosting;
  return hostingStrings(locale).server(
    servers[id].name,
    behind === undefined ? undefined : servers[behind].name,
  );
};

/** The pages about serving this site, a server each, as their overview lists them. */
export const hostingLinks = (locale: Locale): { readonly path: string; readonly label: string }[] =>
  serverIds.map((id) => ({
    path: pagePath(locale, `${hostingOverview}/${id}`),
    label: hostingName(id, locale),
  }));

const reasonsPage = (server: ServerId, locale: Locale): MadePage => {
  const { title, description } = strings(locale).directive;
  const { name } = servers[server];
  const above = `${locale}/${server}`;
  return {
    id: `${above}/why`,
    data: { kind: 'reasons', server, title: title(name), description: description(name) },
    body: bodyOf('reasons', server),
    above,
  };
};

const hostingPage = (server: ServerId, locale: Locale): MadePage => {
  const { title, description } = hostingStrings(locale);
  const above = `${locale}/${hostingOverview}`;
  return {
    id: `${above}/${server}`,
    data: {
      kind: 'hosting',
      server,
      title: title(hostingName(server, locale)),
      description: description(servers[server].name),
      order: serverIds.indexOf(server),
    },
    body: bodyOf('hosting', server),
    above,
  };
};

/** Every page of a language that follows from the registry. */
export const madePages = (locale: Locale): MadePage[] =>
  serverIds.flatMap((server) => [reasonsPage(server, locale), hostingPage(server, locale)]);

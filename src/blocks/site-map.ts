import { pagePath, strings } from '#i18n';
import { linkTo, pagesOfKind, serverPages, type NavLink } from '../site/navigation.ts';
import { block } from './block.ts';
import type { Piece } from './piece.ts';

/** Lists longer than this stand in columns. */
const long = 12;

/** Every page of the language, by kind. */
export const siteMap = block('SiteMap', {}, async (_, locale) => {
  const { navGroups, home, allSymptoms } = strings(locale);
  const linksOf = async (
    kind: 'other' | 'reasons' | 'symptom' | 'concept' | 'page' | 'hosting',
  ): Promise<NavLink[]> => (await pagesOfKind(locale, kind)).map(linkTo);
  const overview: NavLink = { path: pagePath(locale, 'index'), label: home };
  const index: NavLink = { path: pagePath(locale, 'troubleshooting/index'), label: allSymptoms };
  const groups = [
    {
      id: 'servers',
      title: navGroups.servers,
      links: [
        overview,
        ...(await serverPages(locale)).map(linkTo),
        ...(await linksOf('other')),
        ...(await linksOf('reasons')),
      ],
    },
    {
      id: 'troubleshooting',
      title: navGroups.troubleshooting,
      links: [index, ...(await linksOf('symptom'))],
    },
    { id: 'concepts', title: navGroups.concepts, links: await linksOf('concept') },
    {
      id: 'site',
      title: navGroups.site,
      links: [...(await linksOf('page')), ...(await linksOf('hosting'))],
    },
  ];
  return groups
    .filter(({ links }) => links.length > 0)
    .flatMap(({ id, title, links }): Piece[] => [
      { kind: 'heading', id, text: title },
      { kind: 'links', links, isLong: links.length > long },
    ]);
});

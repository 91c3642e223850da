import { strings } from '#i18n';
import { findServer, parseServerId } from '#servers';
import { pathOf, serverPages } from '../site/navigation.ts';
import { block } from './block.ts';

/** Links to the same section of the other servers' pages, for people who migrate. */
export const sameSection = block(
  'SameSection',
  { required: ['section', 'server'] },
  async ({ section, server: id }, locale) => {
    const server = parseServerId(id);
    const text = strings(locale);
    const sections: Readonly<Record<string, string>> = text.sections;
    const title = sections[section];
    if (title === undefined) {
      throw new Error(
        `<SameSection section="${section}">: sections are ${Object.keys(sections).join(', ')}.`,
      );
    }
    const others = (await serverPages(locale)).filter(({ data }) => data.server !== server);
    if (others.length === 0) return [];
    const links = others.map((page) => ({
      path: `${pathOf(page)}#${section}`,
      label: findServer(page.data.server).name,
    }));
    return [{ kind: 'same-section', label: text.sameSectionLabel(title), links }];
  },
);

import { pagePath, strings } from '#i18n';
import { findServer } from '#servers';
import { block } from './block.ts';

/** The way from a server's page to the one that says why each line of its file is there. */
export const directives = block(
  'Directives',
  { required: ['server'] },
  ({ server: id }, locale) => {
    const path = pagePath(locale, `${id}/why`);
    const { length } = findServer(id).directives;
    return [{ kind: 'links', links: [{ path, label: strings(locale).directive.link(length) }] }];
  },
);

/** Why each line of a server's configuration is there, with the manual page of its directive. */
export const directiveTable = block(
  'DirectiveTable',
  { required: ['server'] },
  ({ server: id }, locale) => {
    const text = strings(locale).directive;
    const server = findServer(id);
    return [
      {
        kind: 'table',
        caption: text.caption(server.name),
        isStacked: true,
        heads: [text.name, text.why],
        rows: server.directives.map(({ name, why, manual }) => [
          { texts: [name], isCode: true, href: manual },
          { texts: [why[locale]] },
        ]),
      },
    ];
  },
);

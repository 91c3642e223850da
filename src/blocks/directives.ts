import { strings } from '#i18n';
import { findServer } from '#servers';
import { block } from './block.ts';

/** Why each line of a server's configuration is there, with the manual page of its directive. */
export const directives = block(
  'Directives',
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

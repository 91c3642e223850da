import { pagePath, strings } from '#i18n';
import { block } from './block.ts';

/**
 * With what the page of a server begins: the values that are the reader's own, and where to go first
 * whose Jenkins stands otherwise. `values` is `url` where a server has no files of a certificate.
 */
export const ownValues = block('OwnValues', { optional: ['values'] }, ({ values }, locale) => {
  const { ownValues: text } = strings(locale);
  const at = (slug: string, id: string, label: string) => ({
    path: `${pagePath(locale, slug)}#${id}`,
    label,
  });
  const branches = 'concepts/before-you-start';
  return [
    { kind: 'text', text: values === 'url' ? text.withoutFiles : text.replace },
    {
      kind: 'links',
      isInline: true,
      links: [
        at('concepts/certificate', 'name', text.first),
        at(branches, 'another-machine', text.elsewhere),
        at(branches, 'container', text.container),
        at(branches, 'path', text.path),
      ],
    },
  ];
});

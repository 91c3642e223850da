import { findExample } from '#examples';
import { isServerId, servers } from '#servers';
import { block } from './block.ts';
import { followed } from './followed.ts';

/**
 * The whole files of an example: `example` is its id, such as `nginx` or `nginx/other-port`,
 * `variants` those of its variants that the same block offers, with blanks between them. Below those
 * of a server stands where its page was followed.
 */
export const configuration = block(
  'Configuration',
  { required: ['example'], optional: ['variants'] },
  ({ example, variants = '' }, locale) => {
    const { id, server } = findExample(example);
    const isMain = id === server && isServerId(server) && servers[server].evidence === 'run';
    return [
      {
        kind: 'configuration',
        example: id,
        variants: variants
          .split(' ')
          .filter((one) => one !== '')
          .map((one) => findExample(one).id),
      },
      ...(isMain ? followed(server, locale) : []),
    ];
  },
);

import { findExample } from '#examples';
import { block } from './block.ts';

/**
 * The whole files of an example: `example` is its id, such as `nginx` or `nginx/other-port`,
 * `variants` those of its variants that the same block offers, with blanks between them.
 */
export const configuration = block(
  'Configuration',
  { required: ['example'], optional: ['variants'] },
  ({ example, variants = '' }) => [
    {
      kind: 'configuration',
      example: findExample(example).id,
      variants: variants
        .split(' ')
        .filter((id) => id !== '')
        .map((id) => findExample(id).id),
    },
  ],
);

import { findExample } from '#examples';
import { block } from './block.ts';

/** The whole files of an example: `example` is its id, such as `nginx` or `nginx/other-port`. */
export const configuration = block('Configuration', { required: ['example'] }, ({ example }) => [
  { kind: 'configuration', example: findExample(example).id },
]);

import eslint from '@eslint/js';
import astro from 'eslint-plugin-astro';
import tseslint from 'typescript-eslint';
import { arrowsRule } from './tools/arrows.js';

export default tseslint.config(
  { ignores: ['dist/', '.astro/', 'node_modules/', 'test-results/', 'rendered-examples/'] },
  eslint.configs.recommended,
  ...tseslint.configs.strict,
  ...tseslint.configs.stylistic,
  ...astro.configs.recommended,
  {
    rules: {
      'no-unused-expressions': 'error',
      'no-undef': 'off',
      // One style: arrow functions; `function*` only, since no arrow is a generator.
      'func-style': 'error',
      'prefer-arrow-callback': 'error',
      'arrow-body-style': 'error',
      '@typescript-eslint/no-unused-expressions': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      'no-control-regex': 'off',
      'no-irregular-whitespace': [
        'error',
        { skipStrings: true, skipTemplates: true, skipComments: true, skipRegExps: true },
      ],
    },
  },
  {
    files: ['**/*.{ts,astro,js,mjs}'],
    plugins: { project: { rules: { arrows: arrowsRule } } },
    rules: { 'project/arrows': 'error' },
  },
);

import eslint from '@eslint/js';
import astro from 'eslint-plugin-astro';
import tseslint from 'typescript-eslint';

/** The direction of imports: what a folder may not reach. See CONTRIBUTING.md. */
const arrows = [
  {
    files: ['core/**'],
    patterns: [
      'astro:*',
      '#examples',
      '#servers',
      '#highlight',
      '#evidence',
      '**/content/**',
      '**/components/**',
      '**/tests/**',
    ],
    message: 'Pure modules import nothing but each other.',
  },
  {
    files: ['content/**'],
    patterns: [
      'astro:*',
      '**/components/**',
      '**/layouts/**',
      '**/tests/**',
      '#highlight',
      '#evidence',
    ],
    message: 'Content imports #conf and #i18n only.',
  },
  {
    files: ['tests/{run,lab,contract,servers,double,core}/**'],
    patterns: ['astro:*', '**/components/**', '**/layouts/**'],
    message: 'These tests never start Astro.',
  },
  {
    files: ['tests/site/**'],
    patterns: ['astro:*', '**/{run,lab,contract,servers,double}/**'],
    message: 'Site tests see the built site through the browser only.',
  },
];

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
  ...arrows.map(({ files, patterns, message }) => ({
    files,
    rules: { 'no-restricted-imports': ['error', { patterns: [{ group: patterns, message }] }] },
  })),
);

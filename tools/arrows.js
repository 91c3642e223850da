import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/**
 * What each part of the project may import beside itself: a whitelist, from the ground up, so that
 * each imports only from parts above it in the list and from inside itself. A part
 * is a folder or a file; the longest name that holds a file is its part.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const arrows = {
  'core/settings': [],
  'core/policy': [],
  'core/i18n': ['core/settings'],
  'core/conf': ['core/i18n', 'core/settings'],

  'content/contract': ['core'],
  'content/hosting': ['core', 'content/contract'],
  'content/servers': ['core', 'content/contract', 'content/hosting'],
  'content/commands': ['core', 'content/servers'],
  'content/symptoms': [
    'core',
    'content/contract',
    'content/hosting',
    'content/servers',
    'content/commands',
  ],
  'content/cluster': ['core', 'content/contract', 'content/servers', 'content/commands'],
  'content/doctor': ['core', 'content'],
  evidence: ['core', 'content'],

  checker: ['core'],
  'checker/from-content': ['core', 'content', 'checker'],

  'src/highlight': [],
  'src/code': ['core', 'src/highlight'],
  'src/site': ['core', 'content', 'package.json'],
  'src/proofs': ['core', 'content', 'evidence', 'src/highlight'],
  'src/blocks': [
    'core',
    'content',
    'evidence',
    'src/highlight',
    'src/code',
    'src/site',
    'src/proofs',
    'checker',
  ],
  'src/search': ['core'],
  'src/client': ['core', 'src/search', 'checker'],
  'src/styles': [],
  'src/components': [
    'core',
    'content',
    'evidence',
    'src/highlight',
    'src/code',
    'src/site',
    'src/proofs',
    'src/blocks',
    'src/search',
    'src/client',
    'src/styles',
    'checker',
  ],
  'src/layouts': ['core', 'src/site', 'src/client', 'src/styles', 'src/components'],
  'src/publish': [
    'core',
    'content',
    'evidence',
    'src/highlight',
    'src/code',
    'src/site',
    'src/proofs',
    'src/blocks',
    'checker',
  ],
  'src/env.d.ts': [],
  'src/content.config.ts': ['core', 'content', 'src/site'],
  'src/pages': ['core', 'content', 'evidence', 'src'],

  'tools/arrows.js': [],
  'tools/command-line.ts': [],
  'tools/debian-packages.ts': [],
  'tools/front-matter.ts': [],
  'tools/fix-french.ts': ['core', 'tools/command-line.ts', 'tools/front-matter.ts'],
  'tools/serve.ts': ['core', 'tools/command-line.ts'],
  'tools/system-chromium.ts': [],

  'tests/html.ts': [],
  'tests/wire': [],
  'tests/drawn': ['core'],
  'tests/double': ['tests/wire'],
  'tests/jenkins': ['core', 'tests/wire', 'tests/double'],
  'tests/double/specs': ['tests/wire', 'tests/double', 'tests/jenkins'],
  'tests/contract': ['core', 'content/contract', 'tests/wire', 'tests/double'],
  'tests/servers': ['core', 'content', 'evidence', 'tests/wire', 'tests/double', 'tests/contract'],
  'tests/lab': ['core', 'content', 'tests/wire', 'tests/double', 'tests/contract', 'tests/servers'],
  'tests/load': [
    'core',
    'content',
    'tests/wire',
    'tests/double',
    'tests/contract',
    'tests/servers',
    'tests/lab',
  ],
  'tests/cluster': ['core', 'content', 'tests/wire', 'tests/lab'],
  'tests/systems': [
    'core',
    'content',
    'evidence',
    'tests/wire',
    'tests/double',
    'tests/servers',
    'tests/lab',
    'tests/html.ts',
    'tools/debian-packages.ts',
  ],
  'tests/doctor': ['core', 'content', 'evidence', 'tests/wire', 'tests/double'],
  'tests/run': [
    'core',
    'content',
    'evidence',
    'tests/wire',
    'tests/drawn',
    'tests/double',
    'tests/contract',
    'tests/servers',
    'tests/lab',
    'tests/cluster',
    'tests/systems',
  ],
  'tests/real': [
    'core',
    'content',
    'tests/wire',
    'tests/double',
    'tests/jenkins',
    'tests/servers',
    'tests/lab',
    'tests/run',
  ],
  'tests/checker': ['core', 'content', 'checker', 'src/publish', 'tests/drawn'],
  'tests/evidence': ['core', 'content', 'evidence'],
  'tests/hosting': [
    'core',
    'content',
    'evidence',
    'src/publish',
    'tests/lab',
    'tests/servers',
    'tests/systems',
  ],
  'tests/core': [
    'core',
    'content',
    'evidence',
    'src',
    'tests/drawn',
    'tests/servers',
    'tests/systems',
    'tools/arrows.js',
    'tools/command-line.ts',
    'tools/fix-french.ts',
    'tools/front-matter.ts',
  ],
  'tests/site': [
    'core',
    'content/servers',
    'tests/html.ts',
    'tools/serve.ts',
    'tools/system-chromium.ts',
  ],

  tools: ['core', 'content', 'evidence', 'checker', 'src', 'tests'],
};

/** The arrows as CONTRIBUTING.md draws them, a line a part. */
export const drawing = Object.entries(arrows)
  .map(([part, allowed]) =>
    allowed.length === 0 ? part : `${part.padEnd(23)} ← ${allowed.join(', ')}`,
  )
  .join('\n');

const root = join(import.meta.dirname, '..');

/** @type {{ readonly imports: Readonly<Record<string, string>> }} */
const { imports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/**
 * @param {string} part
 * @param {string} path
 */
const holds = (part, path) => path === part || path.startsWith(`${part}/`);

/**
 * The part that a file belongs to; `undefined` for one in none, as the configurations of the root.
 * @param {string} path below the root
 */
export const partOf = (path) =>
  Object.keys(arrows)
    .filter((part) => holds(part, path))
    .sort((a, b) => b.length - a.length)[0];

/**
 * Where an import leads, below the root; `undefined` for a package.
 * @param {string} file path of the importing file below the root
 * @param {string} specifier as it is written
 */
export const targetOf = (file, specifier) => {
  const [path = ''] = specifier.split('?');
  if (path.startsWith('#')) return imports[path]?.replace(/^\.\//, '') ?? path;
  return path.startsWith('.') ? join(dirname(file), path) : undefined;
};

/**
 * Why a file may not import something, or `undefined`.
 * @param {string} file path below the root
 * @param {string} specifier as it is written
 */
export const forbidden = (file, specifier) => {
  const target = targetOf(file, specifier);
  const part = partOf(file);
  if (part === undefined)
    return file.includes('/') ? `“${file}” is in no part of the project.` : undefined;
  if (target === undefined) {
    const isAstro = specifier.startsWith('astro:');
    return isAstro && !file.startsWith('src/') ? `“${part}” never starts Astro.` : undefined;
  }
  const allowed = arrows[part] ?? [];
  if (holds(part, target) || allowed.some((one) => holds(one, target))) return undefined;
  return `“${part}” may not import “${target}”; it may import ${allowed.join(', ') || 'nothing of the project'}.`;
};

/**
 * The ESLint rule that holds the arrows, for TypeScript and the scripts of components alike.
 * @type {import('eslint').Rule.RuleModule}
 */
export const arrowsRule = {
  meta: { type: 'problem', schema: [] },
  create: (context) => {
    // The scripts inside a component are linted as files of their own below it.
    const file = relative(root, context.filename).replace(/\.astro\/.*$/, '.astro');
    /** @param {{ readonly source?: import('estree').Node | null }} node */
    const check = ({ source }) => {
      if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
      const message = forbidden(file, source.value);
      if (message !== undefined)
        context.report({ node: source, message: `${message} See tools/arrows.js.` });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportAllDeclaration: check,
      ExportNamedDeclaration: check,
    };
  },
};

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import type TypeScript from 'typescript';

/**
 * What a module does, without how it is written: the hash of its tokens once types and comments are
 * gone, and what it imports to run. Neither a comment, a line break, a trailing comma nor a type
 * changes it.
 */
export interface ModuleCode {
  readonly hash: string;
  /** Specifiers of the modules that it loads, as written. */
  readonly imports: readonly string[];
  /** Names of the properties that its object literals define. */
  readonly properties: readonly string[];
}

const hashOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/**
 * The text of a file of the project with the line ends that it is committed with: a checkout for
 * Windows may have others.
 *
 * @param path Below the project's root, with `/`.
 * @throws when there is no such file.
 */
export const textOf = (path: string): string =>
  readFileSync(join(process.cwd(), path), 'utf8').replaceAll('\r\n', '\n');

/** Loaded late: most processes find every module in the cache, and the compiler is large. */
let compiler: typeof TypeScript | undefined;
const typescript = (): typeof TypeScript =>
  (compiler ??= createRequire(join(process.cwd(), 'package.json'))(
    'typescript',
  ) as typeof TypeScript);

const closing: ReadonlySet<string> = new Set([')', ']', '}']);

/** Reads the code of a module from its text. */
export const readModule = (text: string): ModuleCode => {
  const ts = typescript();
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      removeComments: true,
    },
  });
  const source = ts.createSourceFile('module.js', outputText, ts.ScriptTarget.ESNext, true);
  const tokens: string[] = [];
  const imports: string[] = [];
  const properties = new Set<string>();
  const visit = (node: TypeScript.Node): void => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier !== undefined &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      imports.push(node.moduleSpecifier.text);
    }
    if (ts.isPropertyAssignment(node) && !ts.isComputedPropertyName(node.name)) {
      properties.add(node.name.getText().replaceAll(/^['"]|['"]$/g, ''));
    }
    const parts = node.getChildren(source);
    if (parts.length > 0) {
      parts.forEach(visit);
      return;
    }
    const token = ts.isStringLiteral(node) ? JSON.stringify(node.text) : node.getText(source);
    if (closing.has(token) && tokens.at(-1) === ',') tokens.pop();
    if (token !== '') tokens.push(token);
  };
  visit(source);
  return { hash: hashOf(tokens.join('\n')), imports, properties: [...properties] };
};

/** By the hash of the text, so that what is in it never has to be thrown away. */
const cacheFolder = (): string => join(process.cwd(), 'node_modules', '.cache', 'evidence-2');

const cached = (text: string): ModuleCode => {
  const path = join(cacheFolder(), `${hashOf(text)}.json`);
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as ModuleCode;
  const code = readModule(text);
  try {
    mkdirSync(cacheFolder(), { recursive: true });
    // Written aside and renamed, since many workers may do the same at once.
    writeFileSync(`${path}.${process.pid}`, JSON.stringify(code));
    renameSync(`${path}.${process.pid}`, path);
  } catch {
    // A folder that cannot be written costs the time to read the module again, nothing else.
  }
  return code;
};

const known = new Map<string, ModuleCode>();

/**
 * The code of a module of the project.
 *
 * @param path Below the project's root, with `/`.
 * @throws when there is no such file.
 */
export const moduleCode = (path: string): ModuleCode => {
  const code = known.get(path) ?? cached(textOf(path));
  known.set(path, code);
  return code;
};

/** The relative imports of a module as paths below the project's root. */
export const importedBy = (path: string): string[] =>
  moduleCode(path)
    .imports.filter((specifier) => specifier.startsWith('.'))
    .map((specifier) =>
      relative(process.cwd(), join(process.cwd(), dirname(path), specifier)).replaceAll('\\', '/'),
    );

/**
 * Every module that some modules load, themselves included, by path in order.
 *
 * @param follow Says of a path whether it counts; what it refuses is not looked into either.
 */
export const reachedFrom = (
  entries: readonly string[],
  follow: (path: string) => boolean,
): string[] => {
  const found = new Set<string>();
  const visit = (path: string): void => {
    if (found.has(path) || !follow(path)) return;
    found.add(path);
    importedBy(path).forEach(visit);
  };
  entries.forEach(visit);
  return [...found].sort();
};

/** One hash of several modules, bound to their places too. */
export const hashOfModules = (paths: readonly string[]): string =>
  hashOf(JSON.stringify(paths.map((path) => [path, moduleCode(path).hash])));

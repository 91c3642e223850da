import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { breakSettings, brokenExample, brokenFiles, fixedFiles, type Break } from '#symptoms';
import { findCommand } from '#commands';
import {
  exampleSettings,
  publishedFiles,
  toText,
  type Conf,
  type Example,
  type Impossible,
} from '#conf';
import { appliesTo, checkIds, rules, type CheckId } from '#contract';
import { doctorSource } from '#doctor';
import { olderForm } from '#examples';
import { locales } from '#i18n';
import { findHosting, findServer } from '#servers';
import { formOf, publicUrl, type Settings, type Shape } from '#settings';
import type { Place } from '../content/hosting/index.ts';
import { hostingFiles, hostingSettings } from '../content/servers/published-hosting.ts';
import { hashOfModules, importedBy, moduleCode, reachedFrom, textOf } from './code.ts';

/**
 * One hash of everything that was run, to which a record is bound: what the content gives to the
 * run, as data, and the code of the lab, the double, the server's driver and the rules, from their
 * files. The words of a page, of a rule and of a reason are not in it, nor are comments, types and
 * the libraries, whose versions `package-lock.json` holds.
 */
const hashOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value, inOrder), 'utf8').digest('hex');

/** For `JSON.stringify`: the members of an object by name, since their order says nothing. */
const inOrder = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;

const remembered = <Value>(read: (key: string) => Value): ((key: string) => Value) => {
  const known = new Map<string, Value>();
  return (key) => {
    if (!known.has(key)) known.set(key, read(key));
    return known.get(key) as Value;
  };
};

const contractIndex = 'tests/contract/index.ts';

let themes: ReadonlyMap<CheckId, readonly string[]> | undefined;

/** The modules that hold the check of each rule: those named by the index that define its id. */
const themesOf = (id: CheckId): readonly string[] => {
  themes ??= new Map(
    checkIds.map((check) => [
      check,
      importedBy(contractIndex).filter((path) => moduleCode(path).properties.includes(check)),
    ]),
  );
  const found = themes.get(id) ?? [];
  if (found.length === 0) throw new Error(`No module of ${contractIndex} defines “${id}”.`);
  return found;
};

/**
 * Every server's driver is loaded by name, so none but its own is followed. What only says in which
 * order and how many at once is no part of a run.
 */
const notFollowed =
  /^tests\/(?:servers\/(?:index|installed-version)\.ts|run\/waiting-breaks\.ts|lab\/turn\.ts|systems\/)|\.spec\.ts$/;
const isRun = (path: string): boolean => path.startsWith('tests/') && !notFollowed.test(path);

/** The code of the checks of some rules. */
export const rulesCode = (ids: readonly CheckId[]): string =>
  hashOfModules(reachedFrom([...new Set(ids.flatMap(themesOf))].sort(), isRun));

let allRules: string | undefined;
const allRulesCode = (): string => (allRules ??= rulesCode(checkIds));

/** What editors and merges leave beside a file, and no clone has. */
const isLeftover = (name: string): boolean => /^[.#]|~$|\.(?:bak|orig|rej|swp)$/.test(name);

/** What stands in the folder of a server under `tests/`. */
const ownFiles = (server: string): string[] => {
  const folder = join('tests', 'servers', server);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !isLeftover(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name).replaceAll('\\', '/'))
    .sort();
};

const codeFrom = (entries: readonly string[], follow: (path: string) => boolean): string =>
  hashOfModules(reachedFrom(entries, follow));

/** Files that are no modules, such as the list of what a server is compiled from. */
const otherFiles = (server: string): [string, string][] =>
  ownFiles(server)
    .filter((path) => !path.endsWith('.ts'))
    .map((path) => [path, hashOf(textOf(path))]);

const modulesOf = (server: string): string[] =>
  ownFiles(server).filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts'));

/** The processes of a lab; they are started by name. */
const labEntries = ['tests/lab/inside.ts', 'tests/lab/client.ts'];

/** The modules that run a server, without the checks: each rule has its own. */
export const runModules = (server: string, entry: string): string[] => {
  const checks = new Set(checkIds.flatMap(themesOf));
  return reachedFrom(
    [entry, ...labEntries, ...modulesOf(server)],
    (path) => isRun(path) && !checks.has(path),
  );
};

const runCode = (server: string, entry: string): unknown => [
  hashOfModules(runModules(server, entry)),
  otherFiles(server),
];

const exampleCode = remembered((server) => runCode(server, 'tests/run/conformity.ts'));
const breakCode = remembered((server) => runCode(server, 'tests/run/symptoms.ts'));

/** The code that reads the files of a server that is not run. */
const syntaxCode = remembered((server) => {
  const specs = ownFiles(server).filter((path) => path.endsWith('.spec.ts'));
  const follow = (path: string): boolean => isRun(path) || specs.includes(path);
  return [codeFrom([...specs, ...modulesOf(server)], follow), otherFiles(server)];
});

/** What the content says of a rule but for its words. */
const ruleFacts = (ids: readonly CheckId[], shape: Shape): unknown =>
  ids
    .toSorted()
    .map((id) => [id, rules[id].speed, rules[id].exclusive, appliesTo(id, formOf(shape))]);

const withoutWords = (impossible: Readonly<Record<string, Impossible | undefined>>): unknown =>
  Object.entries(impossible)
    .map(([id, declared = {}]) => [id, { ...declared, reason: undefined, source: undefined }])
    .sort();

/** What a command of a server's page gives to the run. */
const commandOf = (
  server: string,
  name: 'validate' | 'reload',
  text: (conf: Conf) => string,
): unknown => {
  const command = findServer(server).commands[name];
  return command && [text(command.run), command.output && text(command.output)];
};

/** The steps and values with which an example is run, beside its files. */
const stepsOf = (example: Example, shape: Shape, settings: Settings): unknown => {
  const text = (conf: Conf): string => toText(conf, settings, 'en');
  const { enable, certificates, upstream } = example.render(formOf(shape));
  return {
    id: example.id,
    settings,
    url: publicUrl(settings),
    enable: enable.map(text),
    certificates: certificates.map(({ path, holds }) => [text(path), holds]),
    upstream: text(upstream),
    validate: commandOf(example.server, 'validate', text),
  };
};

const filesOf = (example: Example, shape: Shape): unknown =>
  locales.map((locale) =>
    publishedFiles(example, shape, locale).map(({ install, mode, sha256 }) => [
      install,
      mode,
      sha256,
    ]),
  );

/** What the badge of a shape of an example is bound to. */
export const exampleHash = (example: Example, shape: Shape): string => {
  const { server } = example;
  const files = filesOf(example, shape);
  if (findServer(server).evidence === 'syntax') return hashOf([files, syntaxCode(server)]);
  return hashOf([
    files,
    stepsOf(example, shape, exampleSettings(example, shape)),
    ruleFacts(checkIds, shape),
    withoutWords({ ...findServer(server).cannot, ...example.cannot }),
    exampleCode(server),
    allRulesCode(),
  ]);
};

/** The command of a page that tells a cause, and the question of the index. */
const asked = ({ tell, landing }: Break, text: (conf: Conf) => string): unknown => {
  const question = findCommand('troubleshooting/landing');
  return [
    tell && [text(findCommand(tell.command).run), tell.side, text(tell.broken), text(tell.fixed)],
    landing && [text(question.run), question.output && text(question.output), text(landing)],
  ];
};

/** Members of a broken set-up that say where it is shown, or that the hash holds as text or files. */
const besideState: ReadonlySet<string> = new Set<keyof Break>([
  ...(['cause', 'alsoShows', 'before'] as const),
  ...(['example', 'changes', 'settings', 'prepare', 'tell', 'landing'] as const),
]);

/**
 * What else a broken set-up says of its run: the state of Jenkins, the kind of client, the signs. A
 * member that is added later is in it.
 */
const stateOf = (broken: Break): unknown =>
  Object.fromEntries(Object.entries(broken).filter(([name]) => !besideState.has(name)));

/** The files and steps of a broken set-up and of its cure, in the form of every version of the server. */
const bothWays = (broken: Break): unknown => {
  const older = olderForm(brokenExample(broken))?.minimum;
  return [undefined, ...(older === undefined ? [] : [older])].map((version) => [
    brokenFiles(broken, version),
    fixedFiles(broken, version),
    stepsOf(brokenExample(broken, version), broken.shape, breakSettings(broken)),
  ]);
};

/** What the mark “reproduced” of a page is bound to, in the form of every version of the server. */
export const breakHash = (broken: Break): string => {
  const { shape, fails = [], prepare } = broken;
  const settings = breakSettings(broken);
  const text = (conf: Conf): string => toText(conf, settings, 'en');
  return hashOf([
    bothWays(broken),
    stateOf(broken),
    prepare && text(prepare),
    asked(broken, text),
    ruleFacts(fails, shape),
    breakCode(broken.server),
    fails.length === 0 ? null : rulesCode(fails),
  ]);
};

const doctorCode = remembered((server) => runCode(server, 'tests/run/doctor-job.ts'));

/** What a record of the doctor about a broken set-up is bound to: the script without its words too. */
export const doctorBreakHash = (broken: Break): string => {
  const { server, prepare } = broken;
  return hashOf([
    doctorSource(),
    bothWays(broken),
    stateOf(broken),
    prepare && toText(prepare, breakSettings(broken), 'en'),
    doctorCode(server),
  ]);
};

/** What a record of the doctor about an example is bound to. */
export const doctorExampleHash = (example: Example, shape: Shape): string =>
  hashOf([
    doctorSource(),
    filesOf(example, shape),
    stepsOf(example, shape, exampleSettings(example, shape)),
    doctorCode(example.server),
  ]);

/** What the claim that a server serves this site is bound to, but for the built site itself. */
export const hostingHash = (server: string, place: Place): string => {
  const { hosting } = findHosting(server);
  const { enable, certificates } = hosting.render(place);
  const text = (conf: Conf): string => toText(conf, hostingSettings, 'en');
  const specs =
    hosting.notRun === undefined
      ? ['tests/hosting/hosting.spec.ts']
      : [`tests/hosting/${server}.spec.ts`];
  const checks = new Set(checkIds.flatMap(themesOf));
  const entries = hosting.notRun === undefined ? [...labEntries, ...modulesOf(server)] : [];
  return hashOf([
    locales.map((locale) =>
      hostingFiles(server, place, locale).map(({ install, mode, sha256 }) => [
        install,
        mode,
        sha256,
      ]),
    ),
    {
      enable: enable.map(text),
      certificates: certificates.map(({ path, holds }) => [text(path), holds]),
      validate: commandOf(server, 'validate', text),
      reload: commandOf(server, 'reload', text),
      behind: hosting.behind,
    },
    withoutWords(hosting.cannot ?? {}),
    codeFrom(
      [...specs, ...entries],
      (path) => specs.includes(path) || (isRun(path) && !checks.has(path)),
    ),
  ]);
};

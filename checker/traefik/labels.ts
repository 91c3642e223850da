import type { SourceFile, Statement } from '../statement.ts';
import { entriesOf } from '../yaml/tree.ts';

interface Growing extends Statement {
  args: string[];
  children?: Growing[];
}

/** A dotted name with its value, at the place of the label or flag that has it. */
interface Setting {
  readonly path: readonly string[];
  readonly value: string;
  readonly place: Statement;
}

/** `traefik.http.…=value` of a list, or a key with its value; flags of the command begin with `--`. */
const settingOf = (place: Statement): Setting | undefined => {
  const isItem = place.name === '-';
  const text = (place.args[0] ?? '').trim();
  const mark = text.indexOf('=');
  const name = isItem ? (mark < 0 ? text : text.slice(0, mark)) : place.name;
  const value = isItem ? (mark < 0 ? 'true' : text.slice(mark + 1)) : text;
  const dotted = /^(?:--|traefik\.)(.+)$/.exec(name)?.[1];
  return dotted === undefined
    ? undefined
    : { path: dotted.toLowerCase().split('.'), value: value.replaceAll('$$', '$'), place };
};

/** Statements as a file of YAML would have them, of dotted names. */
const grown = (settings: readonly Setting[]): Statement[] => {
  const tops: Growing[] = [];
  const all = new Map<string, Growing>();
  for (const { path, value, place } of settings) {
    const { file, start, end, line } = place;
    let parent: Growing | null = null;
    for (const [depth, name] of path.entries()) {
      const key = path.slice(0, depth + 1).join('.');
      let found: Growing | undefined = all.get(key);
      if (found === undefined) {
        found = { file, start, end, line, name, args: [], parent };
        all.set(key, found);
        if (parent === null) tops.push(found);
        else (parent.children ??= []).push(found);
      }
      if (depth === path.length - 1) found.args = [value];
      parent = found;
    }
  }
  return tops;
};

/** One container of a compose file: what its labels and its command say. */
export interface Container {
  readonly name: string;
  readonly isJenkins: boolean;
  readonly statements: readonly Statement[];
}

/** The containers of a compose file that Traefik is told something by. */
export const containersOf = (services: Statement): Container[] =>
  entriesOf(services)
    .map((service): Container => {
      const lists = entriesOf(service).filter(({ name }) => ['labels', 'command'].includes(name));
      const deployed = entriesOf(service)
        .filter(({ name }) => name === 'deploy')
        .flatMap((one) => entriesOf(one).filter(({ name }) => name === 'labels'));
      const settings = [...lists, ...deployed]
        .flatMap(entriesOf)
        .flatMap((one) => settingOf(one) ?? []);
      const image = entriesOf(service).find(({ name }) => name === 'image')?.args[0] ?? '';
      return {
        name: service.name,
        isJenkins: /jenkins|hudson/i.test(`${service.name} ${image}`),
        statements: grown(settings),
      };
    })
    .filter(({ statements }) => statements.length > 0);

/** Whether a file is written in TOML, which is not read here. */
export const isToml = ({ name, text }: SourceFile): boolean =>
  /\.toml$/i.test(name) || /^\s*\[\[?[\w."-]+\]\]?\s*(?:#.*)?$/m.test(text);

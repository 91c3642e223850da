import { valueProblem, type Attribute } from './sections.ts';

/** Entries of a table or list of the script, `$proxy = @{ … }` or `$variables = @( … )`. */
export const blockOf = (text: string, name: string): string[] => {
  const block = new RegExp(String.raw`\$${name} = @[{(]\r?\n([\s\S]*?)\r?\n[})]`).exec(text)?.[1];
  if (block === undefined) throw new Error(`The script has no $${name}.`);
  return block.split(/\r?\n/).map((line) => line.trim());
};

/** The entries of a table by name. */
export const tableOf = (text: string, name: string): Record<string, string> =>
  Object.fromEntries(
    blockOf(text, name).map((line) => {
      const entry = /^'?([\w.-]+)'? = '([^']*)'$/.exec(line);
      if (entry === null) throw new Error(`$${name}: “${line}” is no entry.`);
      return [entry[1] ?? '', entry[2] ?? ''];
    }),
  );

/** Settings that a section does not have, or not with this value. */
export const settingProblems = (
  settings: Readonly<Record<string, string>>,
  section: Readonly<Record<string, Attribute>>,
): string[] =>
  Object.entries(settings).flatMap(([name, value]) => {
    const attribute = section[name];
    if (attribute === undefined) return [`no setting “${name}”`];
    const problem = valueProblem(value, attribute.type);
    return problem === null ? [] : [`${name}: ${problem}`];
  });

/** Brackets that do not close and quotes that do not end, in PowerShell without here-strings. */
export const bracketProblems = (text: string): string[] => {
  const open: string[] = [];
  const closing: Readonly<Record<string, string>> = { ')': '(', '}': '{', ']': '[' };
  const code = text.replaceAll(/'[^'\r\n]*'/g, '').replaceAll(/"[^"\r\n]*"/g, '');
  for (const line of code.split(/\r?\n/)) {
    const statement = line.replace(/#.*/, '');
    if (/["']/.test(statement)) return [`a quote without its end: ${line.trim()}`];
    for (const character of statement) {
      if ('({['.includes(character)) open.push(character);
      const wanted = closing[character];
      if (wanted !== undefined && open.pop() !== wanted)
        return [`“${character}” in ${line.trim()}`];
    }
  }
  return open.map((character) => `“${character}” is not closed`);
};

/** `filter` and `name` of every setting that the script writes one by one. */
export const singleSettings = (text: string): Record<string, string>[] =>
  [
    ...text.matchAll(
      /Set-WebConfigurationProperty -PSPath \$server -Filter (\$\w+|'[^']+') -Name ([\w-]+) -Value '([^']*)'/g,
    ),
  ].map(([, filter = '', name = '', value = '']) => ({ filter, name, value }));

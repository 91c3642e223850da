import type { Edit } from '../report.ts';
import type { Parsed, SourceFile, Statement } from '../statement.ts';
import { growTree } from '../tree.ts';

/** A redirection of a port in the language of nftables. */
export interface NftRedirect {
  readonly line: Statement;
  readonly chain: 'PREROUTING' | 'OUTPUT';
  readonly family: 'ip' | 'ip6' | 'inet';
  readonly from: string;
  readonly to: string;
  /** Gives the same redirection to what the machine itself asks for. */
  readonly cure: readonly Edit[];
}

/** Whether a file is written for `nft` instead of `iptables-restore`. */
export const isNftables = ({ text }: SourceFile): boolean =>
  /^\s*(?:table\s+(?:(?:inet|ip6?)\s+)?[\w-]+\s*\{|(?:(?:sudo\s+)?nft\s+)?add\s+(?:table|chain|rule)\s)/m.test(
    text,
  );

/**
 * Reads the statements of `nft`: words up to the end of a line or a `;`, blocks in braces. Braces of a
 * set, which close in their line, are words.
 */
export const parseNftables = (file: SourceFile): Parsed => {
  const { text } = file;
  const tree = growTree(file);
  let at = 0;
  let start = -1;
  let words: string[] = [];
  const end = (isBlock: boolean): void => {
    const [name = '', ...args] = words;
    if (words.length > 0) tree.add({ name, args, start, end: at }, isBlock);
    words = [];
  };
  while (at < text.length && tree.problems.length === 0) {
    const sign = text[at] ?? '';
    if (sign === '\\' && /^\\\r?\n/.test(text.slice(at, at + 3))) at = text.indexOf('\n', at) + 1;
    else if (sign === '\\' && text[at + 1] === ';') {
      end(false);
      at += 2;
    } else if (sign === '\n' || sign === ';') {
      end(false);
      at += 1;
    } else if (/\s/.test(sign)) at += 1;
    else if (sign === '#') {
      end(false);
      const line = text.indexOf('\n', at);
      at = line < 0 ? text.length : line;
    } else if (sign === '{' && words.length > 0) {
      const rest = text.slice(at, at + 2000);
      // A set such as `{ 80, 443 }` has no statement in it.
      const set = /^\{[^{};\n\\]*\}/.exec(rest)?.[0];
      if (set === undefined) {
        at += 1;
        end(true);
        if (tree.isTooDeep()) tree.tell('too-deep', at - 1, '{');
      } else {
        words.push(set);
        at += set.length;
      }
    } else if (sign === '}' && words.length === 0) {
      at += 1;
      tree.close(at, '}');
    } else if (sign === '}') end(false);
    else {
      if (words.length === 0) start = at;
      if (sign === '"' || sign === "'") {
        const close = text.indexOf(sign, at + 1);
        if (close < 0) tree.tell('quote-not-closed', at, sign);
        words.push(text.slice(at + 1, close));
        at = close + 1;
      } else {
        const [word = sign] = /^[^\s;{}"'#\\]+/.exec(text.slice(at, at + 500)) ?? [];
        words.push(word);
        at += word.length;
      }
    }
  }
  end(false);
  return tree.parsed(({ name, args }) => [name, ...args].join(' '));
};

/** A chain with its rules, written as blocks or as commands. */
interface Chain {
  readonly family: NftRedirect['family'];
  readonly hook: string;
  /** Its block; absent where each rule is a command of its own. */
  readonly block?: Statement;
  readonly name: string;
  readonly rules: readonly { readonly line: Statement; readonly words: readonly string[] }[];
}

const familyOf = (word: string | undefined): NftRedirect['family'] =>
  word === 'ip6' || word === 'inet' ? word : 'ip';

const isFamily = (word: string | undefined): boolean =>
  ['ip', 'ip6', 'inet', 'arp', 'bridge', 'netdev'].includes(word ?? '');

const hookOf = (block: Statement | undefined): string | undefined => {
  const type = block?.children?.find(({ name }) => name === 'type');
  return type?.args[type.args.indexOf('hook') + 1];
};

const chainsOf = (statements: readonly Statement[]): Chain[] => {
  const blocks = statements
    .filter(({ name }) => name === 'table')
    .flatMap((table) =>
      (table.children ?? [])
        .filter(({ name }) => name === 'chain')
        .map((block): Chain => ({
          family: familyOf(isFamily(table.args[0]) ? table.args[0] : undefined),
          hook: hookOf(block) ?? '',
          block,
          name: block.args[0] ?? '',
          rules: (block.children ?? []).map((line) => ({ line, words: [line.name, ...line.args] })),
        })),
    );
  const commands = statements
    .map((line) => {
      const words = [line.name, ...line.args];
      return { line, words: words.slice(words.indexOf('add') + 1) };
    })
    .filter(({ words }) => words[0] === 'rule' || words[0] === 'chain')
    .map(({ line, words: [what = '', ...rest] }) => {
      const isNamed = isFamily(rest[0]);
      const [, chain = '', ...words] = isNamed ? rest.slice(1) : rest;
      return { what, line, family: familyOf(isNamed ? rest[0] : undefined), chain, words };
    });
  const hooks = new Map(
    commands
      .filter(({ what }) => what === 'chain')
      .map(({ family, chain, line }) => [`${family} ${chain}`, hookOf(line)]),
  );
  const written = commands
    .filter(({ what }) => what === 'rule')
    .map(({ line, family, chain, words }): Chain => ({
      family,
      // A chain that another file makes is known by its name.
      hook: hooks.get(`${family} ${chain}`) ?? chain.toLowerCase(),
      name: chain,
      rules: [{ line, words }],
    }));
  return [...blocks, ...written];
};

const after = (words: readonly string[], ...names: readonly string[]): string | undefined => {
  const at = words.findIndex((_, index) => names.every((name, n) => words[index + n] === name));
  return at < 0 ? undefined : words[at + names.length];
};

const portOf = (text: string | undefined): string | undefined => /:?(\d+)$/.exec(text ?? '')?.[1];

/** The same redirection for what the machine itself asks for, in the form that its file has. */
const cureOf = (
  { line, from, to }: { readonly line: Statement; readonly from: string; readonly to: string },
  { family, block }: Chain,
  chains: readonly Chain[],
): Edit[] => {
  const rule = `oifname "lo" tcp dport ${from} redirect to :${to}`;
  const hook = 'type nat hook output priority -100; policy accept;';
  if (block === undefined) {
    const { file, start, end } = line;
    const found = /^(.*?)add\s+rule\s+((?:(?:ip6?|inet)\s+)?\S+)\s/.exec(
      file.text.slice(start, end),
    );
    const [, command = '', table = ''] = found ?? [];
    const quote = command === '' ? '' : "'";
    const own = [
      `${command}add chain ${table} output ${quote}{ ${hook} }${quote}`,
      `${command}add rule ${table} output ${rule.replaceAll('"', '')}`,
    ];
    return found === null ? [] : [{ at: line, put: 'after', own }];
  }
  const output = chains.find(
    (one) =>
      one.hook === 'output' &&
      one.family === family &&
      one.block?.parent === block.parent &&
      one.block?.children?.[0]?.args[0] === 'nat',
  );
  const last = output?.block?.children?.at(-1);
  return last === undefined
    ? [{ at: block, put: 'after', own: ['chain jenkins_output {', `  ${hook}`, `  ${rule}`, '}'] }]
    : [{ at: last, put: 'after', own: [rule] }];
};

/** The redirections of a file, each with the lines that what the machine asks for lacks. */
export const nftRedirects = (statements: readonly Statement[]): NftRedirect[] => {
  const chains = chainsOf(statements);
  return chains.flatMap((chain) => {
    const { family, hook, rules } = chain;
    if (hook !== 'prerouting' && hook !== 'output') return [];
    return rules.flatMap(({ line, words }): NftRedirect[] => {
      const from = after(words, 'tcp', 'dport');
      const to = portOf(
        after(words, 'redirect', 'to') ??
          (words.includes('dnat') ? (after(words, 'dnat', 'to') ?? words.at(-1)) : undefined),
      );
      if (from === undefined || to === undefined) return [];
      const cure = cureOf({ line, from, to }, chain, chains);
      return [{ line, chain: hook === 'output' ? 'OUTPUT' : 'PREROUTING', family, from, to, cure }];
    });
  });
};

import { parseLines } from '../lines.ts';
import { findAll, type Edit, type Fault, type Reading, type ServerReader } from '../report.ts';
import type { Problem, SourceFile, Statement } from '../statement.ts';
import { isNftables, nftRedirects, parseNftables } from './nftables.ts';

/** A rule that sends a port of this machine to that of Jenkins. */
interface Redirect {
  readonly line: Statement;
  readonly chain: string;
  readonly from: string;
  readonly to: string;
  /** Gives the same redirection to what the machine itself asks for. */
  readonly cure: readonly Edit[];
}

/** The rules of one family: of `rules.v4` and `rules.v6`, of `iptables` and `ip6tables`, or of a kind of table. */
interface Family {
  readonly redirects: readonly Redirect[];
  readonly isV6: boolean;
}

const valueOf = (words: readonly string[], ...options: readonly string[]): string | undefined => {
  const at = words.findIndex((word) => options.includes(word));
  return at < 0 ? undefined : words[at + 1];
};

const redirectOf = (line: Statement): Redirect | undefined => {
  const words = [line.name, ...line.args];
  const chain = valueOf(words, '-A', '--append', '-I', '--insert');
  const target = valueOf(words, '-j', '--jump');
  const from = valueOf(words, '--dport', '--destination-port', '--dports');
  const to =
    target === 'REDIRECT'
      ? valueOf(words, '--to-ports', '--to-port')
      : target === 'DNAT'
        ? /:(\d+)$/.exec(valueOf(words, '--to-destination', '--to') ?? '')?.[1]
        : undefined;
  return chain === undefined || from === undefined || to === undefined
    ? undefined
    : {
        line,
        chain,
        from,
        to,
        cure: [{ at: line, put: 'after', own: [ownOutput(line, from, to)] }],
      };
};

/** Ports that browsers use without saying so: only these are called from the machine itself. */
const faults: readonly Fault<readonly Family[]>[] = (
  [
    ['iptables/output-rule-missing', 'all'],
    ['iptables/ipv6-rules-missing', 'v6'],
  ] as const
).map(([setUp, which]) => ({
  setUps: [setUp],
  find: (families) => {
    const lacking = families.flatMap(({ redirects, isV6 }) =>
      redirects
        .filter(
          ({ chain, from }) =>
            chain === 'PREROUTING' &&
            !redirects.some((other) => other.chain === 'OUTPUT' && other.from === from),
        )
        .map((redirect) => ({ redirect, isV6 })),
    );
    const isV6Only =
      lacking.length > 0 && lacking.every(({ isV6 }) => isV6) && families.some(({ isV6 }) => !isV6);
    const mine = (which === 'v6') === isV6Only ? lacking : [];
    const [first] = mine;
    return first === undefined
      ? []
      : [
          {
            at: first.redirect.line,
            edits: mine.flatMap(({ redirect }) => redirect.cure),
          },
        ];
  },
}));

/** The rule for what the machine itself asks for, made of that for the others. */
const ownOutput = (line: Statement, from: string, to: string): string => {
  const text = line.file.text.slice(line.start, line.end);
  const start = /^(.*?)-[AI]\s+PREROUTING/.exec(text)?.[1] ?? '';
  return `${start}-A OUTPUT -o lo -p tcp -m tcp --dport ${from} -j REDIRECT --to-ports ${to}`;
};

const familyOf = (lines: readonly Statement[], isV6: boolean): Family => ({
  redirects: lines.flatMap((line) => redirectOf(line) ?? []),
  isV6,
});

/** Each table has its own chains, but those of one family see the same requests. */
const nftFamilies = (statements: readonly Statement[]): Family[] => {
  const redirects = nftRedirects(statements);
  return (['inet', 'ip', 'ip6'] as const).map((wanted) => ({
    redirects: redirects.filter(({ family }) => family === wanted),
    isV6: wanted === 'ip6',
  }));
};

const familiesOf = (files: readonly SourceFile[]): { families: Family[]; problems: Problem[] } => {
  const problems: Problem[] = [];
  const families = files
    .flatMap((file) => {
      if (isNftables(file)) {
        const parsed = parseNftables(file);
        problems.push(...parsed.problems);
        return nftFamilies(parsed.statements);
      }
      const lines = parseLines(file).statements;
      const isV6 = ({ name, args }: Statement): boolean =>
        /v6$/.test(file.name) || [name, ...args.slice(0, 1)].some((word) => /ip6tables/.test(word));
      return [true, false].map((wanted) =>
        familyOf(
          lines.filter((line) => isV6(line) === wanted),
          wanted,
        ),
      );
    })
    .filter(({ redirects }) => redirects.length > 0);
  return { families, problems };
};

const read: ServerReader['read'] = (files): Reading => {
  const { families, problems } = familiesOf(files);
  const [first] = families;
  const redirect = first?.redirects[0];
  return {
    problems,
    judged: families.flatMap(({ redirects }) => redirects.slice(0, 1).map(({ line }) => line)),
    faults: findAll(faults, families),
    virtues: families.length > 0 ? ['paths-unchanged', 'host-passed', 'websocket-passes'] : [],
    unclear: [],
    values: { ...(redirect !== undefined && { upstreamPort: redirect.to }) },
  };
};

export const iptables: ServerReader = { read, setUps: faults.flatMap(({ setUps }) => setUps) };

import { sampleSettings } from '../core/settings/settings.ts';
import { slotText } from '../core/conf/slot.ts';
import type { Locale } from '../core/i18n/locales.ts';
import { apache } from './apache/index.ts';
import { caddy } from './caddy/index.ts';
import { envoy } from './envoy/index.ts';
import { haproxy } from './haproxy/index.ts';
import { iis } from './iis/index.ts';
import { iptables } from './iptables/index.ts';
import { lighttpd } from './lighttpd/index.ts';
import { nginx } from './nginx/index.ts';
import { pomerium } from './pomerium/index.ts';
import { recognise } from './recognise.ts';
import type {
  Edit,
  FoundFault,
  PublicUrl,
  Reading,
  ServerReader,
  Unclear,
  Virtue,
} from './report.ts';
import { lineCounter, type Problem, type SourceFile, type Statement } from './statement.ts';
import { squid } from './squid/index.ts';
import { traefik } from './traefik/index.ts';
import { jenkinsItself, unseen } from './unseen.ts';
import type { Vocabulary, WordPiece } from './words.ts';

/** The servers that it reads, by their ids. */
export const readers: Readonly<Record<string, ServerReader>> = {
  apache,
  nginx,
  lighttpd,
  haproxy,
  caddy,
  traefik,
  envoy,
  pomerium,
  squid,
  iis,
  iptables,
};

/** A change of a file: characters from `start` to `end` give way to `text`. */
export interface TextChange {
  readonly file: string;
  /** The first line that it is about, from 1. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The lines that go, and those that come, to be shown. */
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** Something that is wrong, in the words of the causes that show it. */
export interface Finding {
  /** Ids of causes. */
  readonly causes: readonly string[];
  /** Ids of the broken set-ups that have this fault. */
  readonly setUps: readonly string[];
  /** Where it is reported, when none of these set-ups was run here. */
  readonly reported: readonly string[];
  readonly file: string;
  readonly line: number;
  /** The line itself. */
  readonly text: string;
  readonly changes: readonly TextChange[];
}

/** A cause that stands outside the file. */
export interface UnseenCause {
  readonly cause: string;
  readonly reason: string;
  readonly command?: string;
}

export interface Report {
  /** `null` when no server's language was recognised. */
  readonly server: string | null;
  readonly state: 'found' | 'nothing' | 'not-understood';
  /** Why nothing could be said. */
  readonly reason?: 'empty' | 'unknown-server' | 'no-reader' | 'unreadable' | 'no-proxy';
  readonly problems: readonly Problem[];
  readonly findings: readonly Finding[];
  readonly virtues: readonly Virtue[];
  readonly unclear: readonly Unclear[];
  readonly unseen: readonly UnseenCause[];
  /** The command that shows the certificate as clients see it. */
  readonly certificate: string;
  /** Causes that were looked for. */
  readonly looked: readonly string[];
  /** Where requests are passed to Jenkins. */
  readonly judged: readonly {
    readonly file: string;
    readonly line: number;
    readonly text: string;
  }[];
}

export interface Question {
  readonly files: readonly SourceFile[];
  readonly url?: PublicUrl | undefined;
  /** The server, where the reader chose one. */
  readonly server?: string | undefined;
  readonly locale: Locale;
}

const unreadable = (files: readonly SourceFile[]): Problem | undefined => {
  for (const { name, text } of files) {
    const binary = text.search(/[\0\uFFFD]/);
    if (binary >= 0)
      return { kind: 'binary', file: name, line: lineCounter(text)(binary), text: '' };
  }
  return undefined;
};

/** A file of Ansible, Puppet or Chef that still has places to be filled. */
const template = (files: readonly SourceFile[]): Problem | undefined => {
  for (const { name, text } of files) {
    const found = /\{%[-\s]|\{\{|<%[-=\s]/.exec(text);
    if (found !== null)
      return { kind: 'template', file: name, line: lineCounter(text)(found.index), text: found[0] };
  }
  return undefined;
};

/** Servers in whose own language these signs of templates have a meaning. */
const usesBraces = new Set(['caddy', 'traefik', 'iis', 'pomerium']);

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;
const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
};

/** One edit as characters: whole lines where the statement is alone on them. */
const textChange = (edit: Edit, lines: readonly string[]): TextChange => {
  const { at, put } = edit;
  const { text } = at.file;
  const first = lineStart(text, at.start);
  const before = text.slice(first, at.start);
  const last = lineEnd(text, at.end);
  const after = text.slice(at.end, last);
  const ownsLines = before.trim() === '' && /^\s*(?:#.*)?$/.test(after);
  const indent = /^\s*/.exec(before)?.[0] ?? '';
  const crlf = text.includes('\r\n') ? '\r\n' : '\n';
  const base = { file: at.file.name, line: at.line };
  const written = lines.map((line) => (line === '' ? '' : indent + line));
  const block = written.map((line) => line + crlf).join('');
  const removed =
    put === 'instead' || put === 'nothing'
      ? text.slice(ownsLines ? first : at.start, at.end).split(/\r?\n/)
      : [];
  const shown = { removed: removed.map((line) => line.trimEnd()), added: written };
  if (put === 'inside') {
    const brace = text.indexOf('\n', at.start) + 1;
    const inner = written.map((line) => `    ${line}${crlf}`).join('');
    return { ...base, start: brace, end: brace, text: inner, removed: [], added: written };
  }
  if (put === 'before') {
    return ownsLines || before.trim() === ''
      ? { ...base, start: first, end: first, text: block, ...shown }
      : { ...base, start: at.start, end: at.start, text: `${lines.join(' ')} `, ...shown };
  }
  if (put === 'after') {
    if (!ownsLines)
      return { ...base, start: at.end, end: at.end, text: ` ${lines.join(' ')}`, ...shown };
    const end = Math.min(last + 1, text.length);
    const missing = end === text.length && !text.endsWith('\n') ? crlf : '';
    return { ...base, start: end, end, text: missing + block, ...shown };
  }
  return ownsLines
    ? { ...base, start: first, end: Math.min(last + 1, text.length), text: block, ...shown }
    : { ...base, start: at.start, end: at.end, text: lines.join(' '), ...shown };
};

interface Context {
  readonly vocabulary: Vocabulary;
  readonly url: PublicUrl | undefined;
  readonly locale: Locale;
}

/** Lines with the reader's own values, from the URL first and else from the file. */
const rendered = (
  lines: readonly (readonly WordPiece[])[],
  { host, path, upstreamHost, upstreamPort }: Reading['values'],
  { url, locale }: Context,
): string[] => {
  const isPath = (url?.path ?? path ?? '') !== '';
  const settings = {
    ...sampleSettings(`${url?.scheme ?? 'https'}-${isPath ? 'path' : 'host'}`),
    ...(host !== undefined && { host }),
    ...(path !== undefined && path !== '' && { path }),
    ...(upstreamHost !== undefined && { upstreamHost }),
    ...(upstreamPort !== undefined && { upstreamPort: Number(upstreamPort) }),
    ...url,
  };
  return lines.map((line) =>
    line
      .map((piece) => {
        if (typeof piece === 'string') return piece;
        if ('fr' in piece) return piece[locale].replaceAll('\n', '\n# ');
        const [name, escape] = piece;
        return slotText({ kind: 'slot', name, escape }, settings);
      })
      .join(''),
  );
};

/** The right lines of an edit, with the reader's own values and names. */
const linesOf = (edit: Edit, setUp: string, reading: Reading, context: Context): string[] => {
  if (edit.put === 'nothing') return [];
  if (edit.own !== undefined) return [...edit.own];
  const right = context.vocabulary.setUps[edit.from ?? setUp]?.right[edit.change ?? 0] ?? [];
  return rendered(right, reading.values, context).map((line) =>
    (reading.renamed ?? []).reduce((text, [from, to]) => text.replace(from, to), line),
  );
};

/** Blocks that define the names which the lines use and the file lacks. */
const definitionsFor = (
  lines: readonly string[],
  reading: Reading,
  vocabulary: Vocabulary,
): TextChange[] => {
  const { definitions } = reading;
  if (definitions === undefined) return [];
  const used = Object.keys(vocabulary.definitions).filter(
    (name) => lines.some((line) => line.includes(`$${name}`)) && !definitions.has(name),
  );
  const blocks = used.flatMap((name) => [
    ...(vocabulary.definitions[name] ?? []).map((line) =>
      line.map((piece) => (typeof piece === 'string' ? piece : '')).join(''),
    ),
    '',
  ]);
  return blocks.length === 0 ? [] : [textChange({ at: definitions.before, put: 'before' }, blocks)];
};

const keyOf = (changes: readonly TextChange[]): string =>
  JSON.stringify(changes.map(({ file, start, end, text }) => [file, start, end, text]));

/** The first line of a statement, not longer than a screen shows. */
const headOf = ({ file, start, end }: Statement): string =>
  (file.text.slice(start, Math.min(end, start + 120)).split(/\r?\n/)[0] ?? '').trim();

/** Faults with the same cure are one finding. */
const findingsOf = (reading: Reading, context: Context): Finding[] => {
  const all = new Map<string, Finding>();
  for (const { setUps, found } of reading.faults as readonly FoundFault[]) {
    const edits = found.edits.map((edit) => ({
      edit,
      lines: linesOf(edit, setUps[0], reading, context),
    }));
    const changes = [
      ...definitionsFor(
        edits.flatMap(({ lines }) => lines),
        reading,
        context.vocabulary,
      ),
      ...edits.map(({ edit, lines }) => textChange(edit, lines)),
    ];
    const causes = setUps.flatMap((id) => context.vocabulary.setUps[id]?.causes ?? []);
    const key =
      changes.length > 0 ? keyOf(changes) : `${found.at.file.name}:${String(found.at.line)}`;
    const known = all.get(key);
    const ids = [...new Set([...(known?.setUps ?? []), ...setUps])];
    const sources = ids.map((id) => context.vocabulary.setUps[id]?.source);
    all.set(key, {
      file: found.at.file.name,
      line: found.at.line,
      text: headOf(found.at),
      changes,
      causes: [...new Set([...(known?.causes ?? []), ...causes])],
      setUps: ids,
      reported: sources.includes(undefined)
        ? []
        : [...new Set(sources.flatMap((one) => one ?? []))],
    });
  }
  return [...all.values()];
};

/** Faults that speak against what would be good. */
const against: Readonly<Record<Virtue, RegExp>> = {
  'paths-unchanged': /slash|prefix|path-differs|rewritten|styles-read/,
  'host-passed': /host|port-not-passed/,
  'scheme-passed': /scheme|https-not|value-made-up|secure-cookie/,
  'forged-overwritten': /value-made-up|fixed-forwarded/,
  'websocket-passes': /upgrade-not-passed|endpoint|sni/,
  'uploads-unlimited': /body|upload/,
  streaming: /collected|buffered|compressed/,
  patient: /too-long|idle-limit/,
};

/** Causes that no file shows, with the command that tells each. */
const unseenOf = (server: string, reading: Reading, context: Context): UnseenCause[] => {
  const { setUps } = context.vocabulary;
  const own = Object.keys(unseen).filter(
    (id) => id.startsWith(`${server}/`) || (unseen[id] === jenkinsItself && id in setUps),
  );
  const causes = new Map<string, UnseenCause>();
  for (const id of own) {
    const { causes: [cause] = [], tell } = setUps[id] ?? {};
    const reason = unseen[id];
    if (cause === undefined || reason === undefined || causes.has(cause)) continue;
    const command = rendered(tell ?? [], reading.values, context).join('\n');
    causes.set(cause, {
      cause,
      reason: reason[context.locale],
      ...(command !== '' && { command }),
    });
  }
  return [...causes.values()];
};

const nothing = {
  problems: [],
  findings: [],
  virtues: [],
  unclear: [],
  unseen: [],
  certificate: '',
  looked: [],
  judged: [],
} as const;

/**
 * What is wrong in the files of a configuration. Pure: it reads nothing but what it is given, and
 * whatever it is given gets an answer.
 */
export const check = (
  { files, url, server: chosen, locale }: Question,
  vocabulary: Vocabulary,
): Report => {
  const filled = files.filter(({ text }) => text.trim() !== '');
  const without = (server: string | null, reason: Report['reason']): Report => ({
    ...nothing,
    server,
    state: 'not-understood',
    ...(reason !== undefined && { reason }),
  });
  if (filled.length === 0) return without(null, 'empty');
  const broken = unreadable(filled);
  if (broken !== undefined) return { ...without(null, 'unreadable'), problems: [broken] };
  const server = chosen ?? recognise(filled);
  if (server === null) return without(null, 'unknown-server');
  const reader = readers[server];
  if (reader === undefined) return without(server, 'no-reader');
  const unfilled = usesBraces.has(server) ? undefined : template(filled);
  if (unfilled !== undefined) return { ...without(server, 'unreadable'), problems: [unfilled] };
  const reading = reader.read(filled, url);
  if (reading.problems.length > 0)
    return { ...without(server, 'unreadable'), problems: reading.problems };
  if (reading.judged.length === 0)
    return { ...without(server, 'no-proxy'), unclear: reading.unclear };
  const context = { vocabulary, url, locale };
  const findings = findingsOf(reading, context);
  return {
    server,
    state: findings.length > 0 ? 'found' : 'nothing',
    problems: [],
    findings,
    virtues: reading.virtues.filter(
      (virtue) => !findings.some(({ setUps }) => setUps.some((id) => against[virtue].test(id))),
    ),
    unclear: [
      ...reading.unclear,
      ...(url === undefined
        ? [{ kind: 'address-needed' as const, file: '', line: 0, text: '' }]
        : []),
    ],
    unseen: unseenOf(server, reading, context),
    certificate: rendered(vocabulary.certificate, reading.values, context).join('\n'),
    looked: [...new Set(reader.setUps.flatMap((id) => vocabulary.setUps[id]?.causes ?? []))],
    judged: reading.judged.map(({ file, line, name, args }) => ({
      file: file.name,
      line,
      text: [name, ...args].join(' '),
    })),
  };
};

/** The files with some changes made. */
export const applied = (
  files: readonly SourceFile[],
  changes: readonly TextChange[],
): SourceFile[] =>
  files.map((file) => ({
    ...file,
    text: changes
      .filter((change) => change.file === file.name)
      .map((change, index) => ({ change, index }))
      // From the end, so that places stay; of two at one place the first stands first, and lines that
      // come before another do so after it has changed.
      .toSorted(
        (a, b) =>
          b.change.start - a.change.start || b.change.end - a.change.end || b.index - a.index,
      )
      .reduce(
        (text, { change }) => text.slice(0, change.start) + change.text + text.slice(change.end),
        file.text,
      ),
  }));

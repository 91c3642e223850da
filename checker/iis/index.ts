import { mostPlaces, upload } from '../limits.ts';
import {
  findAll,
  type Edit,
  type Fault,
  type PublicUrl,
  type Reading,
  type ServerReader,
} from '../report.ts';
import { outwards, within, type Problem, type SourceFile, type Statement } from '../statement.ts';
import { attributeOf, parseXml } from './parse.ts';

/** A rule that passes requests on. */
interface Rule {
  readonly rule: Statement;
  readonly action: Statement;
  readonly url: string;
}

interface IisModel {
  readonly problems: readonly Problem[];
  readonly all: readonly Statement[];
  readonly rules: readonly Rule[];
  /** The settings of Application Request Routing, which most keep at the level of the server. */
  readonly proxies: readonly Statement[];
  readonly url: PublicUrl | undefined;
}

const modelOf = (files: readonly SourceFile[], url: PublicUrl | undefined): IisModel => {
  const parsed = files.map(parseXml);
  const all = parsed.flatMap(({ statements }) => statements).flatMap(within);
  const rules = all
    .filter(({ name }) => name === 'rule')
    .flatMap((rule): Rule[] => {
      const action = rule.children?.find(({ name }) => name === 'action');
      const target = attributeOf(action, 'url') ?? '';
      const isProxied =
        attributeOf(action, 'type')?.toLowerCase() === 'rewrite' && /^https?:\/\//i.test(target);
      return action !== undefined && isProxied ? [{ rule, action, url: target }] : [];
    });
  const text = ({ rule, url: target }: Rule): string =>
    [target, ...within(rule).flatMap(({ args }) => args)].join(' ');
  const named = rules.filter((one) => /jenkins|hudson|\bci\b/i.test(text(one)));
  const byPort = rules.filter((one) => /:8080\b/.test(one.url));
  return {
    problems: parsed.flatMap(({ problems }) => problems),
    all,
    rules: (named.length > 0 ? named : byPort.length > 0 ? byPort : rules).slice(0, mostPlaces),
    proxies: all.filter(
      ({ name, parent }) => name === 'proxy' && parent?.name === 'system.webserver',
    ),
    url,
  };
};

/** The tag that begins an element, as a statement of its own. */
const opening = (element: Statement): Statement => {
  const { file, start } = element;
  const tag =
    /^<(?:"[^"]*"|'[^']*'|[^>"'])*>/.exec(file.text.slice(start, start + 4000))?.[0] ?? '';
  return { ...element, end: start + tag.length };
};

/** The edit that gives an element some attributes, and leaves the others as they are. */
const withAttributes = (element: Statement, values: Readonly<Record<string, string>>): Edit => {
  const at = opening(element);
  const own = Object.entries(values).reduce(
    (text, [name, value]) => {
      const known = new RegExp(`(\\s${name}\\s*=\\s*)(?:"[^"]*"|'[^']*')`, 'i');
      return known.test(text)
        ? text.replace(known, (_, before: string) => `${before}"${value}"`)
        : text.replace(/\s*(\/?)>$/, (_, slash: string) => ` ${name}="${value}"${slash && ' /'}>`);
    },
    at.file.text.slice(at.start, at.end),
  );
  return { at, put: 'instead', own: own.split(/\r?\n/) };
};

/** Seconds of `hh:mm:ss`, with days before a point. */
const secondsOf = (text: string): number => {
  const [, days = '0', hours, minutes, seconds] =
    /^(?:(\d+)\.)?(\d+):(\d+):(\d+)$/.exec(text.trim()) ?? [];
  return hours === undefined
    ? Number.POSITIVE_INFINITY
    : ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
};

/** Seconds that its page sets, and that a report asks for at least. */
const patience = 300;

const keepsAddress = (rules: Statement | undefined): boolean =>
  attributeOf(rules, 'useoriginalurlencoding')?.toLowerCase() === 'false';

const rulesOf = (rule: Statement): Statement | undefined =>
  outwards(rule).find(({ name }) => name === 'rules');

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** Whether the file itself sends browsers to HTTPS. */
const redirects = ({ all }: IisModel): boolean =>
  all.some(
    (one) =>
      one.name === 'action' &&
      attributeOf(one, 'type')?.toLowerCase() === 'redirect' &&
      /^https:/i.test(attributeOf(one, 'url') ?? ''),
  );

const setsVariable = (rule: Statement, variable: string): boolean =>
  within(rule).some(
    (one) => one.name === 'set' && attributeOf(one, 'name')?.toUpperCase() === variable,
  );

/** Only what is reported: none of these was run here. */
const faults: readonly Fault<IisModel>[] = [
  {
    setUps: ['iis/reported/slash-decoded', 'iis/reported/encoded-slash-decoded'],
    find: ({ rules }) =>
      rules.flatMap(({ rule, action, url }) => {
        const list = rulesOf(rule);
        const isDecoded = /\{R:\d+\}/i.test(url);
        const isTwice =
          /\{UNENCODED_URL\}/i.test(url) &&
          attributeOf(list, 'useoriginalurlencoding')?.toLowerCase() === 'true';
        if (!isDecoded && !isTwice) return [];
        const [origin = ''] = /^https?:\/\/[^/{]*/i.exec(url) ?? [];
        const edits = [
          ...(list === undefined || keepsAddress(list)
            ? []
            : [withAttributes(list, { useOriginalURLEncoding: 'false' })]),
          ...(isDecoded
            ? [
                withAttributes(action, {
                  url: `${escaped(origin)}{UNENCODED_URL}`,
                  appendQueryString: 'false',
                }),
              ]
            : []),
        ];
        return [{ at: action, edits }];
      }),
  },
  {
    setUps: ['iis/reported/https-not-announced'],
    find: (model) => {
      const isHttps = model.url === undefined ? redirects(model) : model.url.scheme === 'https';
      return model.rules
        .filter(({ rule }) => isHttps && !setsVariable(rule, 'HTTP_X_FORWARDED_PROTO'))
        .map(({ rule, action }) => {
          const variables = rule.children?.find(({ name }) => name === 'servervariables');
          const first = variables?.children?.[0];
          const line = '<set name="HTTP_X_FORWARDED_PROTO" value="https" />';
          const edit: Edit =
            first === undefined
              ? {
                  at: action,
                  put: 'before',
                  own: ['<serverVariables>', `  ${line}`, '</serverVariables>'],
                }
              : { at: first, put: 'before' };
          return { at: action, edits: [edit] };
        });
    },
  },
  {
    setUps: ['iis/reported/host-not-passed'],
    find: ({ proxies }) =>
      proxies
        .filter((one) => attributeOf(one, 'preservehostheader')?.toLowerCase() === 'false')
        .map((one) => ({ at: one, edits: [withAttributes(one, { preserveHostHeader: 'true' })] })),
  },
  {
    setUps: ['iis/reported/answer-takes-too-long'],
    find: ({ proxies }) =>
      proxies
        .filter((one) => secondsOf(attributeOf(one, 'timeout') ?? '') < patience)
        .map((one) => ({ at: one, edits: [withAttributes(one, { timeout: '00:10:00' })] })),
  },
  {
    setUps: ['iis/reported/body-limit'],
    find: ({ all }) =>
      all
        .filter(
          (one) =>
            one.name === 'requestlimits' &&
            Number(attributeOf(one, 'maxallowedcontentlength') ?? upload) < upload,
        )
        .map((one) => ({
          at: one,
          edits: [withAttributes(one, { maxAllowedContentLength: '4294967295' })],
        })),
  },
];

const read: ServerReader['read'] = (files, url): Reading => {
  const model = modelOf(files, url);
  const { rules, proxies, problems } = model;
  const [first] = rules;
  const [, upstreamHost, upstreamPort] =
    /^https?:\/\/([\w.-]+):(\d+)/i.exec(first?.url ?? '') ?? [];
  const place = first?.rule ?? proxies[0];
  const near = (kind: 'not-run' | 'other-file', text: string): Reading['unclear'] =>
    place === undefined ? [] : [{ kind, file: place.file.name, line: place.line, text }];
  return {
    problems,
    judged: [...rules.map(({ rule }) => rule), ...(rules.length === 0 ? proxies : [])],
    faults: findAll(faults, model),
    // What is good was never seen here either.
    virtues: [],
    unclear: [
      ...near('not-run', 'IIS'),
      ...(proxies.length === 0 ? near('other-file', 'applicationHost.config') : []),
      ...(rules.length === 0 ? near('other-file', 'web.config') : []),
    ],
    values: {
      ...(upstreamHost !== undefined && { upstreamHost }),
      ...(upstreamPort !== undefined && { upstreamPort }),
    },
  };
};

export const iis: ServerReader = { read, setUps: faults.flatMap(({ setUps }) => setUps) };

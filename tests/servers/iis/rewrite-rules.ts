import { findAll, type XmlElement } from './xml.ts';

/** A request as the URL Rewrite module sees it. */
export interface RewriteRequest {
  readonly https: boolean;
  /** Target of the request line, query included: the server variable UNENCODED_URL. */
  readonly target: string;
  readonly host: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface RewriteResult {
  readonly rule: string;
  readonly type: string;
  readonly url: string | null;
  readonly status: number | null;
  /** Server variables that the rule sets; those that begin with HTTP_ are request headers. */
  readonly variables: Readonly<Record<string, string>>;
}

const statusOf: Readonly<Record<string, number>> = {
  Permanent: 301,
  Found: 302,
  SeeOther: 303,
  Temporary: 307,
};

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};

const variablesOf = ({ https, target, host, headers = {} }: RewriteRequest) => ({
  HTTPS: https ? 'on' : 'off',
  UNENCODED_URL: target,
  HTTP_HOST: host,
  REMOTE_ADDR: '203.0.113.9',
  SERVER_PORT: https ? '443' : '80',
  ...Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      `HTTP_${name.toUpperCase().replaceAll('-', '_')}`,
      value,
    ]),
  ),
});

const expand = (template: string, variables: Readonly<Record<string, string>>): string =>
  template.replaceAll(/\{([A-Z_]+)\}/g, (_, name: string) => variables[name] ?? '');

/** Patterns are ECMAScript regular expressions, without regard to case unless told otherwise. */
const matches = (
  value: string,
  pattern: string,
  { ignoreCase = 'true', negate = 'false' }: XmlElement['attributes'],
): boolean =>
  new RegExp(pattern, ignoreCase === 'true' ? 'i' : '').test(value) !== (negate === 'true');

/**
 * What the rules of a `web.config` in the root of a site do with a request: the first rule whose
 * pattern and conditions hold and that stops the processing, or `null` when none does. It follows
 * the configuration reference of the module and stands for no more than that: what IIS does before
 * and after it is not here.
 */
export const applyRules = (config: XmlElement, request: RewriteRequest): RewriteResult | null => {
  const variables = variablesOf(request);
  const [path = ''] = request.target.split('?');
  const url = decoded(path).replace(/^\//, '');
  for (const rule of findAll(config, 'rule')) {
    const [match] = findAll(rule, 'match');
    const [action] = findAll(rule, 'action');
    if (match === undefined || action === undefined) throw new Error('A rule without its parts.');
    const conditions = findAll(rule, 'add').map(({ attributes }) =>
      matches(
        expand(attributes['input'] ?? '', variables),
        attributes['pattern'] ?? '',
        attributes,
      ),
    );
    const any = findAll(rule, 'conditions')[0]?.attributes['logicalGrouping'] === 'MatchAny';
    const holds =
      conditions.length === 0 || (any ? conditions.some(Boolean) : conditions.every(Boolean));
    if (!matches(url, match.attributes['url'] ?? '', match.attributes) || !holds) continue;
    const { type = '', url: template, redirectType, statusCode } = action.attributes;
    return {
      rule: rule.attributes['name'] ?? '',
      type,
      url: template === undefined ? null : expand(template, variables),
      status:
        statusCode === undefined ? (statusOf[redirectType ?? ''] ?? null) : Number(statusCode),
      variables: Object.fromEntries(
        findAll(rule, 'set').map(({ attributes }) => [
          attributes['name'] ?? '',
          expand(attributes['value'] ?? '', variables),
        ]),
      ),
    };
  }
  return null;
};

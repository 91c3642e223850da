/** Types of Pomerium's options, as its configuration structures declare them. */
export type OptionType =
  | 'string'
  | 'bool'
  | 'duration'
  | 'https-url'
  | 'url'
  | 'regex'
  | 'policy'
  | { readonly oneOf: readonly string[] }
  | { readonly listOf: OptionType }
  | { readonly mapOf: OptionType }
  | { readonly fields: Readonly<Record<string, OptionType>> };

const headers: OptionType = { listOf: 'string' };

/**
 * The options that the example uses, with their types. Sources, in pomerium/pomerium:
 * `config/options.go` (Options), `config/policy.go` (Policy), and the change that came with 0.33.0
 * for the three path options.
 */
const route: OptionType = {
  fields: {
    from: 'https-url',
    to: 'url',
    prefix: 'string',
    path: 'string',
    regex: 'regex',
    allow_public_unauthenticated_access: 'bool',
    allow_any_authenticated_user: 'bool',
    allow_websockets: 'bool',
    preserve_host_header: 'bool',
    pass_identity_headers: 'bool',
    timeout: 'duration',
    idle_timeout: 'duration',
    remove_request_headers: headers,
    set_request_headers: { mapOf: 'string' },
    set_response_headers: { mapOf: 'string' },
    policy: 'policy',
  },
};

export const options = {
  address: 'string',
  http_redirect_addr: 'string',
  certificates: { listOf: { fields: { cert: 'string', key: 'string' } } },
  authenticate_service_url: 'https-url',
  idp_provider: 'string',
  idp_provider_url: 'https-url',
  idp_client_id: 'string',
  idp_client_secret_file: 'string',
  shared_secret_file: 'string',
  cookie_secret_file: 'string',
  signing_key_file: 'string',
  timeout_read: 'duration',
  timeout_write: 'duration',
  timeout_idle: 'duration',
  set_response_headers: { mapOf: 'string' },
  normalize_path: 'bool',
  merge_slashes: 'bool',
  path_with_escaped_slashes_action: {
    oneOf: ['keep_unchanged', 'reject_request', 'unescape_and_redirect', 'unescape_and_forward'],
  },
  routes: { listOf: route },
} as const satisfies Readonly<Record<string, OptionType>>;

/** A route as the example writes it, once its types have been checked. */
export interface Route {
  readonly from: string;
  readonly to: string;
  readonly prefix?: string;
  readonly path?: string;
  readonly regex?: string;
  readonly allow_public_unauthenticated_access?: boolean;
  readonly allow_websockets?: boolean;
  readonly preserve_host_header?: boolean;
  readonly prefix_rewrite?: string;
  readonly remove_request_headers?: readonly string[];
  readonly policy?: unknown;
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const urlProblem = (value: unknown, schemes: readonly string[]): string | null => {
  if (typeof value !== 'string' || !URL.canParse(value)) return 'is no URL';
  const { protocol } = new URL(value);
  return schemes.includes(protocol) ? null : `is not ${schemes.join(' or ')}`;
};

/** `allow` or `deny`, one logical operator, criteria of one key each: the Pomerium Policy Language. */
const policyProblems = (value: unknown, at: string): string[] => {
  if (!Array.isArray(value) || value.length === 0) return [`${at}: a list of rules expected`];
  return value.flatMap((rule: unknown, index) => {
    const here = `${at}[${index}]`;
    if (!isMap(rule)) return [`${here}: a rule expected`];
    return Object.entries(rule).flatMap(([action, operators]) => {
      if (!['allow', 'deny'].includes(action)) return [`${here}: no action “${action}”`];
      if (!isMap(operators)) return [`${here}.${action}: an operator expected`];
      return Object.entries(operators).flatMap(([operator, criteria]) => {
        if (!['and', 'or', 'not', 'nor'].includes(operator)) {
          return [`${here}.${action}: no operator “${operator}”`];
        }
        const wellFormed =
          Array.isArray(criteria) &&
          criteria.length > 0 &&
          criteria.every((each: unknown) => isMap(each) && Object.keys(each).length === 1);
        return wellFormed ? [] : [`${here}.${action}.${operator}: criteria of one key expected`];
      });
    });
  });
};

/** Everything in a value that is not of its type, each with its place in the file. */
export const optionProblems = (value: unknown, type: OptionType, at = ''): string[] => {
  const say = (problem: string | null): string[] =>
    problem === null ? [] : [`${at}: ${JSON.stringify(value)} ${problem}`];
  if (type === 'policy') return policyProblems(value, at);
  if (type === 'string') return say(typeof value === 'string' ? null : 'is no text');
  if (type === 'bool') return say(typeof value === 'boolean' ? null : 'is neither true nor false');
  if (type === 'url') return say(urlProblem(value, ['http:', 'https:']));
  if (type === 'https-url') return say(urlProblem(value, ['https:']));
  if (type === 'duration') {
    const fits = typeof value === 'string' && /^(?:\d+(?:\.\d+)?(?:ns|us|ms|s|m|h))+$/.test(value);
    return say(fits ? null : 'is no duration such as 30s');
  }
  if (type === 'regex') {
    try {
      // RE2 has neither look-around nor back-references; the rest of the syntax used here is shared.
      const fits = typeof value === 'string' && !/\(\?[=!<]|\\[1-9]/.test(value);
      if (fits) new RegExp(value);
      return say(fits ? null : 'is no RE2 expression');
    } catch {
      return say('is no regular expression');
    }
  }
  if ('oneOf' in type) {
    return say(type.oneOf.includes(String(value)) ? null : `is none of ${type.oneOf.join(', ')}`);
  }
  if ('listOf' in type) {
    return Array.isArray(value)
      ? value.flatMap((each: unknown, index) =>
          optionProblems(each, type.listOf, `${at}[${index}]`),
        )
      : say('is no list');
  }
  if (!isMap(value)) return say('is no map');
  return Object.entries(value).flatMap(([name, inner]) => {
    const here = at === '' ? name : `${at}.${name}`;
    if ('mapOf' in type) return optionProblems(inner, type.mapOf, here);
    const known = type.fields[name];
    return known === undefined ? [`${here}: no such option`] : optionProblems(inner, known, here);
  });
};

/**
 * The route that takes a request, or `null`: routes are tried in the order of the file, the path is
 * matched without its query, a regular expression against the whole of it (`mkRouteMatch` in
 * `config/envoyconfig/routes.go`; Envoy's `safe_regex` is a full match).
 */
export const matchRoute = (routes: readonly Route[], url: string): Route | null => {
  const cut = url.indexOf('/', url.indexOf('//') + 2);
  const [path = ''] = url.slice(cut).split('?');
  const takes = (route: Route): boolean => {
    if (route.from !== url.slice(0, cut)) return false;
    if (route.regex !== undefined) return new RegExp(`^(?:${route.regex})$`).test(path);
    if (route.path !== undefined) return path === route.path;
    return path.startsWith(route.prefix ?? '/');
  };
  return routes.find(takes) ?? null;
};

import { z } from 'zod';

/** What a value may be, each in the words of the test that finds another one. */
const text = z.string('is no text');
const bool = z.boolean('is neither true nor false');
const duration = z
  .string('is no duration such as 30s')
  .regex(/^(?:\d+(?:\.\d+)?(?:ns|us|ms|s|m|h))+$/, 'is no duration such as 30s');
const texts = z.array(text, 'is no list');
const textsByName = z.record(z.string(), text, 'is no map');

/** @param schemes those that it may have, such as `https:` */
const url = (...schemes: readonly string[]) =>
  text.refine((value) => URL.canParse(value) && schemes.includes(new URL(value).protocol), {
    error: `is no URL with ${schemes.join(' or ')}`,
  });

const compiles = (expression: string): boolean => {
  try {
    return new RegExp(expression).source !== '';
  } catch {
    return false;
  }
};

/** RE2 has neither look-around nor back-references; the rest of the syntax used here is shared. */
const regex = text.refine((value) => !/\(\?[=!<]|\\[1-9]/.test(value) && compiles(value), {
  error: 'is no RE2 expression',
});

const criteria = z
  .array(
    z.record(z.string(), z.unknown()).refine((each) => Object.keys(each).length === 1),
    'criteria of one key expected',
  )
  .min(1, 'criteria expected');

/** `allow` or `deny`, one logical operator, criteria of one key each: the Pomerium Policy Language. */
const policy = z
  .array(
    z.partialRecord(
      z.enum(['allow', 'deny']),
      z.partialRecord(z.enum(['and', 'or', 'not', 'nor']), criteria),
    ),
    'is no list of rules',
  )
  .min(1, 'rules expected');

/**
 * The options that the example uses, with their types. Sources, in pomerium/pomerium:
 * `config/options.go` (Options), `config/policy.go` (Policy), and the change that came with 0.33.0
 * for the three path options.
 */
const route = z
  .strictObject({
    from: url('https:'),
    to: url('http:', 'https:'),
    prefix: text.optional(),
    path: text.optional(),
    regex: regex.optional(),
    allow_public_unauthenticated_access: bool.optional(),
    allow_any_authenticated_user: bool.optional(),
    allow_websockets: bool.optional(),
    preserve_host_header: bool.optional(),
    pass_identity_headers: bool.optional(),
    timeout: duration.optional(),
    idle_timeout: duration.optional(),
    remove_request_headers: texts.optional(),
    set_request_headers: textsByName.optional(),
    set_response_headers: textsByName.optional(),
    policy: policy.optional(),
  })
  .readonly();

/** A route as the example writes it. */
export type Route = z.infer<typeof route>;

const options = z
  .strictObject({
    address: text,
    http_redirect_addr: text,
    certificates: z.array(z.strictObject({ cert: text, key: text }), 'is no list'),
    authenticate_service_url: url('https:'),
    idp_provider: text,
    idp_provider_url: url('https:'),
    idp_client_id: text,
    idp_client_secret_file: text,
    shared_secret_file: text,
    cookie_secret_file: text,
    signing_key_file: text,
    // `config/runtime_flags.go`
    runtime_flags: z.strictObject({ match_any_incoming_port: bool }),
    timeout_read: duration,
    timeout_write: duration,
    timeout_idle: duration,
    set_response_headers: textsByName,
    normalize_path: bool,
    merge_slashes: bool,
    path_with_escaped_slashes_action: z.enum(
      ['keep_unchanged', 'reject_request', 'unescape_and_redirect', 'unescape_and_forward'],
      { error: 'is none of the four actions' },
    ),
    routes: z.array(route, 'is no list'),
  })
  .partial();

/** Everything in a configuration that is no option or not of its type, each with its place in the file. */
export const optionProblems = (config: unknown): string[] =>
  options.safeParse(config).error?.issues.flatMap((issue) => {
    const at = issue.path.join('.');
    return issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => `${[at, key].filter(Boolean).join('.')}: no such option`)
      : [`${at}: ${issue.message}`];
  }) ?? [];

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

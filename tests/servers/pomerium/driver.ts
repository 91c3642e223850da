import type { CheckId } from '#contract';
import type { Driver } from '../driver.ts';
import { hasPomerium, pomeriumBinary } from './binary/index.ts';
import { authenticateName, providerName, startProvider } from './provider.ts';
import { probes } from './probes.ts';
import { programToken, signedIn } from './sign-in.ts';

/**
 * What reaches Jenkins without a sign-in, and therefore the rules that concern such programs. Rules
 * that ask for a page of people, such as `security-headers`, are the browser's; which headers an
 * answer of the open route has is asserted in `tests/run/pomerium.spec.ts`.
 */
const openRules: readonly CheckId[] = [
  'login-page',
  'ipv6',
  'root-url',
  'client-address',
  'http-1-1-upstream',
  'forged-x-forwarded-for',
  'forged-x-forwarded-host',
  'forged-x-forwarded-proto',
  'forged-x-forwarded-port',
  'forged-x-forwarded-server',
  'forged-forwarded',
  'forged-x-proxied-https',
  'forged-proxy-auth-cert',
  'forged-proxy-ssl-id',
  'https-redirect',
  'https-redirect-path',
  'https-redirect-query',
  'https-redirect-method',
  'session-cookie',
  'two-cookies',
  'request-headers',
  'bearer-authentication',
  'csp-report',
  'health',
  'request-header-7k',
  'request-header-too-large',
  'compression',
  'hsts-plain-http',
  'tls-versions',
  'tls-ciphers',
  'http2-cookies',
  'websocket-cli',
  'websocket-origin',
  'agent-endpoint',
  'websocket-agent',
  'websocket-agent-stays-open',
  'websocket-cli-stays-open',
  'agent-discovery',
  'starting-page',
  'restart',
  'backend-down',
];

const binary = pomeriumBinary();

/** Pomerium from its source, with its databroker in memory and the provider on the client's side. */
export const driver: Driver = {
  binary,
  notMade: () =>
    hasPomerium() ? null : 'Pomerium is not compiled here: npm run build:pomerium makes it, once.',
  version: [binary, '--version'],
  versionPattern: /pomerium: v([\d.]+)/,
  folders: [
    // It removes what it finds of other instances in its folder for temporary files.
    { path: '/run/pomerium-temporary', owner: 'root:root' },
  ],
  // What the package would have done.
  prepare: ['groupadd --system pomerium'],
  start: [binary, '--config', '/etc/pomerium/config.yaml'],
  stop: 'SIGTERM',
  logs: [],
  trouble: /"level":"(?:warn|error|fatal|panic)"/,
  expected: [
    {
      line: /eval_cancel_error: context canceled/,
      why: 'the contract gives up a thousand streams',
    },
    {
      line: /"key":"(?:path_with_escaped_slashes_action|merge_slashes)".*"unknown config option"/,
      why: 'options of 0.33, which this version does not know and does not need',
    },
    {
      line: /"error":"Forbidden","status":403.*"httputil: error"/,
      why: 'the contract sends TRACE, which the rule on methods refuses',
    },
    { line: /"not starting resource monitor"/, why: 'the lab has no control group of its own' },
    {
      line: /shutdown requested|ENVOY_SIGTERM|"leaser: error acquiring lease"|gRPC config stream to pomerium-control-plane-grpc closed/,
      why: 'the end of a run',
    },
  ],
  environment: {
    TMPDIR: '/run/pomerium-temporary',
    // It copies keys into its user's cache, which several instances must not share.
    HOME: '/run/pomerium-temporary',
    XDG_CACHE_HOME: '/run/pomerium-temporary',
    XDG_DATA_HOME: '/run/pomerium-temporary',
    SSL_CERT_FILE: 'CA',
  },
  names: (settings) => [authenticateName(settings)],
  companion: { names: (settings) => [providerName(settings)], start: startProvider },
  clients: {
    browser: { enter: signedIn },
    open: { rules: openRules },
    token: {
      enter: async (subject) => [['X-Pomerium-Authorization', await programToken(subject)]],
    },
  },
  probes,
  ports: (publicPort, tls) => (tls ? [publicPort] : []),
};

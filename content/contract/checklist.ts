import type { themes } from './index.ts';

type Theme = keyof typeof themes;

/** What a person looks at in a proxy that has no page here, one request a step. */
export interface ChecklistStep {
  /** Id of the section of the page, and of the step. */
  readonly id: string;
  /** What its rules are about. */
  readonly themes: readonly Theme[];
  /** Id of the command of `content/commands` that shows whether these rules are kept. */
  readonly command: string;
  /** Names that manuals of proxies have for it, in no language. */
  readonly words: readonly string[];
}

/**
 * The contract as a checklist, in the order in which readers meet what is broken: pages that lead
 * elsewhere first, what only an attacker finds last. `tests/run/checklist.spec.ts` runs each command
 * through a proxy that keeps the rules, and through one that breaks each.
 */
export const checklist = [
  {
    id: 'address',
    themes: ['publicAddress', 'redirects'],
    command: 'scheme/addresses',
    words: [
      'preserve host',
      'host header rewrite',
      'X-Forwarded-Proto',
      'X-Forwarded-Host',
      'X-Forwarded-Port',
      'SSL offloading',
      'redirect rewrite',
    ],
  },
  {
    id: 'path',
    themes: ['paths'],
    command: 'path/encoded-slash',
    words: [
      'normalize',
      'merge slashes',
      'escaped slashes',
      'decode',
      'unescape',
      'rewrite',
      'strip prefix',
    ],
  },
  {
    id: 'own-check',
    themes: ['reverseProxyCheck'],
    command: 'banner/verdict',
    words: ['Referer', 'Referrer-Policy', 'rewrite location', 'absolute redirect'],
  },
  {
    id: 'session',
    themes: ['session', 'headers'],
    command: 'crumb/round-trip',
    words: ['cookie rewrite', 'cache', 'sticky', 'error pages', 'intercept errors', 'header size'],
  },
  {
    id: 'websocket',
    themes: ['webSocket', 'tcpAgents'],
    command: 'handshake/agent',
    words: ['WebSocket', 'Upgrade', 'Connection', 'HTTP/1.1 backend', 'TCP proxy', 'layer 4'],
  },
  {
    id: 'silence',
    themes: ['idleConnections', 'availability'],
    command: 'agents/silence',
    words: [
      'idle timeout',
      'read timeout',
      'request timeout',
      'response timeout',
      'stream timeout',
      'keep-alive',
      'connection pool',
    ],
  },
  {
    id: 'uploads',
    themes: ['uploads'],
    command: 'upload/size',
    words: ['body size', 'max request size', 'request buffering', 'WAF body limit', 'chunked'],
  },
  {
    id: 'streaming',
    themes: ['consoleLog', 'streaming', 'httpCli'],
    command: 'cli/http-mode',
    words: ['buffering', 'flush interval', 'full duplex', 'streaming', 'response timeout'],
  },
  {
    id: 'forged',
    themes: ['forgedHeaders'],
    command: 'forged/headers',
    words: ['append', 'overwrite', 'trusted proxies', 'trusted hops', 'remove header', 'Forwarded'],
  },
  {
    id: 'hardening',
    themes: ['names', 'requestFraming', 'http2', 'floods', 'tls'],
    command: 'forged/other-host',
    words: [
      'virtual host',
      'default server',
      'SNI',
      'desync',
      'request smuggling',
      'HSTS',
      'slow requests',
    ],
  },
] as const satisfies readonly ChecklistStep[];

export type ChecklistStepId = (typeof checklist)[number]['id'];

type Listed = (typeof checklist)[number]['themes'][number];

/** Names each theme that no step has, so that the checklist stays the whole contract. */
export const unlisted: Readonly<Record<Exclude<Theme, Listed>, never>> = {};

/**
 * A step by its id.
 * @throws for an unknown one; the message lists those known.
 */
export const findStep = (id: string): ChecklistStep => {
  const found = checklist.find((step) => step.id === id);
  if (found !== undefined) return found;
  throw new Error(`No step “${id}”; steps: ${checklist.map((step) => step.id).join(', ')}.`);
};

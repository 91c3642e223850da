import type { Rule } from './rule.ts';

/** WebSocket: command line and agents. */
export const webSocket = {
  /** 400: Upgrade or Connection dropped; 403 with X-CLI-Error: Origin or Jenkins URL. */
  'websocket-cli': {
    title: {
      fr: 'La ligne de commande fonctionne par WebSocket',
      en: 'The command line works over WebSocket',
    },
  },
  /** Accepted: the proxy rewrites Origin, which undoes a protection. */
  'websocket-origin': {
    title: {
      fr: 'Un WebSocket d’une autre origine est refusé par Jenkins',
      en: 'A WebSocket of another origin is refused by Jenkins',
    },
  },
  /** Frames blocked, cut or altered. */
  'websocket-echo': {
    title: {
      fr: 'Les messages WebSocket, courts et longs, passent dans les deux sens',
      en: 'WebSocket messages, short and long, pass both ways',
    },
  },
  /** A portal or another path answers. */
  'agent-endpoint': {
    title: {
      fr: 'Le point d’entrée des agents WebSocket est joignable',
      en: 'The endpoint of WebSocket agents is reachable',
    },
  },
  /** The five headers of the agent are dropped, either way. */
  'websocket-agent': {
    title: {
      fr: 'Un agent se connecte par WebSocket',
      en: 'An agent connects over WebSocket',
    },
  },
  /** The proxy's idle limit is below the 30 s between two pings. */
  'websocket-agent-stays-open': {
    speed: 'slow',
    title: {
      fr: 'Un agent WebSocket silencieux reste connecté 65\u202Fs',
      en: 'A silent WebSocket agent stays connected for 65\u00A0s',
    },
  },
  /** As for agents: a command that prints nothing for a minute. */
  'websocket-cli-stays-open': {
    speed: 'slow',
    title: {
      fr: 'Une commande WebSocket silencieuse aboutit après 65\u202Fs',
      en: 'A silent WebSocket command ends well after 65\u00A0s',
    },
  },
} as const satisfies Readonly<Record<string, Rule>>;

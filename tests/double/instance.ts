/** The state of one Jenkins: configuration, sessions, builds, connected agents, log. */

import { randomBytes } from 'node:crypto';
import { builds, type Builds } from './builds.ts';
import type { DuplexChannel } from './cli.ts';
import type { Config } from './options.ts';
import { sessions, type Sessions } from './sessions.ts';
import type { WebSocket } from './websocket.ts';

export type Level = 'SEVERE' | 'WARNING' | 'INFO' | 'FINE';

export interface Instance {
  config: Config;
  /** 8 hexadecimal digits, new at each start: `X-Jenkins-Session` and part of static addresses. */
  sessionHash: string;
  /** When this start happened; static files carry it as `Last-Modified`. */
  startedAt: Date;
  sessions: Sessions;
  /** Secret of the crumb; lives on disk, so a restart keeps it. */
  crumbSalt: string;
  builds: Builds;
  cliChannels: Map<string, DuplexChannel>;
  connectedAgents: Map<string, { cookie: string; socket: WebSocket }>;
  starting: boolean;
  lastQueueItem: number;
  /** Port of inbound TCP agents as bound; null while disabled. */
  agentPort: number | null;
  logLines: string[];
}

export const instance = (config: Config): Instance => {
  const jenkins: Instance = {
    config,
    sessionHash: randomBytes(4).toString('hex'),
    startedAt: new Date(),
    sessions: sessions(),
    crumbSalt: randomBytes(32).toString('hex'),
    builds: builds(() => jenkins.config),
    cliChannels: new Map(),
    connectedAgents: new Map(),
    starting: false,
    lastQueueItem: 0,
    agentPort: null,
    logLines: [],
  };
  return jenkins;
};

/** New session hash, new cookie name, no sessions: what a restart of Jenkins changes for a client. */
export const restart = (jenkins: Instance): void => {
  jenkins.sessionHash = randomBytes(4).toString('hex');
  jenkins.startedAt = new Date();
  jenkins.sessions = sessions();
  jenkins.cliChannels.clear();
};

/** @param origin Abbreviated class and method, as the default formatter prints it. */
export const log = (jenkins: Instance, level: Level, origin: string, message: string): void => {
  jenkins.logLines.push(`${level} ${origin}: ${message}`);
};

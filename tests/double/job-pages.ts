/** Jobs and builds: pages, REST answers, triggering, console. */

import { folderName, type Build } from './builds.ts';
import { sendConsolePage, sendConsoleText, sendProgressiveLog } from './console.ts';
import { escapeHtml } from './error-page.ts';
import {
  configuredRootUrl,
  redirectToSlash,
  requirePermission,
  serverUrl,
  type Exchange,
} from './exchange.ts';
import { sendReport } from './measuring-pages.ts';
import { sendApiJson, sendNotFound, sendPage, sendPostRequired } from './pages.ts';
import { redirectToResource } from './resource-domain.ts';
import type { StaplerPath } from './stapler-path.ts';
import { findArtifact, sendArtifact } from './static-files.ts';

/** Address of a job after a root URL, as Jenkins writes it. */
export const jobAddress = (job: string): string =>
  job
    .split('/')
    .map((name) => `job/${encodeURIComponent(name)}/`)
    .join('');

/** `/job/<name>/…`, folders included. */
export const serveJob = (exchange: Exchange, path: StaplerPath): Promise<void> => {
  const names: string[] = [];
  let rest = path.tokens;
  for (; rest[0] === 'job' && rest[1] !== undefined; rest = rest.slice(2)) names.push(rest[1]);
  const atEnd = rest.length === 0;
  // A decoded slash belongs to no name: `team%2Fapp` is not the job in the folder.
  if (names.some((name) => name.includes('/'))) return sendNotFound(exchange);
  const name = names.join('/');
  if (name === folderName && atEnd) {
    if (!path.endsWithSlash) return redirectToSlash(exchange);
    return sendPage(exchange, { title: name, body: `<h1>${name}</h1>` });
  }
  const build = exchange.jenkins.builds.find(name);
  if (!build) return sendNotFound(exchange);
  if (atEnd && !path.endsWithSlash) return redirectToSlash(exchange);
  return serveJobPage(exchange, build, rest, path.endsWithSlash);
};

const serveJobPage = (
  exchange: Exchange,
  build: Build,
  rest: string[],
  endsWithSlash: boolean,
): Promise<void> => {
  const [page, ...deeper] = rest;
  const url = configuredRootUrl(exchange) + jobAddress(build.job);
  switch (page) {
    case undefined:
      if (exchange.request.method === 'DELETE') {
        requirePermission(exchange, 'hudson.model.Item.Delete');
        return exchange.response.send(204);
      }
      return sendPage(exchange, {
        title: build.job,
        body: `<h1>${escapeHtml(build.job)}</h1><a href="1/">#1</a>`,
      });
    case 'api':
      if (deeper[0] !== 'json') return sendNotFound(exchange);
      return sendApiJson(exchange, {
        _class: 'hudson.model.FreeStyleProject',
        name: build.job,
        url,
      });
    case 'build':
    case 'buildWithParameters':
      return trigger(exchange, page === 'buildWithParameters');
    case '1':
    case 'lastBuild':
      if (deeper.length === 0 && !endsWithSlash) return redirectToSlash(exchange);
      return serveBuild(exchange, build, deeper, `${url}1/`);
    default:
      return sendNotFound(exchange);
  }
};

/** 201 with an absolute `Location` made of what the container believes. */
const trigger = async (exchange: Exchange, withParameters: boolean): Promise<void> => {
  if (exchange.request.method !== 'POST') return sendPostRequired(exchange);
  requirePermission(exchange, 'hudson.model.Item.Build');
  const { jenkins, container, response } = exchange;
  jenkins.lastQueueItem += 1;
  const { contextPath } = jenkins.config;
  const location = `${serverUrl(container)}${contextPath}/queue/item/${jenkins.lastQueueItem}/`;
  response.set('Location', location);
  return withParameters ? sendReport(exchange, 201) : response.send(201);
};

const serveBuild = (
  exchange: Exchange,
  build: Build,
  [page, detail = '']: string[],
  url: string,
): Promise<void> => {
  switch (page) {
    case undefined:
      return sendPage(exchange, {
        title: `${build.job} #1`,
        body: `<h1>Build #1</h1><a href="console">Console Output</a>`,
      });
    case 'api':
      return sendApiJson(exchange, {
        _class: 'hudson.model.FreeStyleBuild',
        building: build.running,
        number: 1,
        url,
      });
    case 'console':
    case 'consoleFull':
      return sendConsolePage(exchange, build);
    case 'consoleText':
      return sendConsoleText(exchange, build);
    case 'logText':
      if (detail !== 'progressiveText' && detail !== 'progressiveHtml') {
        return sendNotFound(exchange);
      }
      return sendProgressiveLog(exchange, build, detail === 'progressiveHtml');
    case 'artifact': {
      const artifact = findArtifact(detail);
      const { resourceRootUrl } = exchange.jenkins.config;
      if (!artifact) return sendNotFound(exchange);
      return resourceRootUrl === null
        ? sendArtifact(exchange, artifact, true)
        : redirectToResource(exchange, resourceRootUrl, detail);
    }
    default:
      return sendNotFound(exchange);
  }
};

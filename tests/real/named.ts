/** A Jenkins that somebody runs, named by `JENKINS_URL`. */

import type { RealJenkins } from './war.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Looks at the Jenkins of `JENKINS_URL`, with the account of `JENKINS_USER` and `JENKINS_TOKEN`.
 *
 * @returns it and its configured Jenkins URL
 * @throws Error that says what to set or to change
 */
export const namedJenkins = async (
  environment: Environment,
): Promise<{ jenkins: RealJenkins; jenkinsUrl: string }> => {
  const given = environment['JENKINS_URL'] ?? '';
  if (!URL.canParse(given))
    throw new Error(`JENKINS_URL is \u201C${given}\u201D, which is no URL.`);
  const url = new URL(given);
  if (url.protocol !== 'http:') {
    throw new Error(
      `JENKINS_URL is ${given}; it has to begin with http:// and to name the port of Jenkins itself, since no proxy may stand in between.`,
    );
  }
  const contextPath = url.pathname.replace(/\/$/, '');
  if (contextPath !== '' && contextPath !== '/jenkins') {
    throw new Error(
      `JENKINS_URL has the path ${contextPath}; answers were recorded at the root and under /jenkins only.`,
    );
  }
  const { JENKINS_USER: user, JENKINS_TOKEN: token, JENKINS_PASSWORD: password = '' } = environment;
  if (!user || !token) {
    throw new Error(
      'JENKINS_USER and JENKINS_TOKEN have to name an administrator and an API token.',
    );
  }
  const job = environment['JENKINS_JOB'] ?? 'hello';
  const port = Number(url.port || 80);
  const base = `http://${url.hostname}:${port}${contextPath}`;
  const ask = async (path: string): Promise<Response> => {
    const headers = {
      Authorization: `Basic ${Buffer.from(`${user}:${token}`).toString('base64')}`,
    };
    try {
      return await fetch(base + path, { headers });
    } catch (error) {
      throw new Error(`Nothing answers at ${base}: ${String((error as Error).cause ?? error)}`, {
        cause: error,
      });
    }
  };
  const answer = await ask('/api/json');
  const version = answer.headers.get('x-jenkins');
  if (answer.status !== 200 || version === null) {
    throw new Error(
      `${base}/api/json answers ${answer.status}${version === null ? ', and not as Jenkins does' : ': the account is refused'}.`,
    );
  }
  if ((await ask(`/job/${job}/api/json`)).status !== 200) {
    throw new Error(
      `There is no job \u201C${job}\u201D; create one without parameters, or name one in JENKINS_JOB.`,
    );
  }
  const { url: jenkinsUrl } = (await answer.json()) as { url?: string };
  if (jenkinsUrl === undefined || !/^https:\/\/[^/:]+\//.test(jenkinsUrl)) {
    throw new Error(
      `The Jenkins URL of ${base} is ${jenkinsUrl ?? 'not set'}; while it is compared, it has to be https:// and a name without a port, such as https://jenkins.example.com${contextPath}/.`,
    );
  }
  return {
    jenkinsUrl,
    jenkins: {
      host: url.hostname,
      port,
      contextPath,
      user,
      token,
      password,
      job,
      agent: null,
      version,
      stop: () => Promise.resolve(),
    },
  };
};

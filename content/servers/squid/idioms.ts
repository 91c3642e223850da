import { certificate, conf, host, port, type Conf } from '#conf';
import { after, type BrokenLines } from '../broken-lines.ts';

/** Lines of the good file that broken set-ups change, and what people write in Squid in their place. */

export const scheme = conf`request_header_add X-Forwarded-Proto https secure`;

/** The last header that the file removes. */
export const lastHeader = conf`request_header_access Proxy-Ssl-Id deny all`;

export const upgrade = conf`
  http_upgrade_request_protocols websocket allow all
  http_upgrade_request_protocols WebSocket allow all
`;

/** A header of the request that does not reach Jenkins. */
export const headerRemoved = (name: Conf): BrokenLines =>
  after(lastHeader, conf`request_header_access ${name} deny all`);

/** The name that is asked for is replaced by the one of the file, which has no port. */
export const portLost: readonly BrokenLines[] = [
  {
    from: conf`
      https_port ${port} accel defaultsite=${host} \
          tls-cert=${certificate} \
    `,
    to: conf`
      https_port ${port} accel defaultsite=${host} no-vhost \
          tls-cert=${certificate} \
    `,
  },
  // Without the port that the client names, every request is one for 443.
  { from: conf`http_access allow jenkins public_port`, to: conf`http_access allow jenkins` },
];

import { conf, path, upstreamHost, upstreamPort, type Conf } from '#conf';
import { after, before, type BrokenLines } from '../broken-lines.ts';

/** Lines of the good file that broken set-ups change, and what people write in Caddy in their place. */

export const refused = conf`respond @refused 405`;
export const outside = conf`respond @outside 404`;
export const transport = conf`transport http {`;
export const noForwarded = conf`request_header -Forwarded`;

/** A header of the request that does not reach Jenkins. */
export const headerRemoved = (name: Conf): BrokenLines =>
  after(noForwarded, conf`request_header -${name}`);

/** The password that the proxy asks for: that of `alice` is `secret`. */
export const password = (matcher: Conf | false = false): Conf => conf`
  ${matcher ? conf`basic_auth ${matcher} bcrypt Proxy {` : conf`basic_auth bcrypt Proxy {`}
      alice $2a$10$b8vGaIAwhk/l.9GaEc9KMeM9ba/RVLaJg/WQwAUR1ZWtMykE4ZL4e
  }
`;

/** Removed where `reverse_proxy` has set its own already: those of Caddy go with those of the client. */
export const ownHeadersRemoved: BrokenLines = before(transport, conf`header_up -X-Forwarded-*`);

/** A port that is announced whatever the client used. */
export const portFixed: BrokenLines = before(transport, conf`header_up X-Forwarded-Port 443`);

/** WebSockets lose the header that every other request has to lose. */
export const upgradeLost: BrokenLines = {
  from: conf`request_header @plain -Upgrade`,
  to: conf`request_header -Upgrade`,
};

/** The path is taken away on the way. */
export const pathRemoved: BrokenLines = before(
  outside,
  conf`
    handle_path ${path}/* {
        reverse_proxy ${upstreamHost}:${upstreamPort}
    }
  `,
);

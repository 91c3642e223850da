import { conf, slot, upstreamPort, type Conf } from '#conf';
import { after, type BrokenLines } from '../broken-lines.ts';

/** Lines of the good file that broken set-ups change, and what people write in lighttpd in their place. */

export const pass = conf`proxy.server = ( "" => ( ( "host" => "${slot('upstream-host', 'quoted')}", "port" => ${upstreamPort} ) ) )`;
export const urlsAsTheyCome = conf`server.http-parseopts := ( "url-normalize" => "disable" )`;
export const upgrade = conf`proxy.header = ( "upgrade" => "enable" )`;
export const answersAsTheyCome = conf`server.stream-response-body = 2`;
export const noPort = conf`"X-Forwarded-Port" => "",`;

/** A header of the request that does not reach Jenkins. */
export const headerRemoved = (name: Conf): BrokenLines => after(noPort, conf`"${name}" => "",`);

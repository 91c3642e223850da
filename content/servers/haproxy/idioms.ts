import { conf, host, path, port, slot, type Conf } from '#conf';
import { after, before, type BrokenLines } from '../broken-lines.ts';

/** Lines of the good file that broken set-ups change, and what people write in HAProxy in their place. */

export const backend = conf`backend jenkins`;
export const toBackend = conf`default_backend jenkins`;

/** The first line of the defaults: what follows it holds for every frontend. */
export const httpMode = conf`mode http`;

export const schemeHttps = conf`http-request set-header X-Forwarded-Proto https`;
export const schemeHttp = conf`http-request set-header X-Forwarded-Proto http`;
export const client = conf`http-request set-header X-Forwarded-For %[src]`;
export const hsts = conf`http-after-response set-header Strict-Transport-Security max-age=31536000 if { ssl_fc }`;

/** The public name is asked for, with its port or without. */
export const ownName = conf`{ req.fhdr(host) -i -m str ${slot('authority')} ${host}:${port} }`;
export const otherNames = conf`http-request return status 421 unless ${ownName}`;

export const onlyUnderPath = conf`http-request return status 404 unless { path ${path} } || { path_beg ${path}/ }`;

/** The path is taken away on the way. */
export const pathRemoved: BrokenLines = after(
  onlyUnderPath,
  conf`http-request replace-path ${path}/(.*) /\1`,
);

/** A header of the request that does not reach Jenkins. */
export const headerRemoved = (name: Conf): BrokenLines =>
  after(client, conf`http-request del-header ${name}`);

/** A port that is announced whatever the client used. */
export const portFixed: BrokenLines = after(
  client,
  conf`http-request set-header X-Forwarded-Port 443`,
);

const alice = conf`
  userlist people
      user alice insecure-password secret

`;

/** The list of the one person who has a password, in the wrong file and in the right one. */
export const people: BrokenLines = before(backend, alice, alice);

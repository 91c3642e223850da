import type { Example } from '#conf';
import { before2447 as apacheBefore2447 } from './apache/examples/before-2-4-47.ts';
import { otherPort as apacheOtherPort } from './apache/examples/other-port.ts';
import { secondHop as apacheSecondHop } from './apache/examples/second-hop.ts';
import { site as apache } from './apache/examples/main.ts';
import { balancer as haproxy } from './haproxy/examples/main.ts';
import { otherPort as haproxyOtherPort } from './haproxy/examples/other-port.ts';
import { secondHop as haproxySecondHop } from './haproxy/examples/second-hop.ts';
import { otherPort as nginxOtherPort } from './nginx/examples/other-port.ts';
import { secondHop as nginxSecondHop } from './nginx/examples/second-hop.ts';
import { site as nginx } from './nginx/examples/main.ts';
import { site as iis } from './iis/examples/main.ts';
import { site as iptables } from './iptables/examples/main.ts';
import { site as lighttpd } from './lighttpd/examples/main.ts';
import { site as pomerium } from './pomerium/examples/main.ts';
import { site as squid } from './squid/examples/main.ts';

/** Every example of the site, main examples first, in the order of the servers. */
export const examples: readonly Example[] = [
  apache,
  nginx,
  lighttpd,
  haproxy,
  pomerium,
  squid,
  iis,
  iptables,
  apacheBefore2447,
  apacheOtherPort,
  apacheSecondHop,
  nginxOtherPort,
  nginxSecondHop,
  haproxyOtherPort,
  haproxySecondHop,
];

/**
 * The example of an id such as `nginx` or `nginx/other-port`.
 * @throws for an unknown id; the message lists the known ones.
 */
export const findExample = (id: string): Example => {
  const found = examples.find((example) => example.id === id);
  if (found === undefined) {
    throw new Error(
      `No example “${id}”; examples: ${examples.map((example) => example.id).join(', ')}.`,
    );
  }
  return found;
};

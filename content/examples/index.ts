import type { Example } from '#conf';
import { before2447 as apacheBefore2447 } from './apache/before-2-4-47.ts';
import { otherPort as apacheOtherPort } from './apache/other-port.ts';
import { secondHop as apacheSecondHop } from './apache/second-hop.ts';
import { site as apache } from './apache/site.ts';
import { balancer as haproxy } from './haproxy/balancer.ts';
import { otherPort as haproxyOtherPort } from './haproxy/other-port.ts';
import { secondHop as haproxySecondHop } from './haproxy/second-hop.ts';
import { otherPort as nginxOtherPort } from './nginx/other-port.ts';
import { secondHop as nginxSecondHop } from './nginx/second-hop.ts';
import { site as nginx } from './nginx/site.ts';
import { site as iis } from './iis/site.ts';
import { site as iptables } from './iptables/rules.ts';
import { site as lighttpd } from './lighttpd/site.ts';
import { site as pomerium } from './pomerium/site.ts';
import { site as squid } from './squid/site.ts';

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

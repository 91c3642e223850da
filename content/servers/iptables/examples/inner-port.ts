import { conf, upstreamPort, type Conf } from '#conf';
import type { Form } from '#settings';

/** The port to which the public one leads; with TLS that of Jenkins itself, as no proxy could do it. */
export const inner = ({ tls }: Form): Conf => (tls ? conf`8443` : conf`${upstreamPort}`);

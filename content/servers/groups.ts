/**
 * What a reader has, by which the overview groups the servers: a machine or a server of their own,
 * containers, a cluster, a service before the proxy, or a proxy that none of these is.
 */
export const groups = ['own', 'containers', 'cluster', 'cloud', 'any'] as const;

export type Group = (typeof groups)[number];

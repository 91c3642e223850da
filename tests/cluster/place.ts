/** Where the stand-in for the API server answers, on the loopback address of the lab. */
export const apiPort = 6443;

/** What Traefik presents itself with; the stand-in lets everybody in. */
export const token = 'token-of-the-lab';

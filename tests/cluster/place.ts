/** Where the lab keeps its cluster; its `/run` is its own. */
export const clusterFolder = '/run/cluster';

/** Who has it may do anything in that cluster. */
export const token = 'token-of-the-lab';

/** How kubectl and Traefik find the API server. */
export const kubeconfig = `${clusterFolder}/kubeconfig`;
export const api = { endpoint: 'https://127.0.0.1:6443', authority: `${clusterFolder}/api.pem` };

/**
 * Adds a server to the registry in this process, which has no other use, and prints what follows
 * from that and what is missing. The registry comes first: what derives from it is loaded after.
 */
import { serverIds, servers, type ServerFolder, type ServerId } from '#servers';

const id = 'made-up';
const { examples, ...nginx }: ServerFolder = servers.nginx;
const madeUp: ServerFolder = {
  ...nginx,
  name: 'Made-up',
  examples: [{ ...examples[0], id, server: id }],
};
Object.assign(servers, { [id]: madeUp });
serverIds.push(id as ServerId);

const { examples: all, findExample } = await import('#examples');
const { commands } = await import('#commands');
const { withCounts } = await import('../../../content/servers/counts.ts');
const { hostingFiles } = await import('../../../content/servers/published-hosting.ts');
const { hostingSteps } = await import('../../../content/servers/hosting-steps.ts');
const { serversOf } = await import('#symptoms');
const { missingFiles } = await import('./missing-files.ts');

console.log(
  JSON.stringify({
    example: all.includes(findExample(id)),
    command: `${id}/validate` in commands,
    count: withCounts('{servers}', 'fr'),
    hosting: hostingFiles(id, 'root', 'en').length,
    steps: hostingSteps(id, 'en').where,
    symptom: serversOf('ambiguous-uri', [id]),
    missing: missingFiles(id, madeUp),
  }),
);

import type { APIRoute, GetStaticPaths } from 'astro';
import { recordOf, runSystems } from '#evidence';
import { serverIds } from '#servers';

const recordsOf = (server: string) =>
  runSystems.flatMap((system) => recordOf(server, system) ?? []);

export const getStaticPaths: GetStaticPaths = () =>
  serverIds
    .filter((server) => recordsOf(server).length > 0)
    .map((server) => ({ params: { server } }));

/** The records of the runs, one a system, as the tests wrote them. */
export const GET: APIRoute = ({ params: { server = '' } }) =>
  new Response(`${JSON.stringify(recordsOf(server), null, 2)}\n`);

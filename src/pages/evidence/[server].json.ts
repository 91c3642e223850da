import type { APIRoute, GetStaticPaths } from 'astro';
import { records, recordsOf } from '#evidence';

export const getStaticPaths: GetStaticPaths = () =>
  [...new Set(records().flatMap((ofSystem) => [...ofSystem.keys()]))].map((server) => ({
    params: { server },
  }));

/** The records of the runs, one a system, as the tests wrote them. */
export const GET: APIRoute = ({ params: { server = '' } }) =>
  new Response(`${JSON.stringify(recordsOf(server), null, 2)}\n`);

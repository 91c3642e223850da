import type { APIRoute, GetStaticPaths } from 'astro';
import { records } from '#evidence';

export const getStaticPaths: GetStaticPaths = () =>
  [...records().keys()].map((server) => ({ params: { server } }));

/** The record of a run, as the proxy tests wrote it. */
export const GET: APIRoute = ({ params: { server = '' } }) =>
  new Response(`${JSON.stringify(records().get(server), null, 2)}\n`);

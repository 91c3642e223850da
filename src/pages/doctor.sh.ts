import type { APIRoute } from 'astro';
import { publishedDoctor } from '../blocks/doctor.ts';

/** The script that the page about it tells the hash of. */
export const GET: APIRoute = () =>
  new Response(publishedDoctor(), {
    headers: { 'Content-Type': 'text/x-shellscript; charset=utf-8' },
  });

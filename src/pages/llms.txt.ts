import type { APIRoute } from 'astro';
import { markdownIndex } from '../publish/markdown/page.ts';

/** Index of the Markdown copies, for machines. */
export const GET: APIRoute = async () => new Response(await markdownIndex('en'));

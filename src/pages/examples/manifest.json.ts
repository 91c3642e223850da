import type { APIRoute } from 'astro';
import { examples } from '#examples';
import { manifest } from '../../publish/manifest.ts';

export const GET: APIRoute = () => new Response(`${JSON.stringify(manifest(examples), null, 2)}\n`);

import type { APIRoute } from 'astro';
import { checkProxy } from '../publish/check-proxy.ts';
import { siteAddress } from '../site/address.ts';

/** The checker as one file, for machines without Internet. */
export const GET: APIRoute = async () => new Response(await checkProxy(siteAddress()));

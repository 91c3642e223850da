import type { APIRoute, GetStaticPaths } from 'astro';
import { hostFiles } from '../publish/hosts/header-files.ts';
import { href } from '../site/address.ts';

/** `_headers`, `_redirects` and `vercel.json`; the names of pages may not begin with `_`. */
export const getStaticPaths: GetStaticPaths = () =>
  Object.entries(hostFiles(href(''))).map(([hostFile, text]) => ({
    params: { hostFile },
    props: { text },
  }));

export const GET: APIRoute<{ text: string }> = ({ props }) => new Response(props.text);

import type { APIRoute, GetStaticPaths } from 'astro';
import { expires, securityText } from '../../publish/hosts/security-text.ts';
import { absolute } from '../../site/address.ts';

/** `security.txt`, as long as it may be believed; `SECURITY_CONTACT` is an address for its contact. */
export const getStaticPaths: GetStaticPaths = () => {
  const text = securityText(new URL(absolute('/')), process.env['SECURITY_CONTACT']);
  if (text === null) {
    console.warn(
      `security.txt expired on ${expires} and is left out: see src/publish/hosts/security-text.ts.`,
    );
    return [];
  }
  return [{ params: { securityFile: 'security.txt' }, props: { text } }];
};

export const GET: APIRoute<{ text: string }> = ({ props }) => new Response(props.text);

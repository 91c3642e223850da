import { isLongCode } from '../highlight/long-code.ts';

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const codeHtml = (code: string): string =>
  `<code translate="no"${isLongCode(code) ? ' class="long"' : ''}>${escapeHtml(code)}</code>`;

/** HTML of a text of the data, in which backquotes hold code: `Without \`Host\`…`. */
export const inlineHtml = (text: string): string =>
  text
    .split('`')
    .map((part, index) => (index % 2 === 1 ? codeHtml(part) : escapeHtml(part)))
    .join('');

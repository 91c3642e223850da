import { escapeText } from '../highlight/html.ts';
import { isLongCode } from '../highlight/long-code.ts';

const codeHtml = (code: string): string =>
  `<code translate="no"${isLongCode(code) ? ' class="long"' : ''}>${escapeText(code)}</code>`;

/** HTML of a text of the data, in which backquotes hold code: `Without \`Host\`…`. */
export const inlineHtml = (text: string): string =>
  text
    .split('`')
    .map((part, index) => (index % 2 === 1 ? codeHtml(part) : escapeText(part)))
    .join('');

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** HTML of a text of the data, in which backquotes hold code: `Without \`Host\`…`. */
export const inlineHtml = (text: string): string =>
  text
    .split('`')
    .map((part, index) =>
      index % 2 === 1 ? `<code translate="no">${escapeHtml(part)}</code>` : escapeHtml(part),
    )
    .join('');

/** Code of a page, a block or inline: its text as built, and as shown with the reader's values. */
export interface ShownBlock {
  readonly sample: string;
  readonly shown: string;
}

const code = /^([ \t]*)```(\w*)\n([\s\S]*?)\n\1```$|`([^`\n]+)`/gm;

const linesOf = (text: string): string[] => text.trimEnd().split('\n');

/**
 * A page's Markdown copy with the reader's values: each fenced block gets the text of the block of
 * the page that held the same lines, inline code that of the page's. In a `diff`, a sign of two
 * characters stands before each line. Code that is not among `blocks` stays as it is.
 */
export const withShownCode = (markdown: string, blocks: readonly ShownBlock[]): string => {
  const unused = blocks.map(({ sample, shown }) => ({
    key: linesOf(sample).join('\n'),
    shown: linesOf(shown),
  }));
  const take = (key: string): readonly string[] | undefined => {
    const place = unused.findIndex((block) => block.key === key);
    const [found] = place < 0 ? [] : unused.splice(place, 1);
    return found?.shown;
  };
  const inFence = (whole: string, indent: string, language: string, body: string): string => {
    const sign = language === 'diff' ? 2 : 0;
    const lines = body.split('\n').map((line) => line.slice(indent.length));
    const key = lines
      .map((line) => line.slice(sign))
      .join('\n')
      .trimEnd();
    const shown = take(key);
    if (shown === undefined) return whole;
    const replaced = lines.map(
      (line, index) => indent + line.slice(0, sign) + (shown[index] ?? line.slice(sign)),
    );
    return `${indent}\`\`\`${language}\n${replaced.join('\n')}\n${indent}\`\`\``;
  };
  return markdown.replace(
    code,
    (whole, indent = '', language = '', body?: string, inline?: string) => {
      if (body !== undefined) return inFence(whole, String(indent), String(language), body);
      const shown = take(inline ?? '');
      return shown === undefined ? whole : `\`${shown.join('')}\``;
    },
  );
};

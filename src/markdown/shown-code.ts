/** A block of code of a page: its text as built, and as it is shown with the reader's values. */
export interface ShownBlock {
  readonly sample: string;
  readonly shown: string;
}

const fence = /^([ \t]*)```(\w*)\n([\s\S]*?)\n\1```$/gm;

const linesOf = (text: string): string[] => text.trimEnd().split('\n');

/**
 * A page's Markdown copy with the reader's values: each fenced block gets the text of the block of
 * the page that held the same lines. In a `diff`, a sign of two characters stands before each line.
 * Blocks that the page does not show stay as they are.
 */
export const withShownCode = (markdown: string, blocks: readonly ShownBlock[]): string => {
  const left = blocks.map(({ sample, shown }) => ({
    key: linesOf(sample).join('\n'),
    shown: linesOf(shown),
  }));
  return markdown.replace(fence, (whole, indent: string, language: string, body: string) => {
    const sign = language === 'diff' ? 2 : 0;
    const lines = body.split('\n').map((line) => line.slice(indent.length));
    const key = lines
      .map((line) => line.slice(sign))
      .join('\n')
      .trimEnd();
    const place = left.findIndex((block) => block.key === key);
    const [found] = place < 0 ? [] : left.splice(place, 1);
    if (found === undefined) return whole;
    const replaced = lines.map(
      (line, index) => indent + line.slice(0, sign) + (found.shown[index] ?? line.slice(sign)),
    );
    return `${indent}\`\`\`${language}\n${replaced.join('\n')}\n${indent}\`\`\``;
  });
};

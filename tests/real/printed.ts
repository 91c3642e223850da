/** What a command printed against what its page shows, line by line; `…` stands for any text. */

const asPattern = (line: string): RegExp =>
  new RegExp(
    `^${line
      .split('…')
      .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .join('.*')}$`,
  );

/** Says how they differ; null when they do not. */
export const differs = (printed: string, expected: string): string | null => {
  const lines = printed.replaceAll('\r', '').trimEnd().split('\n');
  const wanted = expected.trimEnd().split('\n');
  const alike =
    lines.length === wanted.length &&
    wanted.every((line, index) => asPattern(line).test(lines[index]?.trimEnd() ?? ''));
  return alike
    ? null
    : `printed ${JSON.stringify(printed)}, the page shows ${JSON.stringify(expected)}`;
};

const pattern = (line: string): RegExp =>
  new RegExp(
    `^${line
      .split('…')
      .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .join('.*')}$`,
  );

const linesOf = (text: string): string[] => {
  const clean = text.replaceAll('\r', '').trimEnd();
  return clean === '' ? [] : clean.split('\n').map((line) => line.trimEnd());
};

/**
 * How what a terminal showed differs from what a page shows, line by line: `…` there stands for any
 * text within a line, a line may neither be missing nor be added, save the optional ones.
 * @returns `null` when nothing differs.
 */
export const differenceFrom = (page: string, shown: string, optional = ''): string | null => {
  const wanted = linesOf(page);
  const may = linesOf(optional).map(pattern);
  const seen = linesOf(shown).filter((line) => !may.some((each) => each.test(line)));
  const same =
    wanted.length === seen.length &&
    wanted.every((line, index) => pattern(line).test(seen[index] ?? ''));
  if (same) return null;
  const block = (lines: readonly string[]): string =>
    lines.length === 0 ? '    (nothing)' : lines.map((line) => `    ${line}`).join('\n');
  return `the page shows\n${block(wanted)}\n  the terminal\n${block(seen)}`;
};

import { expect } from 'playwright/test';

const pattern = (line: string): RegExp =>
  new RegExp(
    `^${line
      .split('…')
      .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .join('.*')}$`,
  );

/**
 * Compares what a command printed with what a page says it prints, line by line. `…` in the page's
 * text stands for any text within a line.
 */
export const matchesOutput = (actual: string, expected: string): void => {
  const lines = actual.replaceAll('\r', '').trimEnd().split('\n');
  const wanted = expected.trimEnd().split('\n');
  expect(lines.length, `printed:\n${actual}\nexpected:\n${expected}`).toBe(wanted.length);
  wanted.forEach((line, index) => {
    expect(lines[index]?.trimEnd(), `expected “${line}”; printed:\n${actual}`).toMatch(
      pattern(line),
    );
  });
};

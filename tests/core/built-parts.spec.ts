import { expect, test } from 'playwright/test';
import { withoutCommands } from '../../src/publish/commands.ts';
import { withSections } from '../../src/publish/sections.ts';

/* What the build makes of a finished page. */

test('the ids of commands are kept apart, in order, with a place for one that has none', () => {
  expect(
    withoutCommands(
      '<figure class="code command short" data-command="a/b"><pre></pre></figure>' +
        '<figure class="code output"><pre></pre></figure>' +
        '<figure class="code command"><pre></pre></figure>' +
        '<figure class="code command" data-command="c"><pre></pre></figure>',
    ),
  ).toEqual({
    html:
      '<figure class="code command short"><pre></pre></figure>' +
      '<figure class="code output"><pre></pre></figure>' +
      '<figure class="code command"><pre></pre></figure>' +
      '<figure class="code command"><pre></pre></figure>',
    commands: ['a/b', '', 'c'],
  });
});

const page = (text: string): string =>
  `<main><div class="prose">${text}</div></main><footer></footer>`;

test('further sections of a text are elements of their own', () => {
  expect(
    withSections(
      page('<p>a</p><h2 id="1">1</h2><h2 id="2">2</h2><div>b</div><h2 id="3">3</h2><h2>4</h2>'),
    ),
  ).toBe(
    page(
      '<p>a</p><h2 id="1">1</h2><h2 id="2">2</h2><div>b</div>' +
        '<div class="prose part"><h2 id="3">3</h2></div><div class="prose part"><h2>4</h2></div>',
    ),
  );
});

test('a text of few sections, and one whose headings stand within something else, stay as they are', () => {
  for (const text of [
    '<p>a</p>',
    '<h2>1</h2><h2>2</h2>',
    '<h2>1</h2><h2>2</h2><div><h2>3</h2></div><h2>4</h2>',
  ])
    expect(withSections(page(text))).toBe(page(text));
});

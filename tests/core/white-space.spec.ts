import { expect, test } from 'playwright/test';
import { withoutBlankEdges } from '../../src/publish/white-space.ts';

const cases = [
  {
    title: 'between blocks and at their edges nothing is left',
    html: '<ul> <li> <a href="/a"> One </a> </li> <li>Two </li> </ul>',
    lean: '<ul><li><a href="/a">One</a></li><li>Two</li></ul>',
  },
  {
    title: 'between words of a line the blank stays',
    html: '<p> See <a href="/a">this</a> and <code>that</code> </p>',
    lean: '<p>See <a href="/a">this</a> and <code>that</code></p>',
  },
  {
    title: 'beside a button the blank stays, within it goes',
    html: '<p>Keep it? <button type="button"> Keep </button> <button> Drop </button> </p>',
    lean: '<p>Keep it? <button type="button">Keep</button> <button>Drop</button></p>',
  },
  {
    title: 'code and scripts stay as they are',
    html: '<div> <pre> a\n  <span> b </span>\n</pre> <script> let a; </script> </div>',
    lean: '<div><pre> a\n  <span> b </span>\n</pre> <script> let a; </script></div>',
  },
  {
    title: 'a sign within a value ends no tag',
    html: '<p title="a > b"> Text </p>',
    lean: '<p title="a > b">Text</p>',
  },
] as const;

for (const { title, html, lean } of cases) {
  test(title, () => {
    expect(withoutBlankEdges(html)).toBe(lean);
  });
}

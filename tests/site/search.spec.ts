import type { Page } from 'playwright/test';
import { locales, pagePath } from '../../core/i18n/index.ts';
import { rulesFor, violations } from './accessibility.ts';
import { searchQueries, type SearchQuery } from './search-queries.ts';
import { expect, sitemapPaths, test, watched } from './site.ts';

const dialogOf = (page: Page) => page.locator('dialog.search-dialog');
const fieldOf = (page: Page) => dialogOf(page).getByRole('searchbox');
const itemsOf = (page: Page) => dialogOf(page).locator('.search-results > li');
const linksOf = (page: Page) => itemsOf(page).getByRole('link');

/** Opens the dialog by its button and searches; resolves when the answers are shown. */
const search = async (page: Page, query: string): Promise<void> => {
  if (!(await dialogOf(page).isVisible())) await page.locator('.search-open').click();
  await fieldOf(page).fill(query);
  await expect(dialogOf(page).locator('[data-search]')).toHaveAttribute('data-answered', query);
};

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.id || document.activeElement?.className || '');

const expectNoTrouble = async (page: Page): Promise<void> => {
  expect(await page.evaluate(() => window.policyViolations)).toEqual([]);
  expect(watched.get(page)?.consoleErrors).toEqual([]);
  expect(watched.get(page)?.foreignRequests).toEqual([]);
};

test('the button opens the dialog, the field has the focus, Escape gives it back', async ({
  cleared: page,
}) => {
  await page.goto('fr/nginx/');
  const button = page.getByRole('button', { name: 'Rechercher', exact: true });
  await button.click();
  await expect(page.getByRole('dialog', { name: 'Recherche' })).toBeVisible();
  await expect(fieldOf(page)).toBeFocused();
  await fieldOf(page).fill('websocket');
  await page.keyboard.press('Escape');
  await expect(dialogOf(page)).toBeHidden();
  await expect(button).toBeFocused();
  await expectNoTrouble(page);
});

test('the query survives closing and a change of page, and one button clears it', async ({
  cleared: page,
}) => {
  await page.goto('fr/nginx/');
  await search(page, 'websocket');
  await dialogOf(page).getByRole('button', { name: 'Fermer' }).click();
  await page.locator('.search-open').click();
  await expect(fieldOf(page)).toHaveValue('websocket');
  await page.goto('en/nginx/');
  await page.locator('.search-open').click();
  await expect(fieldOf(page)).toHaveValue('websocket');
  await expect(itemsOf(page).first()).toBeVisible();
  await dialogOf(page).getByRole('button', { name: 'Clear' }).click();
  await expect(fieldOf(page)).toHaveValue('');
  await expect(fieldOf(page)).toBeFocused();
  await expect(itemsOf(page)).toHaveCount(0);
});

test('Control+K opens it, a single key does not', async ({ cleared: page }) => {
  await page.goto('en/nginx/');
  await page.keyboard.press('k');
  await page.keyboard.press('/');
  await expect(dialogOf(page)).toBeHidden();
  await page.keyboard.press('Control+k');
  await expect(fieldOf(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.locator('.search-open')).toBeFocused();
  await expect(page.locator('.search-open')).toHaveAttribute('aria-keyshortcuts', 'Control+K');
});

test('closed before what searches has arrived, it gives the focus to its button', async ({
  page,
}) => {
  await page.goto('en/nginx/');
  await page.route('**/_astro/dialog*.js', () => undefined);
  await page.keyboard.press('Control+k');
  await expect(fieldOf(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.locator('.search-open')).toBeFocused();
});

test('a result names its page, its section and its kind, and marks what was looked for', async ({
  cleared: page,
}) => {
  await page.goto('en/');
  await search(page, 'websocket nginx');
  const first = itemsOf(page).first();
  await expect(first.locator('.search-title')).toContainText(/nginx/i);
  await expect(first.locator('.search-section')).not.toBeEmpty();
  await expect(first.locator('.search-type')).toHaveText('Server');
  await expect(first.locator('mark').first()).toHaveText(/websocket/i);
  await expect(linksOf(page).first()).toHaveAttribute('href', '/en/nginx/#configuration');
  await expectNoTrouble(page);
});

test('the keyboard reaches every result, by arrows and by Tab', async ({ cleared: page }) => {
  await page.goto('fr/');
  await search(page, 'websocket');
  await page.keyboard.press('ArrowDown');
  await expect(linksOf(page).nth(0)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(linksOf(page).nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(fieldOf(page)).toBeFocused();
  // Clear, the filters, then the first result.
  for (let tabs = 0; tabs < 3; tabs++) await page.keyboard.press('Tab');
  await expect(linksOf(page).nth(0)).toBeFocused();
  await fieldOf(page).focus();
  await page.keyboard.press('Enter');
  await expect(linksOf(page).nth(0)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialogOf(page)).toBeHidden();
  await expect(page).not.toHaveURL(/\/fr\/$/);
});

test('a section of the page itself is reached, not the button', async ({ cleared: page }) => {
  await page.goto('en/nginx/');
  await search(page, 'websocket');
  await linksOf(page).first().click();
  await expect(page).toHaveURL(/\/en\/nginx\/#/);
  await expect(dialogOf(page)).toBeHidden();
  expect(await focused(page)).not.toContain('search-open');
});

/** Holds answers back until the test lets them go: no time is guessed. */
const held = async (page: Page, files: string): Promise<() => void> => {
  let letGo: () => void = () => undefined;
  const isLetGo = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(files, async (route) => {
    await isLetGo;
    await route.continue();
  });
  return letGo;
};

test('a result followed before its section is known leads to the section all the same', async ({
  page,
}) => {
  let fragments = 0;
  await page.route('**/*.pf_fragment', async (route) => {
    fragments += 1;
    await new Promise((resolve) => setTimeout(resolve, fragments > 5 ? 800 : 0));
    await route.continue();
  });
  // The first results come with their sections, the sixth does not.
  await page.goto('en/search/?q=websocket');
  const sixth = page.locator('main .search-results > li').nth(5).getByRole('link');
  await expect(sixth).toHaveAttribute('href', /\/$/);
  await sixth.click();
  await expect(page).toHaveURL(/\/#/);
});

test('new results leave the focus where it is', async ({ cleared: page }) => {
  await page.goto('fr/');
  await search(page, 'websocket');
  await expect(fieldOf(page)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  const before = await linksOf(page).allTextContents();
  await fieldOf(page).evaluate((field: HTMLInputElement) => {
    field.value = 'nginx';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
  await expect(dialogOf(page).locator('[data-search]')).toHaveAttribute('data-answered', 'nginx');
  await expect(linksOf(page).first()).toBeFocused();
  expect(await linksOf(page).allTextContents()).toEqual(before);
  await fieldOf(page).focus();
  await expect(linksOf(page).first()).not.toHaveText(before[0] ?? '');
});

test('the number of results is said in the language’s own grammar', async ({ cleared: page }) => {
  const status = dialogOf(page).getByRole('status');
  await page.goto('fr/');
  await search(page, 'websocket');
  await expect(status).toHaveText(/^\d+\u00A0résultats$/);
  await search(page, 'zzzzzzzz');
  await expect(status).toHaveText('0\u00A0résultat');
  await page.goto('en/');
  await search(page, 'zzzzzzzz');
  await expect(status).toHaveText('0\u00A0results');
});

test('a query without result leads on: servers, symptoms, the other language', async ({
  cleared: page,
}) => {
  await page.goto('fr/');
  await search(page, 'zzzzzzzz');
  const suggestions = dialogOf(page).locator('.search-suggestions');
  await expect(suggestions).toContainText('Aucun résultat.');
  await expect(suggestions.getByRole('link', { name: 'nginx' })).toBeVisible();
  await expect(suggestions.getByRole('list', { name: 'Symptômes fréquents' })).toBeVisible();
  const other = suggestions.getByRole('link', { name: 'Search in English' });
  await other.click();
  await expect(page).toHaveURL(/\/en\/search\/\?q=zzzzzzzz$/);
  await expect(page.locator('main').getByRole('searchbox')).toHaveValue('zzzzzzzz');
});

test('a misspelt word is read as the one meant, and it is said', async ({ cleared: page }) => {
  await page.goto('fr/');
  await search(page, 'websoket');
  await expect(itemsOf(page).first()).toBeVisible();
  await expect(dialogOf(page).locator('[data-part="corrected"]')).toContainText('« websocket »');
});

test('a query that no page answers wholly says that its results are partial', async ({
  cleared: page,
}) => {
  await page.goto('en/');
  await search(page, 'PREROUTING CrumbFilter');
  await expect(dialogOf(page).locator('[data-part="partial"]')).toBeVisible();
  await search(page, 'nginx');
  await expect(dialogOf(page).locator('[data-part="partial"]')).toBeHidden();
});

test('results can be limited to a kind of page and to a server', async ({ cleared: page }) => {
  await page.goto('en/');
  await search(page, 'jenkins');
  await dialogOf(page).getByText('Filter', { exact: true }).click();
  await dialogOf(page).getByRole('checkbox', { name: 'Concept' }).check();
  // The first result may have been one before, so that it does not say when the others are.
  await expect
    .poll(async () => [...new Set(await itemsOf(page).locator('.search-type').allTextContents())])
    .toEqual(['Concept']);
  await dialogOf(page).getByRole('checkbox', { name: 'Concept' }).uncheck();
  await dialogOf(page).getByRole('checkbox', { name: 'Server', exact: true }).check();
  await dialogOf(page).getByRole('checkbox', { name: 'nginx' }).check();
  await expect(itemsOf(page)).toHaveCount(1);
  await expect(linksOf(page)).toHaveAttribute('href', /^\/en\/nginx\//);
});

test('on a server’s page, that server comes first without being a filter', async ({
  cleared: page,
}) => {
  for (const query of ['websocket', 'timeout']) {
    await page.goto('fr/nginx/');
    await search(page, query);
    await expect(linksOf(page).first()).toHaveAttribute('href', /^\/fr\/nginx\//);
    expect(await itemsOf(page).count()).toBeGreaterThan(1);
  }
});

test('all results stand on a page of their own, whose address can be kept', async ({
  cleared: page,
}) => {
  await page.goto('fr/');
  await search(page, 'jenkins');
  const shown = await linksOf(page).evaluateAll((links) =>
    links.map((link) => link.getAttribute('href')),
  );
  await dialogOf(page).getByRole('link', { name: 'Tous les résultats' }).click();
  await expect(page).toHaveURL(/\/fr\/search\/\?q=jenkins$/);
  const main = page.locator('main');
  await expect(main.locator('.search-results > li').nth(shown.length)).toBeVisible();
  const all = await main
    .locator('.search-results a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  expect(all.slice(0, shown.length)).toEqual(shown);
  await main.getByRole('searchbox').fill('websocket');
  await expect(page).toHaveURL(/\?q=websocket$/);
  await page.locator('.search-open').click();
  await expect(main.getByRole('searchbox')).toBeFocused();
  await expectNoTrouble(page);
});

test('what is typed is sent nowhere', async ({ page }) => {
  await page.goto('en/');
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url() + (request.postData() ?? '')));
  await search(page, 'secret-host-name websocket');
  await page.keyboard.press('Enter');
  expect(requests.length).toBeGreaterThan(0);
  expect(requests.filter((request) => /secret/i.test(request))).toEqual([]);
});

test('an index that does not load is said, with a way on', async ({ page }) => {
  await page.route('**/pagefind/**', (route) => route.abort());
  await page.goto('fr/');
  await page.locator('.search-open').click();
  await fieldOf(page).fill('nginx');
  await expect(dialogOf(page).getByRole('status')).toHaveText(
    'La recherche n’a pas pu être chargée.',
  );
  await expect(
    dialogOf(page).getByRole('link', { name: 'Consultez le plan du site.' }),
  ).toHaveAttribute('href', '/fr/site-map/');
  await expect(dialogOf(page).locator('.search-suggestions')).toBeVisible();
  // The network is back.
  await page.unroute('**/pagefind/**');
  await search(page, 'websocket');
  await expect(itemsOf(page).first()).toBeVisible();
});

test('a slow index is said to be loading; results come with their excerpts, and nothing moves', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('.pf_fragment')) asked.push(request.url());
  });
  const letIndexGo = await held(page, '**/*.pf_index');
  const letExcerptsGo = await held(page, '**/*.pf_fragment');
  await page.goto('fr/');
  await page.locator('.search-open').click();
  await fieldOf(page).fill('websocket');
  await expect(dialogOf(page).getByRole('status')).toHaveText('Chargement de l’index…');
  letIndexGo();
  await expect.poll(() => asked.length).toBeGreaterThanOrEqual(3);
  await expect(itemsOf(page)).toHaveCount(0);
  /** Every list that was ever shown: where its rows stood, and what they said. */
  await page.evaluate(() => {
    const seen: string[] = [];
    (globalThis as { seen?: string[] }).seen = seen;
    const look = (): void => {
      const items = [...document.querySelectorAll('dialog .search-results > li')];
      const list = items.map(
        (item) => `${String(item.getBoundingClientRect().top)} ${item.textContent}`,
      );
      if (list.length > 0 && list.join() !== seen.at(-1)) seen.push(list.join());
      requestAnimationFrame(look);
    };
    look();
  });
  letExcerptsGo();
  await expect(itemsOf(page).first()).toBeVisible();
  const excerpts = await itemsOf(page).locator('> p').allTextContents();
  expect(excerpts.slice(0, 3).filter((text) => text.length > 40)).toHaveLength(3);
  await page.waitForTimeout(1_000);
  expect(await page.evaluate(() => (globalThis as { seen?: string[] }).seen)).toHaveLength(1);
});

for (const locale of locales) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing in the open dialog (${locale}, ${colorScheme})`, async ({
      cleared: page,
    }) => {
      await page.emulateMedia({ colorScheme });
      // A short page: what stands behind the dialog is looked at with the other pages.
      await page.goto(`${locale}/concepts/limits/`);
      await search(page, 'websocket');
      await dialogOf(page).locator('summary').click();
      const changed = colorScheme === 'light' ? 'all' : 'theme';
      expect(await violations(page, rulesFor(changed))).toEqual([]);
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await violations(page, rulesFor('look'))).toEqual([]);
      await search(page, 'zzzzzzzz');
      expect(await violations(page, rulesFor('look'))).toEqual([]);
    });
  }
}

test('on a phone the dialog fits, and the field is not zoomed into', async ({ cleared: page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('fr/nginx/');
  await search(page, 'hudson.security.csrf.CrumbFilter websocket');
  expect(await dialogOf(page).evaluate((dialog) => dialog.scrollWidth <= dialog.clientWidth)).toBe(
    true,
  );
  const size = await fieldOf(page).evaluate((field) => getComputedStyle(field).fontSize);
  expect(Number.parseFloat(size)).toBeGreaterThanOrEqual(16);
  for (const name of ['Fermer', 'Effacer']) {
    const box = await dialogOf(page).getByRole('button', { name }).boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(24);
  }
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('the site map stands in place of the search', async ({ page }) => {
    await page.goto('fr/nginx/');
    await expect(page.locator('.search-open')).toBeHidden();
    await expect(
      page.getByRole('banner').getByRole('link', { name: 'Plan du site' }),
    ).toBeVisible();
    await page.goto('fr/search/');
    await expect(
      page.locator('main').getByText('La recherche a besoin de JavaScript.'),
    ).toBeVisible();
    await expect(page.locator('main').getByRole('searchbox')).toBeHidden();
  });
});

/** Asks one query after the other, as pasted texts, and says where the first answer of each leads. */
const firstOfEach = async (page: Page, queries: readonly string[]): Promise<readonly string[]> =>
  dialogOf(page)
    .locator('[data-search]')
    .evaluate(async (root: HTMLElement, texts) => {
      const field = root.querySelector('input');
      const firsts: string[] = [];
      for (const text of texts) {
        const answered = new Promise<void>((resolve) => {
          new MutationObserver((_, observer) => {
            if (root.dataset['answered'] !== text.trim()) return;
            observer.disconnect();
            resolve();
          }).observe(root, { attributeFilter: ['data-answered'] });
        });
        if (field) field.value = text;
        field?.dispatchEvent(new InputEvent('input', { bubbles: true }));
        await answered;
        const first = root.querySelector('.search-results > li');
        // The section comes with the excerpt.
        while (first?.querySelector('p')?.textContent === '')
          await new Promise(requestAnimationFrame);
        firsts.push(first?.querySelector('a')?.getAttribute('href') ?? 'nothing');
      }
      return firsts;
    }, queries);

const expected = ({ first }: SearchQuery): readonly string[] =>
  typeof first === 'string' ? [first] : first;

for (const locale of locales) {
  test(`each query of the list leads first to its page (${locale})`, async ({ cleared: page }) => {
    test.setTimeout(180_000);
    const known = new Set(sitemapPaths().map((path) => `/${path}`));
    const pathOf = (slug: string): string => {
      const [page = '', section] = slug.split('#');
      return pagePath(locale, page) + (section === undefined ? '' : `#${section}`);
    };
    // The dialog ranks as the page of all results does, and shows fewer of them.
    await page.goto(`${locale}/`);
    await page.locator('.search-open').click();
    const wrong: string[] = [];
    const unwritten: string[] = [];
    const list = searchQueries[locale];
    const firsts = await firstOfEach(
      page,
      list.map(({ query }) => query),
    );
    for (const [index, query] of list.entries()) {
      const wanted = expected(query).map(pathOf);
      const written = wanted.filter((path) => known.has(path.replace(/#.*/, '')));
      if (written.length === 0) {
        unwritten.push(`${query.query}: ${wanted.join(' or ')} does not exist`);
        continue;
      }
      const first = firsts[index] ?? 'not asked';
      if (!written.some((path) => first === path || first.replace(/#.*/, '') === path))
        wrong.push(`${query.query}: ${written.join(' or ')} expected, ${first} came first`);
    }
    const right = list.length - wrong.length - unwritten.length;
    console.log(
      `Search ${locale}: ${String(right)} of ${String(list.length)} queries lead first to the right page`,
    );
    expect(list.length).toBeGreaterThanOrEqual(60);
    expect([...wrong, ...unwritten]).toEqual([]);
    await expectNoTrouble(page);
  });
}

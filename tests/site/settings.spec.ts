import type { Page } from 'playwright/test';
import { expect, test, watched } from './site.ts';

const path = 'fr/nginx/';

const openPanel = async (page: Page): Promise<void> => {
  await page.locator('details.settings > summary').click();
  await expect(page.locator('#settings-url')).toBeFocused();
};

const apply = async (page: Page, url: string): Promise<void> => {
  await page.locator('#settings-url').fill(url);
  await page.locator('.settings [type=submit]').click();
};

const shownFile = (page: Page) =>
  page.locator('.shapes').first().locator('.file pre > code').last();

test('a URL sets scheme, host, port and path in every block, and is remembered', async ({
  cleared: page,
  site,
}) => {
  await page.goto(site + path);
  await openPanel(page);
  await page.locator('#settings-url').fill('https://ci.acme.fr:8443/outils');
  await expect(page.locator('.settings-derived')).toContainText('https://ci.acme.fr:8443/outils/');
  await expect(page.locator('.settings-derived')).toContainText('port 8443');
  await page.locator('.settings [type=submit]').click();
  await expect(page.locator('#status')).toHaveText(/^\d+\u00A0blocs mis à jour sur cette page$/);
  await expect(page.locator('.choice [value=path]').first()).toBeChecked();
  await expect(shownFile(page)).toContainText('listen 8443 ssl;', { useInnerText: true });
  await expect(shownFile(page)).toContainText('location ^~ /outils/ {', { useInnerText: true });
  await expect(shownFile(page)).toContainText('return 308 https://ci.acme.fr:8443$request_uri;', {
    useInnerText: true,
  });
  expect(await page.locator('main').innerText()).not.toContain('jenkins.example.com:');

  await page.goto(`${site}en/nginx/`);
  await expect(shownFile(page)).toContainText('server_name ci.acme.fr;', { useInnerText: true });
  await openPanel(page);
  await expect(page.locator('#settings-url')).toHaveValue('https://ci.acme.fr:8443/outils');
});

test('the reader’s values are there before the first paint', async ({ page, site }) => {
  await page.goto(site + path);
  await openPanel(page);
  await apply(page, 'http://intra.example.net/ci');
  await page.addInitScript(() => {
    const seen = window as typeof window & { painted?: string };
    const look = (): void => {
      const slot = document.querySelector('.file [data-slot=host]');
      if (slot) seen.painted ??= slot.textContent;
      if (seen.painted === undefined) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  // On a slow link the page is painted in several steps, and the reader's shape comes last.
  const link = await page.context().newCDPSession(page);
  await link.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 50,
    downloadThroughput: 100_000,
    uploadThroughput: 100_000,
  });
  await page.reload();
  await page.waitForFunction(
    () => (window as typeof window & { painted?: string }).painted !== undefined,
  );
  expect(await page.evaluate(() => (window as typeof window & { painted?: string }).painted)).toBe(
    'intra.example.net',
  );
  expect(await page.evaluate(() => window.layoutShift)).toBe(0);
  expect(watched.get(page)?.consoleErrors).toEqual([]);
  expect(await page.evaluate(() => window.policyViolations)).toEqual([]);
});

test('the mark of the reader’s values is explained once, also while the panel is closed', async ({
  cleared: page,
  site,
}) => {
  const said = page.getByText('vos valeurs sont surlignées');
  await page.goto(site + path);
  await expect(said).toBeHidden();
  await openPanel(page);
  await apply(page, 'https://ci.acme.fr/');
  await expect(said).toHaveCount(1);
  await page.reload();
  await expect(said).toBeVisible();
});

test('other shapes stay valid with the reader’s host', async ({ cleared: page, site }) => {
  await page.goto(site + path);
  await openPanel(page);
  await apply(page, 'https://ci.acme.fr:8443/outils');
  await page.locator('.choice [value=http]').first().check();
  await page.locator('.choice [value=host]').first().check();
  const other = page.locator('.shapes .file pre > code').first();
  await expect(other).toContainText('listen 80;');
  const text = await other.innerText();
  expect(text).toContain('listen 80;');
  expect(text).toContain('server_name ci.acme.fr;');
  expect(text).toContain('location / {');
});

const refused = [
  ['jenkins.example.com', 'Ajoutez https://'],
  ['https://a b/', 'espace'],
  ['ftp://a.example/', 'https:// ou http://'],
  ['https://user@a.example/', 'utilisateur'],
  ['https://a.example/?x=1', 'point d’interrogation'],
  ['https://a.example/a;b', 'chemin'],
] as const;

test('a URL that cannot be is refused with what to change, and nothing changes', async ({
  cleared: page,
  site,
}) => {
  await page.goto(site + path);
  await openPanel(page);
  const field = page.locator('#settings-url');
  for (const [url, message] of refused) {
    await apply(page, url);
    await expect(field, url).toHaveAccessibleDescription(new RegExp(message));
    await expect(field, url).toHaveAttribute('aria-invalid', 'true');
    await expect(field, url).toHaveValue(url);
    await expect(field, url).toBeFocused();
    await expect(shownFile(page), url).toContainText('server_name jenkins.example.com;', {
      useInnerText: true,
    });
  }
});

test('http:// is accepted with a warning, an international name is converted', async ({
  cleared: page,
  site,
}) => {
  await page.goto(site + path);
  await openPanel(page);
  await page.locator('#settings-url').fill('http://été.example/');
  await expect(page.locator('.settings-derived')).toContainText('mots de passe circulent en clair');
  await expect(page.locator('.settings-derived')).toContainText('xn--');
});

test('one button goes back to the sample values', async ({ cleared: page, site }) => {
  await page.goto(site + path);
  await openPanel(page);
  await apply(page, 'https://ci.acme.fr/');
  await page.locator('[data-settings=reset]').click();
  await expect(shownFile(page)).toContainText('server_name jenkins.example.com;', {
    useInnerText: true,
  });
  expect(
    await page.evaluate(() =>
      Object.keys(localStorage).filter((key) => /slots|values|shape/.test(key)),
    ),
  ).toEqual([]);
});

test('values of a link are shown, and kept only if the reader says so', async ({
  cleared: page,
  site,
}) => {
  const link = `${site}${path}#url=${encodeURIComponent('https://lien.example.net/ci')}`;
  await page.goto(link);
  await expect(page.locator('.settings-question')).toBeVisible();
  await expect(shownFile(page)).toContainText('server_name lien.example.net;', {
    useInnerText: true,
  });
  expect(await page.evaluate(() => localStorage.getItem('proxy.slots'))).toBeNull();
  await page.locator('[data-settings=drop]').click();
  await expect(shownFile(page)).toContainText('server_name jenkins.example.com;', {
    useInnerText: true,
  });

  await page.goto('about:blank');
  await page.goto(link);
  await page.locator('[data-settings=keep]').click();
  await page.goto(site + path);
  await expect(shownFile(page)).toContainText('server_name lien.example.net;', {
    useInnerText: true,
  });
  expect(new URL(page.url()).hash).toBe('');
});

test('another tab follows', async ({ cleared: page, site }) => {
  const other = await page.context().newPage();
  await other.goto(`${site}en/nginx/`);
  await page.goto(site + path);
  await openPanel(page);
  await apply(page, 'https://onglet.example.net/');
  await expect(shownFile(other)).toContainText('server_name onglet.example.net;', {
    useInnerText: true,
  });
  await other.close();
});

test('copy and download give what is displayed', async ({ cleared: page, site }) => {
  await page.goto(site + path);
  await openPanel(page);
  await apply(page, 'https://ci.acme.fr/');
  const figure = page.locator('.shapes figure.file').first();
  await figure.locator('[data-copy]').click();
  await expect(figure.locator('[data-copy]')).toHaveText('Copié');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('server_name ci.acme.fr;');
  expect(copied).not.toContain('jenkins.example.com');
  const download = page.waitForEvent('download');
  await figure.locator('a[download]:visible').click();
  const stream = await (await download).createReadStream();
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  expect(text).toBe(copied);
});

test('the panel is absent without script, and a sentence takes its place', async ({
  browser,
  site,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(site + path);
  await expect(page.locator('details.settings')).toBeHidden();
  await expect(page.getByText('Dans les exemples, remplacez')).toBeVisible();
  await context.close();
});

for (const [locale, words] of [
  ['fr', 'Apache n’écoute pas encore sur ce port'],
  ['en', 'Apache does not listen on that port yet'],
] as const) {
  test(`above Apache's file stands what another port needs (${locale})`, async ({
    cleared: page,
    site,
  }) => {
    await page.goto(`${site}${locale}/apache/`);
    const notes = page.locator('.port-note:visible');
    await expect(notes).toHaveCount(0);
    await openPanel(page);
    await apply(page, 'https://ci.acme.fr:8443/');
    const shape = page.locator('.shapes').first();
    const note = shape.locator('.port-note:visible');
    await expect(note).toBeVisible();
    await expect(note).toContainText('https://ci.acme.fr:8443', { useInnerText: true });
    await expect(note).toContainText('Listen 8443', { useInnerText: true });
    await expect(note).toContainText(words, { useInnerText: true });
    const [above, block] = [await note.boundingBox(), await shape.locator('pre').boundingBox()];
    expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual(block?.y ?? 0);
    await expect(note.getByRole('link')).toHaveAttribute('href', '#other-port');
    await page.reload();
    await expect(note).toBeVisible();
    await page
      .getByRole('radio', {
        name: locale === 'fr' ? 'Un autre port public' : 'Another public port',
      })
      .check();
    const second = page.locator('.not-other-port');
    await expect(second).toHaveCount(1);
    await expect(second).toBeHidden();
    await page.locator('.choice [value=usual]').check();

    await openPanel(page);
    await apply(page, 'https://ci.acme.fr/');
    await expect(note).toBeHidden();
    await page
      .getByRole('radio', {
        name: locale === 'fr' ? 'Un autre port public' : 'Another public port',
      })
      .check();
    await expect(second).toContainText('Listen 443', { useInnerText: true });
    await expect(second).toBeVisible();
  });
}

const agentPort = (page: Page) => page.locator('#settings-agentPort');

test('the port of agents goes into commands, outputs, fixes and prose, and into a link', async ({
  cleared: page,
  site,
}) => {
  await page.goto(`${site}fr/troubleshooting/tcp-agent-unreachable/`);
  await openPanel(page);
  await expect(agentPort(page)).toBeHidden();
  await page.locator('.settings form > details > summary').click();
  await expect(agentPort(page)).toHaveValue('50000');
  await agentPort(page).fill('50123');
  await apply(page, 'https://ci.acme.fr/');
  const main = page.locator('main');
  await expect(main.locator('figure.command').first()).toContainText('http://ci.acme.fr:50123/');
  await expect(main.locator('figure.output').first()).toContainText('port 50123: 200, exit 0');
  await expect(main).toContainText('-tunnel HOST:50123');
  const fix = main.locator('.fixes [data-server=haproxy] pre').first();
  expect(await fix.textContent()).toMatch(/bind ci\.acme\.fr:50123\s.*127\.0\.0\.1:50123/s);
  expect(
    await main
      .locator('[data-slot=agent-port]')
      .evaluateAll((slots) => [...new Set(slots.map(({ textContent }) => textContent))]),
  ).toEqual(['50123']);

  await page.locator('[data-settings=share]').click();
  await expect(page.locator('#status')).toHaveText('Lien copié');
  const link = new URL(await page.evaluate(() => navigator.clipboard.readText()));
  expect(link.search).toBe('');
  expect(new URLSearchParams(link.hash.slice(1)).get('agentPort')).toBe('50123');

  await page.goto(`${site}en/nginx/`);
  await expect(page.locator('main')).toContainText('TCP agents use port 50123');
  await openPanel(page);
  await expect(agentPort(page)).toHaveValue('50123');
  await page.locator('[data-settings=reset]').click();
  await expect(page.locator('main')).toContainText('TCP agents use port 50000');
});

test('a port that cannot be is refused for agents, and the folded group opens to say why', async ({
  cleared: page,
  site,
}) => {
  await page.goto(site + path);
  await openPanel(page);
  const group = page.locator('.settings form > details > summary');
  await group.click();
  for (const [port, message] of [
    ['65536', 'entre 1 et 65535'],
    ['8443', 'L’URL publique'],
    ['80', 'sa redirection vers HTTPS'],
    ['8080', 'Jenkins écoute déjà'],
  ] as const) {
    await agentPort(page).fill(port);
    await group.click();
    await expect(agentPort(page), port).toBeHidden();
    await apply(page, 'https://ci.acme.fr:8443/');
    await expect(agentPort(page), port).toBeFocused();
    await expect(agentPort(page), port).toHaveAttribute('aria-invalid', 'true');
    await expect(agentPort(page), port).toHaveAccessibleDescription(new RegExp(message));
    await expect(shownFile(page), port).toContainText('server_name jenkins.example.com;', {
      useInnerText: true,
    });
  }
});

test('values kept before the panel asked for the port of agents leave the sample port', async ({
  cleared: page,
  site,
}) => {
  await page.goto(site + path);
  await openPanel(page);
  await apply(page, 'https://ci.acme.fr/');
  await page.evaluate(() => {
    for (const [key, name] of [
      ['proxy.values', 'agentPort'],
      ['proxy.slots', 'agent-port'],
    ] as const) {
      const kept = JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, unknown>;
      for (const texts of [kept, ...Object.values(kept)])
        if (typeof texts === 'object' && texts !== null) Reflect.deleteProperty(texts, name);
      Reflect.deleteProperty(kept, name);
      localStorage.setItem(key, JSON.stringify(kept));
    }
  });
  await page.goto(`${site}fr/troubleshooting/tcp-agent-unreachable/`);
  await expect(page.locator('main figure.command').first()).toContainText(
    'http://ci.acme.fr:50000/',
  );
  await openPanel(page);
  await expect(agentPort(page)).toHaveValue('50000');
  await page.locator('.settings [type=submit]').click();
  await expect(page.locator('#status')).toHaveText(/mis à jour sur cette page$/);
});

test('the address of a proxy in front goes into the examples of two proxies', async ({
  cleared: page,
  site,
}) => {
  await page.goto(site + path);
  await openPanel(page);
  await page.locator('.settings form > details > summary').click();
  await page.locator('#settings-trustedProxy').fill('203.0.113.999');
  await apply(page, 'https://ci.acme.fr/');
  await expect(page.locator('#settings-trustedProxy')).toHaveAttribute('aria-invalid', 'true');
  await page.locator('#settings-trustedProxy').fill('203.0.113.7');
  await page.locator('.settings [type=submit]').click();
  await expect(page.locator('[data-slot=trusted-proxy]').first()).toHaveText('203.0.113.7');
});

test('the picture of a request is drawn from the reader’s own URL', async ({
  cleared: page,
  site,
}) => {
  await page.goto(`${site}en/`);
  const picture = page.locator('.diagram svg');
  await expect(picture).toContainText('GET /jenkins/job/a%2Fb/');
  await page.goto(site + path);
  await openPanel(page);
  await apply(page, 'https://ci.acme.fr:8443/outils');
  await page.goto(`${site}en/`);
  await expect(picture).toContainText('GET /outils/job/a%2Fb/');
  await expect(picture).toContainText('Host: ci.acme.fr:8443');
  await expect(picture).toContainText('https://ci.acme.fr:8443/outils/…');
  await expect(picture).not.toContainText('jenkins.example.com');
});

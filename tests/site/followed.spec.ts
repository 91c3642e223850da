import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { strings } from '../../core/i18n/index.ts';
import { canBeFollowed, serverIds, servers } from '../../content/servers/index.ts';
import { dist } from './site.ts';

/** The systems on which `npm run test:systems` follows each page that can be followed. */
const claimed = ['Debian 12', 'Debian 13'];

for (const locale of ['en', 'fr'] as const) {
  for (const id of serverIds) {
    const isFollowed = canBeFollowed(servers[id]);
    test(`${locale}/${id} ${isFollowed ? 'says where it was followed' : 'does not claim to have been followed'}`, () => {
      const page = readFileSync(join(dist, locale, id, 'index.html'), 'utf8');
      const said = `<strong>${strings(locale).followed.on(claimed)}</strong>`;
      expect(page.includes(said), `npm run test:systems, and commit the records`).toBe(isFollowed);
    });
  }
}

/** Pages with commands of which none is for Debian. */
const others = ['concepts/compose'];

for (const locale of ['en', 'fr'] as const) {
  test(`${locale}: every page of symptoms and concepts with commands says where they were typed`, () => {
    const folder = join(dist, locale);
    const paths = ['concepts', 'troubleshooting'].flatMap((name) =>
      globSync(`${name}/**/index.html`, { cwd: folder }),
    );
    const said = strings(locale).followed.typed(claimed);
    const silent = paths
      .filter((path) => !others.includes(path.replace(/\/index\.html$/, '')))
      .map((path) => ({ path, page: readFileSync(join(folder, path), 'utf8') }))
      .filter(
        ({ page }) =>
          page.includes('<figure class="code command') &&
          !page.includes(`<strong>${said}</strong>`),
      )
      .map(({ path }) => path);
    expect(silent, 'npm run record -- --only followed, and commit the records').toEqual([]);
  });
}

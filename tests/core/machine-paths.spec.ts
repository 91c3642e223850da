import { readFileSync } from 'node:fs';
import { expect, test } from 'playwright/test';
import { toText } from '#conf';
import { findExample } from '#examples';
import { locales } from '#i18n';
import { breaks, fixedFiles } from '#symptoms';
import { defaultShape, formOf, sampleSettings } from '#settings';
import { guards } from '../../content/servers/guards/index.ts';

/**
 * The paths that machines call by themselves stand in several places: on the page about agents and the
 * command line, and in every file that asks people to sign in. They must not contradict each other.
 */
const settings = sampleSettings(defaultShape);

/** Addresses of a Jenkins without a path, by the path that the page names. */
const addresses: Readonly<Record<string, string>> = {
  '/login': '/login',
  '/wsagents/': '/wsagents/',
  '/tcpSlaveAgentListener/': '/tcpSlaveAgentListener/',
  '/jnlpJars/': '/jnlpJars/agent.jar',
  '/cli/ws': '/cli/ws',
  '/cli': '/cli',
  '/github-webhook/': '/github-webhook/',
};

/** Such a page stops the mode that asks for `/cli` in any case; the page says so. */
const notBehindSignIn = ['/cli'];

for (const locale of locales) {
  test(`${locale}: the page names the paths of machines`, () => {
    const page = readFileSync(`content/docs/${locale}/concepts/agents-and-cli.mdx`, 'utf8');
    const [, section = ''] = page.split(/^## .*\{#authentication\}$/m);
    const items = section.split(/^## /m)[0]?.match(/^- .*$/gm) ?? [];
    const named = items.flatMap((item) => item.match(/(?<=`)\/[^`]*(?=`)/g) ?? []);
    expect(named.sort()).toEqual(Object.keys(addresses).sort());
  });
}

/** The expression of a file that matches the paths of machines. */
const expressionOf = (text: string): RegExp => {
  const found = /\^\S*?\((?:\?:)?login\|[^)]*\)\$/.exec(text)?.[0];
  if (found === undefined) throw new Error(`No expression of paths in\n${text}`);
  return new RegExp(found);
};

const guard = guards['single-sign-on'].nginx?.changes.at(-1);
const pomerium = findExample('pomerium').render(formOf(defaultShape)).files[0];
const portals = [
  ['the single sign-on before nginx', guard && toText(guard.to, settings, 'en')],
  ['the open route of Pomerium', pomerium && toText(pomerium.content, settings, 'en')],
] as const;

for (const [name, text = ''] of portals) {
  test(`${name} lets every path of machines pass`, () => {
    const expression = expressionOf(text);
    const refused = Object.keys(addresses).filter(
      (path) => !expression.test(addresses[path] ?? ''),
    );
    expect(refused).toEqual(notBehindSignIn);
    expect(expression.test('/job/demo/')).toBe(false);
  });
}

test('a password of the proxy lets every path of machines pass, once the fix is in place', () => {
  const set = Object.entries(breaks).filter(([id]) => id.endsWith('/machines-not-exempt'));
  expect(set.length).toBeGreaterThan(1);
  for (const [id, broken] of set) {
    const texts = fixedFiles(broken).map(({ text }) => text);
    const own = texts.find((text) => text.includes('wsagents/'));
    expect(own, id).toBeDefined();
    const expression = expressionOf(own ?? '');
    for (const address of Object.values(addresses)) expect(expression.test(address), id).toBe(true);
    expect(expression.test('/job/demo/'), id).toBe(false);
  }
});

import { satteri } from '@astrojs/markdown-satteri';
import { expect, test } from 'playwright/test';
import { fencedBlocks } from '../../src/highlight/fenced.ts';
import { toHtml } from '../../src/highlight/html.ts';

const processor = satteri({ hastPlugins: [fencedBlocks] });

const renderMarkdown = async (source: string): Promise<string> => {
  const renderer = await processor.createRenderer({ syntaxHighlight: false });
  return (await renderer.render(source)).code;
};

const compileMdx = async (source: string): Promise<string> => {
  if (!processor.createMdxRenderer) throw new Error('The processor does not compile MDX.');
  const renderer = await processor.createMdxRenderer(
    { syntaxHighlight: false },
    { optimize: false, srcDir: new URL('../../src/', import.meta.url), sourcemap: false },
  );
  return (await renderer.process(source, '/page.mdx', {})).code;
};

const fence = (language: string, code: string) => `Text.\n\n\`\`\`${language}\n${code}\n\`\`\`\n`;

test('a fenced block has the classes of toHtml', async () => {
  const code = 'frontend web\n  bind :443 ssl # <TLS>';
  const html = await renderMarkdown(fence('haproxy', code));
  expect(html).toContain('<pre data-language="haproxy" tabindex="0" translate="no"><code>');
  expect(html.replaceAll('&gt;', '>')).toContain(toHtml(code, 'haproxy').replaceAll('&gt;', '>'));
});

test('no style attribute remains, neither on the block nor on the signs of a diff', async () => {
  const source = fence('diff', '-old\n+new') + fence('nginx', 'listen 80;') + fence('text', 'x');
  expect(await renderMarkdown(source)).not.toContain('style');
  expect(await compileMdx(source)).not.toContain('style');
});

test('MDX has the same classes, and braces of the code stay text', async () => {
  const compiled = await compileMdx(fence('nginx', 'location / { return 301 {x}; }'));
  expect(compiled).toContain('"data-language": "nginx"');
  expect(compiled).toContain('class: "t"');
  expect(compiled).toContain('{x}');
});

test('an unknown language stops the build and names the accepted ones', async () => {
  await expect(renderMarkdown(fence('caddy', 'x'))).rejects.toThrow(
    /Unknown language for highlighting: "caddy"\. Accepted: nginx, apache,/,
  );
  await expect(compileMdx(fence('caddy', 'x'))).rejects.toThrow(/"caddy"/);
});

test('a block without a language stops the build', async () => {
  await expect(renderMarkdown(fence('', 'x'))).rejects.toThrow(/for highlighting: ""/);
});

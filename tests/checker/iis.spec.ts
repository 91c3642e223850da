import { expect, test } from 'playwright/test';
import { applied, check, type Report } from '../../checker/check.ts';
import { vocabulary } from '../../checker/from-content/vocabulary.ts';
import { attributeOf, parseXml } from '../../checker/iis/parse.ts';
import { within } from '../../checker/statement.ts';

const words = vocabulary();

const judge = (text: string): Report =>
  check({ files: [{ name: 'file', text }], locale: 'en' }, words);

const read = (text: string) => parseXml({ name: 'file', text });

/** The rule of most recipes, with what IIS Manager writes around it. */
const recipe = `\uFEFF<?xml version="1.0" encoding="UTF-8"?>
<configuration>
    <system.webServer>
        <!-- <proxy enabled="true" preserveHostHeader="false" /> -->
        <rewrite>
            <rules>
                <rule name="ReverseProxyInboundRule1" stopProcessing="true">
                    <match url="(.*)" />
                    <action type="Rewrite" url='http://localhost:8080/{R:1}'
                            logRewrittenUrl="true" />
                </rule>
                <rule name="https">
                    <match url="(.*)" />
                    <conditions><add input="{HTTPS}" pattern="^OFF$" /></conditions>
                    <action type="Redirect" url="https://ci.example.com/{R:1}" />
                </rule>
            </rules>
        </rewrite>
        <security>
            <requestFiltering><requestLimits maxAllowedContentLength="30000000"></requestLimits></requestFiltering>
        </security>
    </system.webServer>
</configuration>
`;

test('a recipe is read as IIS reads it, and each finding says that it is only reported', () => {
  const report = judge(recipe);
  expect(report.server).toBe('iis');
  expect(report.findings.map(({ setUps, line }) => [setUps[0], line])).toEqual([
    ['iis/reported/slash-decoded', 9],
    ['iis/reported/https-not-announced', 9],
    ['iis/reported/body-limit', 20],
  ]);
  for (const { reported } of report.findings) expect(reported[0]).toMatch(/^https:\/\//);
  expect(report.unclear.map(({ kind, text }) => [kind, text])).toContainEqual([
    'other-file',
    'applicationHost.config',
  ]);
  const changes = report.findings.flatMap((finding) => finding.changes);
  const [mended] = applied([{ name: 'file', text: recipe }], changes);
  const again = judge(mended?.text ?? '');
  expect([again.state, again.problems]).toEqual(['nothing', []]);
  expect(mended?.text).toContain('url="http://localhost:8080{UNENCODED_URL}"');
  expect(mended?.text).toContain('logRewrittenUrl="true"');
  expect(mended?.text).toContain('<rules useOriginalURLEncoding="false">');
});

test('elements, attributes, comments, sections and entities are read', () => {
  const { statements, problems } = read(
    `<a x="1 &amp; &#50;" y='"&unknown;'><!-- <b> --><![CDATA[<c>]]><D z = "<>"/></a>`.replace(
      '<>',
      '&lt;>',
    ),
  );
  expect(problems).toEqual([]);
  const all = statements.flatMap(within);
  expect(all.map(({ name }) => name)).toEqual(['a', 'd']);
  expect(attributeOf(all[0], 'x')).toBe('1 & 2');
  expect(attributeOf(all[0], 'y')).toBe('"&unknown;');
  expect(attributeOf(all[1], 'z')).toBe('<>');
});

for (const [text, wanted] of [
  ['<a>\n<b>\n</a>\n', 'closed-by-another@3'],
  ['<a>\n', 'not-closed@1'],
  ['<a />\n</a>\n', 'not-opened@2'],
  ['<a>\n<!-- b\n</a>\n', 'not-closed@2'],
  ['<a>\n<b c="d & e" />\n</a>\n', 'not-xml@2'],
  ['<a>\n<b c=d />\n</a>\n', 'not-xml@2'],
  ['<a>\n<b c="d />\n</a>\n', 'not-xml@2'],
  ['<a>'.repeat(100), 'too-deep@1'],
] as const) {
  test(`${JSON.stringify(text.slice(0, 30))} is told with its line`, () => {
    expect(read(text).problems.map(({ kind, line }) => `${kind}@${String(line)}`)).toEqual([
      wanted,
    ]);
  });
}

test('long texts of one sign are answered at once', () => {
  const before = performance.now();
  for (const sign of [' ', '<', '<a ', '<a b="', '"', '&', '<!--', '</a>', '<a/>', 'a="b" '])
    read(`<a ${sign.repeat(200_000)}`);
  expect(performance.now() - before).toBeLessThan(5000);
});

import { expect, test } from 'playwright/test';
import { exampleSettings } from '#conf';
import { findExample } from '#examples';
import { origin, type Shape } from '#settings';
import { schemaProblems, serverSections, webConfigSchema } from './sections.ts';
import { forgedHeaders, oddTargets } from './odd-targets.ts';
import { blockOf, bracketProblems, settingProblems, singleSettings, tableOf } from './script.ts';
import { applyRules, type RewriteRequest } from './rewrite-rules.ts';
import { findAll, parseXml, XmlError } from './xml.ts';
import { checkSyntax, type SyntaxCheck } from '../syntax-evidence.ts';

/**
 * IIS exists on Windows only, so its files are held against what can be checked without it: the
 * XML, a schema of the sections used, the script's settings, and the rewrite rules as the regular
 * expressions that they are.
 */
const example = findExample('iis');
const webConfig = 'web.config';
const script = 'jenkins-site.ps1';

const fileOf = (files: Readonly<Record<string, string>>, name: string): string => {
  const text = files[name];
  if (text === undefined) throw new Error(`No ${name} among ${Object.keys(files).join(', ')}.`);
  return text;
};

const configOf = (files: Readonly<Record<string, string>>) => parseXml(fileOf(files, webConfig));

const lineEnds: SyntaxCheck = (files) => {
  for (const [name, text] of Object.entries(files)) {
    expect(text.replaceAll('\r\n', ''), `${name} has CRLF line ends only`).not.toMatch(/[\r\n]/);
    expect(text.endsWith('\r\n'), `${name} ends with a line end`).toBe(true);
    expect(text.startsWith('\uFEFF'), `${name} has no byte order mark`).toBe(false);
  }
};

const knownSettings: SyntaxCheck = (files) => {
  expect(schemaProblems(configOf(files), webConfigSchema)).toEqual([]);
  for (const action of findAll(configOf(files), 'action')) {
    const { type = '', url, redirectType, statusCode } = action.attributes;
    expect(url !== undefined, `url of ${type}`).toBe(['Rewrite', 'Redirect'].includes(type));
    expect(redirectType !== undefined, `redirectType of ${type}`).toBe(type === 'Redirect');
    expect(statusCode !== undefined, `statusCode of ${type}`).toBe(type === 'CustomResponse');
  }
  const names = findAll(configOf(files), 'rule').map(({ attributes }) => attributes['name']);
  expect(new Set(names).size).toBe(names.length);
  const text = fileOf(files, script);
  expect(bracketProblems(text)).toEqual([]);
  expect(settingProblems(tableOf(text, 'proxy'), serverSections.proxy)).toEqual([]);
  expect(settingProblems(tableOf(text, 'pool'), serverSections.pool)).toEqual([]);
  for (const { filter, name, value } of singleSettings(text)) {
    const section =
      filter === '$hsts' ? serverSections.hsts : { enabled: { type: 'bool' } as const };
    expect(settingProblems({ [name ?? '']: value ?? '' }, section), filter).toEqual([]);
  }
};

const serverVariables: SyntaxCheck = (files) => {
  const set = findAll(configOf(files), 'set').map(({ attributes }) => attributes['name']);
  const allowed = blockOf(fileOf(files, script), 'variables').map((line) => line.slice(1, -1));
  expect(set.toSorted()).toEqual(allowed.toSorted());
};

const requestFor = (shape: Shape, target: string): RewriteRequest => {
  const settings = exampleSettings(example, shape);
  return { https: settings.scheme === 'https', target, host: settings.host };
};

const pathsKept =
  (shape: Shape): SyntaxCheck =>
  (files) => {
    const { path, upstreamHost, upstreamPort } = exampleSettings(example, shape);
    for (const [target, what] of [...oddTargets, ['/', 'the root'] as const]) {
      const result = applyRules(configOf(files), requestFor(shape, path + target));
      expect(result?.url, what).toBe(`http://${upstreamHost}:${upstreamPort}${path}${target}`);
    }
  };

const wholeSegment =
  (shape: Shape): SyntaxCheck =>
  (files) => {
    const { path } = exampleSettings(example, shape);
    const ruleFor = (target: string) => applyRules(configOf(files), requestFor(shape, target));
    for (const target of [path, `${path}?a=1`, `${path}/`]) {
      expect(ruleFor(target)?.type, target).toBe('Rewrite');
    }
    const foreign = [`${path}x`, `${path}x/login`, `/x${path}/`, path.toUpperCase(), '/', '/login'];
    for (const target of [...foreign, `http://evil.example${path}/`]) {
      expect(ruleFor(target)?.status, target).toBe(404);
    }
  };

const httpsRedirect =
  (shape: Shape): SyntaxCheck =>
  (files) => {
    const settings = exampleSettings(example, shape);
    for (const [target, what] of oddTargets) {
      const request = { ...requestFor(shape, settings.path + target), https: false };
      const result = applyRules(configOf(files), request);
      expect(result?.status, what).toBe(307);
      expect(result?.url, what).toBe(origin(settings) + settings.path + target);
    }
  };

const forged =
  (shape: Shape): SyntaxCheck =>
  (files) => {
    const { path, scheme, host, port } = exampleSettings(example, shape);
    const known = new Set<string>(['', host, String(port), scheme, 'on', 'off', '203.0.113.9']);
    for (const [name, value] of Object.entries(forgedHeaders)) {
      const result = applyRules(configOf(files), {
        ...requestFor(shape, `${path}/login`),
        headers: { [name]: value },
      });
      if (result?.status === 400) continue;
      const written = result?.variables[`HTTP_${name.toUpperCase().replaceAll('-', '_')}`];
      expect(written, `${name} is overwritten`).toBeDefined();
      expect(known, `${name} is what the server saw`).toContain(written);
    }
  };

for (const shape of example.shapes) {
  test(`iis/${shape}: what can be checked without IIS`, async () => {
    await checkSyntax(example, shape, {
      'line-ends': lineEnds,
      'xml-well-formed': (files) => {
        configOf(files);
      },
      'known-settings': knownSettings,
      'server-variables': serverVariables,
      'paths-kept': pathsKept(shape),
      ...(shape.endsWith('path') ? { 'whole-segment': wholeSegment(shape) } : {}),
      ...(shape.startsWith('https') ? { 'redirect-rule': httpsRedirect(shape) } : {}),
      'forged-headers': forged(shape),
    });
  });
}

test('the published mistakes are found', () => {
  const refused = (text: string): string => {
    try {
      return schemaProblems(parseXml(text), webConfigSchema).join('; ');
    } catch (error) {
      if (error instanceof XmlError) return error.message;
      throw error;
    }
  };
  const rule = (content: string): string =>
    `<configuration><system.webServer><rewrite><rules><rule name="a">${content}</rule></rules></rewrite></system.webServer></configuration>`;
  expect(refused(rule('<match url=".*" /><action type="None" />'))).toBe('');
  expect(refused(rule('<match url="^a$|\n^b$" />'))).toContain('line break');
  expect(
    refused(rule('<match url=".*" /><action type="Rewrite" />').replace('</rule>', '')),
  ).toContain('</rules> closes <rule>');
  expect(refused(rule('<match url="a" url="b" />'))).toContain('twice');
  expect(refused(rule('<match url="a&b" />'))).toContain('not an entity');
  expect(refused(rule('<match url="a" ignorecase="true" />'))).toContain('no attribute');
  expect(refused(rule('<match url="a" ignoreCase="yes" />'))).toContain('neither true nor false');
  expect(refused(rule('<match />'))).toContain('lacks “url”');
  expect(refused(rule('<matches url="a" />'))).toContain('no element');
  expect(refused(rule('<action type="Redirect" redirectType="PermanentRedirect" />'))).toContain(
    'none of',
  );
});

test('a rule with {R:1}, a case-blind prefix or an appended query is told from the right one', () => {
  const config = parseXml(
    '<rules><rule name="a"><match url="(.*)" /><conditions><add input="{UNENCODED_URL}" pattern="^/jenkins" /></conditions>' +
      '<action type="Rewrite" url="http://127.0.0.1:8080/{URL}" /></rule></rules>',
  );
  const request = { https: true, host: 'jenkins.example.com' };
  expect(applyRules(config, { ...request, target: '/jenkinsx' })?.rule).toBe('a');
  expect(applyRules(config, { ...request, target: '/JENKINS/' })?.rule).toBe('a');
  expect(applyRules(config, { ...request, target: '/other' })).toBeNull();
});

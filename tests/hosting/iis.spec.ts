import { expect, test } from 'playwright/test';
import { locales } from '#i18n';
import { basePathOf, places, siteHost, type Place } from '../../content/hosting/index.ts';
import { filesBelow } from '../../src/publish/archive/files-below.ts';
import { cacheControlOf, securityHeaders } from '../../core/policy/headers.ts';
import { schemaProblems, serverSections, webConfigSchema } from '../servers/iis/sections.ts';
import {
  blockOf,
  bracketProblems,
  settingProblems,
  singleSettings,
} from '../servers/iis/script.ts';
import { staticAnswer } from '../servers/iis/static.ts';
import { findAll, parseXml } from '../servers/iis/xml.ts';
import { checkFiles, fileOf, type FileCheck, type Files } from './file-checks.ts';
import { dist } from './hosting-job.ts';

/**
 * IIS exists on Windows only, so its files are held against what can be checked without it: the
 * XML, a schema of the sections, and what these sections say of each file of the built site.
 */
const configOf = (files: Files) => parseXml(fileOf(files, 'web.config'));
const scriptOf = (files: Files): string => fileOf(files, 'docs-site.ps1');

/** Files that hosts read and never send. */
const forHosts = /^(?:_headers|_redirects|vercel\.json)$/;
const built = filesBelow(dist).filter((path) => !forHosts.test(path));

/** A path of the build as it stands below the root of the site. */
const inSite = (place: Place, path: string): string => `${basePathOf(place)}/${path}`.slice(1);

const lineEnds: FileCheck = (files) => {
  for (const [name, text] of Object.entries(files)) {
    expect(text.replaceAll('\r\n', ''), `${name} has CRLF line ends only`).not.toMatch(/[\r\n]/);
    expect(text.startsWith('\uFEFF'), `${name} has no byte order mark`).toBe(false);
  }
};

const hstsOf = (files: Files): Record<string, string> =>
  Object.fromEntries(
    singleSettings(scriptOf(files))
      .filter(({ filter }) => filter === '$hsts')
      .map(({ name = '', value = '' }) => [name, value]),
  );

const sections: Readonly<Record<string, (typeof serverSections)[keyof typeof serverSections]>> = {
  $hsts: serverSections.hsts,
  $compression: serverSections.compression,
  $directory: serverSections.directory,
};

const knownSettings: FileCheck = (files) => {
  expect(schemaProblems(configOf(files), webConfigSchema)).toEqual([]);
  const script = scriptOf(files);
  expect(bracketProblems(script)).toEqual([]);
  const settings = singleSettings(script);
  expect(new Set(settings.map(({ filter }) => filter))).toEqual(new Set(Object.keys(sections)));
  for (const { filter = '', name = '', value = '' } of settings) {
    expect(settingProblems({ [name]: value }, sections[filter] ?? {}), filter).toEqual([]);
  }
};

/** HSTS as IIS writes it from the settings of the site. */
const hstsHeader = (settings: Readonly<Record<string, string>>): string =>
  [
    `max-age=${settings['max-age'] ?? ''}`,
    ...['includeSubDomains', 'preload'].filter((name) => settings[name] === 'True'),
  ].join('; ');

const siteHeaders: FileCheck = (files) => {
  const [custom] = findAll(configOf(files), 'customHeaders');
  const added = (custom?.children ?? []).filter(({ name }) => name === 'add');
  const hsts = hstsOf(files);
  expect(hsts['enabled']).toBe('True');
  expect(hsts['redirectHttpToHttps']).toBe('True');
  const sent = [
    ...added.map(({ attributes }) => [attributes['name'], attributes['value']]),
    ['Strict-Transport-Security', hstsHeader(hsts)],
  ];
  expect(sent.toSorted()).toEqual(Object.entries(securityHeaders).toSorted());
};

const everyFile =
  (place: Place): FileCheck =>
  (files) => {
    const config = configOf(files);
    const unknown = built.flatMap((path) => {
      const { type, refused } = staticAnswer(config, inSite(place, path));
      return type === null || refused !== null ? [`${path}: ${refused ?? 'no type'}`] : [];
    });
    expect(unknown).toEqual([]);
    const typeOf = (path: string) => staticAnswer(config, inSite(place, path)).type;
    expect(typeOf('fr/index.html')).toBe('text/html; charset=utf-8');
    expect(typeOf('fr/nginx/index.md')).toBe('text/markdown; charset=utf-8');
    expect(typeOf('examples/en/iis/https-host/web.config')).toBe('text/plain; charset=utf-8');
    // Its own file stays hidden.
    expect(staticAnswer(config, 'web.config').refused).not.toBeNull();
  };

const textCompressed =
  (place: Place): FileCheck =>
  (files) => {
    const config = configOf(files);
    const [url] = findAll(config, 'urlCompression');
    expect(url?.attributes['doStaticCompression']).toBe('true');
    const script = scriptOf(files);
    const added = blockOf(script, 'types').map((line) => line.slice(1, -1));
    const ignoresHits = singleSettings(script).find(
      ({ name }) => name === 'staticCompressionIgnoreHitFrequency',
    );
    expect(ignoresHits?.value).toBe('True');
    const types = new Set(
      built.map((path) => staticAnswer(config, inSite(place, path)).type?.split(';')[0] ?? ''),
    );
    // `text/*` is in the list of every IIS; the rest is what the script adds.
    const others = [...types].filter((type) => !type.startsWith('text/'));
    expect(others.toSorted()).toEqual([...added, ...binary].toSorted());
  };

/** Compressed already, or pictures that are. */
const binary = ['application/gzip', 'application/octet-stream', 'image/png'];

const cacheByFolder =
  (place: Place): FileCheck =>
  (files) => {
    const config = configOf(files);
    const directives = (value: string | null): string[] => (value ?? '').split(', ').toSorted();
    const wrong = built.filter((path) => {
      const { cacheControl } = staticAnswer(config, inSite(place, path));
      return directives(cacheControl).join() !== directives(cacheControlOf(`/${path}`)).join();
    });
    expect(wrong).toEqual([]);
  };

const errorPages =
  (place: Place): FileCheck =>
  (files) => {
    const config = configOf(files);
    const [errors] = findAll(config, 'httpErrors');
    expect(errors?.attributes['errorMode'], 'on the server itself as well').toBe('Custom');
    const pageOf = (path: string, status = '404') =>
      staticAnswer(config, inSite(place, path)).errors.get(status);
    const file = (path: string) => ({
      path: inSite(place, path).replaceAll('/', '\\'),
      mode: 'File',
    });
    for (const locale of locales) {
      const page = `${locale}/404.html`;
      expect(built).toContain(page);
      for (const missing of ['nothing', 'a/b/c', '']) {
        expect(pageOf(`${locale}/${missing}`), missing).toEqual(file(page));
      }
    }
    for (const missing of ['nothing', 'french/x', '_astro/gone.js', 'examples/x']) {
      expect(pageOf(missing), missing).toEqual(file('404.html'));
    }
    expect(pageOf('examples/', '403')).toEqual(file('404.html'));
  };

const ownFilesOnly: FileCheck = (files) => {
  expect(built.some((path) => path.endsWith('/web.config'))).toBe(true);
  const script = scriptOf(files);
  const setting = singleSettings(script).find(({ name }) => name === 'allowSubDirConfig');
  expect(setting?.value).toBe('False');
  expect(script).toContain(`$hostName = '${siteHost}'`);
};

for (const place of places) {
  test(`iis: what can be checked without IIS, ${place}`, async () => {
    await checkFiles('iis', place, {
      'line-ends': lineEnds,
      'xml-well-formed': (files) => {
        configOf(files);
      },
      'known-settings': knownSettings,
      'site-headers': siteHeaders,
      'every-file': everyFile(place),
      'text-compressed': textCompressed(place),
      'cache-by-folder': cacheByFolder(place),
      'error-pages': errorPages(place),
      'own-files-only': ownFilesOnly,
    });
  });
}

test('a missing type, a double error page and a refused ending are found', () => {
  const config = (content: string) =>
    parseXml(`<configuration><system.webServer>${content}</system.webServer></configuration>`);
  const empty = config('<directoryBrowse enabled="false" />');
  expect(staticAnswer(empty, 'a.pf_meta').type).toBeNull();
  expect(staticAnswer(empty, 'examples/web.config').refused).toContain('web.config');
  expect(staticAnswer(empty, 'a/b.config').refused).toContain('.config');
  expect(staticAnswer(empty, 'a').cacheControl).toBeNull();
  const twice = config(
    '<httpErrors><error statusCode="404" path="404.html" responseMode="File" /></httpErrors>',
  );
  expect(() => staticAnswer(twice, 'a')).toThrow('404 is there already');
});

import { expect, test } from 'playwright/test';
import { parseDocument } from 'yaml';
import { basePathOf, places, siteHost, type Place } from '../../content/hosting/index.ts';
import { securityHeaders } from '../../core/policy/headers.ts';
import { matchRoute, optionProblems, type Route } from '../servers/pomerium/options.ts';
import { checkFiles, fileOf, type FileCheck, type Files } from './file-checks.ts';

/**
 * Pomerium is compiled for its example in front of Jenkins only, so this file is held against what
 * can be checked without it: the YAML, the types of the options, the route and its headers. The nginx
 * behind it is the one behind Squid, which is run.
 */
interface Config {
  readonly set_response_headers: Readonly<Record<string, string>>;
  readonly routes: readonly (Route & Pick<Config, 'set_response_headers'>)[];
}

const parse = (files: Files): Config => {
  const document = parseDocument(fileOf(files, 'config.yaml'), { strict: true, uniqueKeys: true });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) throw problem;
  return document.toJS() as Config;
};

const lineEnds: FileCheck = (files) => {
  for (const [name, text] of Object.entries(files)) {
    expect(text, `${name} has LF line ends only`).not.toContain('\r');
    expect(text.endsWith('\n'), `${name} ends with a line end`).toBe(true);
  }
};

/** A route adds its headers to those of the whole file, which replace the default ones. */
const siteHeaders: FileCheck = (files) => {
  const { set_response_headers: all, routes } = parse(files);
  for (const route of routes) {
    expect({ ...all, ...route.set_response_headers }).toEqual(securityHeaders);
  }
};

const publicRoute =
  (place: Place): FileCheck =>
  (files) => {
    const { routes } = parse(files);
    expect(routes).toHaveLength(1);
    const base = basePathOf(place);
    for (const path of ['/', '/fr/nginx/', '/nothing', '/_astro/x.css', '/fr/?x=1']) {
      const route = matchRoute(routes, `https://${siteHost}${base}${path}`);
      expect(route?.allow_public_unauthenticated_access, path).toBe(true);
      expect(route?.policy, path).toBeUndefined();
      expect(route, path).not.toHaveProperty('prefix_rewrite');
      expect(route?.preserve_host_header, path).toBe(true);
    }
    const listen = /listen ([\d.:]+);/.exec(fileOf(files, 'docs-files.conf'))?.[1] ?? '';
    expect(routes[0]?.to).toBe(`http://${listen}`);
  };

for (const place of places) {
  test(`pomerium: what can be checked without Pomerium, ${place}`, async () => {
    await checkFiles('pomerium', place, {
      'line-ends': lineEnds,
      'yaml-well-formed': (files) => {
        expect(fileOf(files, 'config.yaml')).not.toContain('\t');
        parse(files);
      },
      'known-settings': (files) => {
        expect(optionProblems(parse(files))).toEqual([]);
      },
      'site-headers': siteHeaders,
      'public-route': publicRoute(place),
    });
  });
}

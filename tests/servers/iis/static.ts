import { findAll, type XmlElement } from './xml.ts';

/** What a `web.config` says about a request for one file, by the documentation of its sections. */
export interface StaticAnswer {
  /** `null` when the ending has no type: IIS answers 404.3. */
  readonly type: string | null;
  readonly cacheControl: string | null;
  /** Why request filtering refuses it (404.7, 404.8), or `null`. */
  readonly refused: string | null;
  /** Path of the page for a status, as it is written, and how it is sent. */
  readonly errors: ReadonlyMap<string, { readonly path: string; readonly mode: string }>;
}

/** Segments and endings that IIS refuses unless told otherwise (`applicationHost.config`). */
const hiddenSegments =
  'web.config bin App_code App_GlobalResources App_LocalResources App_WebReferences App_Data App_Browsers';
const refusedEndings =
  '.asa .asax .ascx .master .skin .browser .sitemap .config .cs .csproj .vb .vbproj .webinfo .licx .resx .resources .mdb .vjsproj .java .jsl .ldb .dsdgm .ssdgm .lsad .ssmap .cd .dsprototype .lsaprototype .sdm .sdmDocument .mdf .ldf .ad .dd .ldd .sd .adprototype .lddprototype .exclude .refresh .compiled .msgx .vsdisco .rules';

const seconds = (timeSpan: string): number => {
  const [, days = '0', hours = '0', minutes = '0', rest = '0'] =
    /^(?:(\d+)\.)?(\d+):(\d+):(\d+)$/.exec(timeSpan) ?? [];
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(rest);
};

const cacheControlOf = ({
  cacheControlMode = 'NoControl',
  cacheControlMaxAge = '1.00:00:00',
  cacheControlCustom,
}: XmlElement['attributes']): string | null => {
  if (cacheControlMode === 'DisableCache') return 'no-cache';
  const maxAge =
    cacheControlMode === 'UseMaxAge' ? `max-age=${seconds(cacheControlMaxAge)}` : undefined;
  const parts = [cacheControlCustom, maxAge].filter((part) => part !== undefined);
  return parts.length === 0 ? null : parts.join(', ');
};

/** The parts of the file that speak of a path, from the root of the site to the deepest folder. */
const scopesOf = (config: XmlElement, path: string): readonly XmlElement[] => [
  ...config.children.filter(({ name }) => name === 'system.webServer'),
  ...config.children
    .filter(
      ({ name, attributes }) =>
        name === 'location' && `${path}/`.startsWith(`${attributes['path'] ?? ''}/`),
    )
    .toSorted((a, b) => (a.attributes['path'] ?? '').length - (b.attributes['path'] ?? '').length),
];

const keptOf = (scopes: readonly XmlElement[], list: string, section: string, key: string) => {
  const kept = new Set(list.toLowerCase().split(' '));
  for (const element of scopes.flatMap((scope) => findAll(scope, section))) {
    for (const { name, attributes } of element.children) {
      if (name === 'clear') kept.clear();
      if (name === 'remove') kept.delete((attributes[key] ?? '').toLowerCase());
    }
  }
  return kept;
};

/** @throws when an error is given twice without a `remove` between, which IIS answers with 500.19. */
const errorsOf = (scopes: readonly XmlElement[]): StaticAnswer['errors'] => {
  // The server has a page for these itself.
  const errors = new Map(
    ['401', '403', '404', '405', '406', '412', '500', '501', '502'].map((status) => [
      status,
      { path: `custerr\\${status}.htm`, mode: 'File' },
    ]),
  );
  for (const { name, attributes, line } of scopes
    .flatMap((scope) => findAll(scope, 'httpErrors'))
    .flatMap(({ children }) => children)) {
    const { statusCode = '', subStatusCode, path = '', responseMode = 'File' } = attributes;
    const key = subStatusCode === undefined ? statusCode : `${statusCode}.${subStatusCode}`;
    if (name === 'clear') errors.clear();
    if (name === 'remove') errors.delete(key);
    if (name !== 'error') continue;
    if (errors.has(key)) throw new Error(`line ${line}: the error ${key} is there already`);
    errors.set(key, { path, mode: responseMode });
  }
  return errors;
};

/** What is said of a file; `path` is below the root of the site, without a slash before it. */
export const staticAnswer = (config: XmlElement, path: string): StaticAnswer => {
  const scopes = scopesOf(config, path);
  const segments = path.toLowerCase().split('/');
  // IIS looks for the type of a name without an ending under a dot alone.
  const ending = /\.[^./]*$/.exec(path)?.[0].toLowerCase() ?? '.';
  const caches = scopes.flatMap((scope) => findAll(scope, 'clientCache'));
  const types = scopes.flatMap((scope) => findAll(scope, 'mimeMap'));
  const hidden = keptOf(scopes, hiddenSegments, 'hiddenSegments', 'segment');
  const endings = keptOf(scopes, refusedEndings, 'fileExtensions', 'fileExtension');
  const hiddenSegment = segments.find((segment) => hidden.has(segment));
  const cache = caches.at(-1);
  return {
    type:
      types.findLast(({ attributes }) => attributes['fileExtension'] === ending)?.attributes[
        'mimeType'
      ] ?? null,
    cacheControl: cache === undefined ? null : cacheControlOf(cache.attributes),
    refused:
      hiddenSegment !== undefined
        ? `the segment ${hiddenSegment} is hidden`
        : endings.has(ending)
          ? `the ending ${ending} is refused`
          : null,
    errors: errorsOf(scopes),
  };
};

import { conf, escapes, type Conf } from '#conf';
import { cacheControl, hashedFolders, securityHeaders } from '../../../core/policy/headers.ts';
import { httpsBinding } from './examples/server-script.ts';
import {
  basePathOf,
  siteHost,
  windowsFolder,
  type Hosting,
  type Place,
} from '../../hosting/hosting.ts';
import { lines, word } from '../../hosting/parts.ts';

const hstsHeader = 'Strict-Transport-Security';

/** Directives of a header value, such as `max-age=31536000`; one without a value is “true”. */
const directives = (value: string): [string, string][] =>
  value.split(/[,;]\s*/).map((directive) => {
    const [name = '', given = 'True'] = directive.split('=');
    return [name, given];
  });

/** Every type that the site holds; IIS refuses the others (404.3). */
const types: readonly (readonly [string, string])[] = [
  ['.html', 'text/html; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.mjs', 'text/javascript; charset=utf-8'],
  ['.json', 'application/json'],
  ['.xml', 'text/xml'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.md', 'text/markdown; charset=utf-8'],
  ['.gz', 'application/gzip'],
];

/** Pagefind's own files, compressed already. */
const searchFiles = ['.pagefind', '.pf_meta', '.pf_index', '.pf_fragment', '.pf_filter'];

/** Endings of published configurations, and of texts; `.` stands for a name without any (Caddyfile). */
const textFiles = [
  '.txt',
  '.conf',
  '.cfg',
  '.yaml',
  '.yml',
  '.',
  '.ps1',
  '.config',
  '.v4',
  '.v6',
  '.sh',
];

const mimeMaps = (pairs: readonly (readonly [string, string])[]): Conf =>
  lines(pairs.map(([ending, type]) => `<mimeMap fileExtension="${ending}" mimeType="${type}" />`));

const customHeaders = lines(
  Object.entries(securityHeaders)
    .filter(([name]) => name !== hstsHeader)
    .map(([name, value]) => `<add name="${name}" value="${escapes.xml(value)}" />`),
);

/** A path as `location` takes it: below the root of the site, without a slash before it. */
const locationPath = (place: Place, folder: string): string =>
  `${basePathOf(place)}/${folder}`.slice(1);

/** The value that hashed files are sent with, in the words of IIS. */
const hashedCache = (): string => {
  const parts = cacheControl.hashed.split(', ');
  const seconds = Number(directives(cacheControl.hashed).find(([name]) => name === 'max-age')?.[1]);
  const custom = parts.filter((part) => !part.startsWith('max-age')).join(', ');
  return `<clientCache cacheControlMode="UseMaxAge" cacheControlMaxAge="${seconds / 86_400}.00:00:00" cacheControlCustom="${custom}" />`;
};

const inLocations = (paths: readonly string[], content: Conf): Conf => ({
  kind: 'conf',
  lines: paths.flatMap(
    (path) =>
      conf`
        <location path="${word(path)}">
          <system.webServer>
            ${content}
          </system.webServer>
        </location>
      `.lines,
  ),
});

/** Error pages, as paths below the root of the site. They are read as files: the status stays. */
const errors = (file: string, statuses: readonly number[]): Conf =>
  lines(
    statuses.flatMap((status) => [
      `<remove statusCode="${status}" />`,
      `<error statusCode="${status}" path="${file}" responseMode="File" />`,
    ]),
  );

const errorFile = (place: Place, folder: string): string =>
  locationPath(place, `${folder}404.html`).replaceAll('/', '\\');

const inLanguage = (place: Place, locale: string): Conf =>
  inLocations(
    [locationPath(place, locale)],
    conf`
      <httpErrors>
        ${errors(errorFile(place, `${locale}/`), [404])}
      </httpErrors>
    `,
  );

const webConfig = (place: Place): Conf => conf`
  <?xml version="1.0" encoding="UTF-8"?>
  <configuration>
    <system.webServer>
      <defaultDocument enabled="true">
        <files>
          <clear />
          <add value="index.html" />
        </files>
      </defaultDocument>
      <directoryBrowse enabled="false" />
      <urlCompression doStaticCompression="true" doDynamicCompression="false" />
      <httpProtocol>
        <!-- ${{
          fr: 'Les en-têtes du site, sauf HSTS : le script le règle avec le site.',
          en: 'The headers of the site, but for HSTS: the script sets it with the site.',
        }} -->
        <customHeaders>
          <clear />
          ${customHeaders}
        </customHeaders>
      </httpProtocol>
      <staticContent>
        <!-- ${{
          fr: 'Tous les types du site. IIS répond 404.3 à ceux qui manquent ici.',
          en: 'Every type of the site. IIS answers 404.3 to those that are missing here.',
        }} -->
        <clear />
        ${mimeMaps(types)}
        ${mimeMaps(searchFiles.map((ending) => [ending, 'application/octet-stream']))}
        ${mimeMaps(textFiles.map((ending) => [ending, 'text/plain; charset=utf-8']))}
        <!-- ${{
          fr: 'DisableCache envoie Cache-Control: no-cache : garder, mais revalider.',
          en: 'DisableCache sends Cache-Control: no-cache: keep, but revalidate.',
        }} -->
        <clientCache cacheControlMode="DisableCache" />
      </staticContent>
      <httpErrors errorMode="Custom" existingResponse="Auto">
        ${errors(errorFile(place, ''), [403, 404])}
      </httpErrors>
    </system.webServer>
    <!-- ${{
      fr: "La page d'erreur est dans la langue de l'adresse.",
      en: 'The error page is in the language of the address.',
    }} -->
    ${inLanguage(place, 'fr')}
    ${inLanguage(place, 'en')}
    <!-- ${{
      fr: 'Un nom qui contient une empreinte ne change jamais de contenu.',
      en: 'A name that holds a hash never changes its content.',
    }} -->
    ${inLocations(
      hashedFolders.map((folder) => locationPath(place, folder.slice(1, -1))),
      conf`
        <staticContent>
          ${word(hashedCache())}
        </staticContent>
      `,
    )}
    <!-- ${{
      fr: 'Les exemples publiés contiennent des web.config, que IIS refuserait de montrer.',
      en: 'The published examples hold web.config files, which IIS would refuse to show.',
    }} -->
    ${inLocations(
      ['examples', 'hosting'].map((folder) => locationPath(place, folder)),
      conf`
        <security>
          <requestFiltering>
            <fileExtensions>
              <remove fileExtension=".config" />
            </fileExtensions>
            <hiddenSegments>
              <remove segment="web.config" />
            </hiddenSegments>
          </requestFiltering>
        </security>
      `,
    )}
  </configuration>
`;

const hstsLines = lines(
  [...directives(securityHeaders[hstsHeader] ?? ''), ['redirectHttpToHttps', 'True']].map(
    ([name = '', value = '']) =>
      `Set-WebConfigurationProperty -PSPath $server -Filter $hsts -Name ${name} -Value '${value}'`,
  ),
);

/** What belongs to the server and cannot stand in `web.config`. Repeatable. */
const script: Conf = conf`
  #Requires -RunAsAdministrator
  $ErrorActionPreference = 'Stop'
  Import-Module WebAdministration
  Import-Module IISAdministration

  $site = 'docs'
  $folder = '${word(windowsFolder)}'
  $hostName = '${word(siteHost)}'
  $server = 'MACHINE/WEBROOT/APPHOST'

  if (-not (Get-Website | Where-Object { $_.Name -eq $site })) {
      New-Website -Name $site -PhysicalPath $folder -HostHeader $hostName -Port 80 | Out-Null
  }

  # ${{
    fr: 'Les web.config des exemples publiés sont des textes : IIS ne les lit pas.',
    en: 'The web.config files of the published examples are texts: IIS does not read them.',
  }}
  $directory = "system.applicationHost/sites/site[@name='$site']/application[@path='/']/virtualDirectory[@path='/']"
  Set-WebConfigurationProperty -PSPath $server -Filter $directory -Name allowSubDirConfig -Value 'False'

  # ${{
    fr: "Compresser dès la première requête, et aussi le JSON et le SVG. Pour tout le serveur :\nweb.config n'en a pas le droit.",
    en: 'Compress from the first request on, JSON and SVG as well. For the whole server:\nweb.config may not say it.',
  }}
  $compression = 'system.webServer/httpCompression'
  Set-WebConfigurationProperty -PSPath $server -Filter $compression -Name staticCompressionIgnoreHitFrequency -Value 'True'
  $types = @(
      'application/json'
      'image/svg+xml'
  )
  $known = @(Get-WebConfiguration -PSPath $server -Filter "$compression/staticTypes/add" | ForEach-Object { $_.mimeType })
  foreach ($type in $types) {
      if ($known -notcontains $type) {
          Add-WebConfigurationProperty -PSPath $server -Filter "$compression/staticTypes" -Name '.' -Value @{ mimeType = $type; enabled = 'True' }
      }
  }

  ${httpsBinding(conf`443`)}

  # ${{
    fr: 'HSTS, et de HTTP à HTTPS.',
    en: 'HSTS, and from HTTP to HTTPS.',
  }}
  $hsts = "system.applicationHost/sites/site[@name='$site']/hsts"
  Set-WebConfigurationProperty -PSPath $server -Filter $hsts -Name enabled -Value 'True'
  ${hstsLines}
`;

/** IIS 10 reads the files itself, without a module to install. */
export const iis: Hosting = {
  minimum: '10.0',
  intro: [
    {
      fr: 'IIS lit les fichiers lui-même, sans module à installer, et les compresse en gzip. Copiez `dist/` dans `C:\\inetpub\\docs.example.com`, ou dans son sous-dossier `docs` pour le chemin. Les deux fichiers ci-dessous restent hors du dossier construit\u00A0: pour tout autre serveur, `web.config` serait un texte à publier.',
      en: 'IIS reads the files itself, without a module to install, and compresses them with gzip. Copy `dist/` to `C:\\inetpub\\docs.example.com`, or to its `docs` folder for the path. Both files below stay outside the built folder: to any other server, `web.config` would be a text to publish.',
    },
    {
      fr: 'Le script règle ce que `web.config` n’a pas le droit de régler\u00A0: certificat, HSTS, types à compresser. Il fait aussi ignorer à IIS les `web.config` des exemples publiés, qu’il prendrait pour sa propre configuration.',
      en: 'The script sets what `web.config` may not: certificate, HSTS, types to compress. It also tells IIS to leave alone the `web.config` files among the published examples, which it would take for its own configuration.',
    },
  ],
  notRun: {
    fr: 'IIS n’existe que sous Windows.',
    en: 'IIS exists on Windows only.',
  },
  steps: {
    where: { fr: 'PowerShell, en administrateur', en: 'PowerShell, as administrator' },
    language: 'powershell',
    run: conf`
      Install-WindowsFeature -Name @('Web-Server', 'Web-Stat-Compression')
      Import-PfxCertificate -FilePath .\docs.pfx -CertStoreLocation Cert:\LocalMachine\My -Password (Read-Host -AsSecureString)
      Copy-Item .\web.config ${word(windowsFolder)}\web.config
      Copy-Item .\docs-site.ps1 C:\inetpub\docs-site.ps1
      powershell.exe -NoProfile -ExecutionPolicy Bypass -File C:\inetpub\docs-site.ps1
    `,
  },
  render: (place) => ({
    files: [
      {
        install: `${windowsFolder}\\web.config`,
        mode: '644',
        language: 'xml',
        lineEnds: 'crlf',
        content: webConfig(place),
      },
      {
        install: 'C:\\inetpub\\docs-site.ps1',
        mode: '644',
        language: 'powershell',
        lineEnds: 'crlf',
        content: script,
      },
    ],
    enable: [],
    certificates: [],
  }),
};

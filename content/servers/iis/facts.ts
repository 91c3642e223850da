import { conf, path, slot } from '#conf';
import type { Server } from '../server.ts';
import type { Where } from '../where.ts';

const powershell: Where = { system: 'windows', fr: 'en administrateur', en: 'as administrator' };
const anyMachine: Where = {
  system: 'windows',
  fr: 'depuis un autre poste',
  en: 'on another machine',
};

const iisDocs = (page: string): string => `https://learn.microsoft.com/en-us/iis/${page}`;
const rewriteReference = iisDocs(
  'extensions/url-rewrite-module/url-rewrite-module-configuration-reference',
);
const arrSettings =
  'https://learn.microsoft.com/en-us/previous-versions/windows/it-pro/windows-server-2008-R2-and-2008/dd443533(v=ws.10)';
const requestFiltering = iisDocs(
  'configuration/system.webserver/security/requestfiltering/requestlimits/',
);

const unreliable = {
  reason: {
    fr: 'Ce mode échange dans les deux sens à la fois, sur deux requêtes ouvertes. D’après Jenkins, il n’est pas fiable ou échoue à travers certains proxys inverses, et WebSocket est préférable\u202F; il n’a pas été exécuté à travers ARR.',
    en: 'This mode exchanges both ways at once over two open requests. By Jenkins’ manual it works unreliably or not at all through certain reverse proxies, and WebSocket is to be preferred; it was not run through ARR.',
  },
  source: 'https://www.jenkins.io/doc/book/managing/cli/',
};

export const iis: Server = {
  name: 'IIS',
  evidence: 'syntax',
  notRun: {
    fr: 'IIS n’existe que sous Windows. Pour l’exécuter, il faudrait Windows Server 2022 ou 2025 avec les modules URL Rewrite 2.1 et Application Request Routing 3.0.',
    en: 'IIS exists on Windows only. To run it would take Windows Server 2022 or 2025 with the modules URL Rewrite 2.1 and Application Request Routing 3.0.',
  },
  website: 'https://www.iis.net/',
  documentation: iisDocs(''),
  packages: [],
  commands: {
    features: {
      where: powershell,
      language: 'powershell',
      run: conf`Install-WindowsFeature -Name @('Web-Server', 'Web-WebSockets', 'Web-Mgmt-Console')`,
    },
    modules: {
      where: powershell,
      language: 'powershell',
      run: conf`
        Start-Process msiexec -Wait -ArgumentList '/i rewrite_amd64_en-US.msi /qn'
        Start-Process msiexec -Wait -ArgumentList '/i requestRouter_amd64.msi /qn'
        iisreset
      `,
    },
    certificate: {
      where: powershell,
      language: 'powershell',
      run: conf`Import-PfxCertificate -FilePath .\jenkins.pfx -CertStoreLocation Cert:\LocalMachine\My -Password (Read-Host -AsSecureString)`,
    },
    install: {
      where: powershell,
      language: 'powershell',
      run: conf`
        New-Item -ItemType Directory -Force C:\inetpub\jenkins
        Copy-Item .\web.config C:\inetpub\jenkins\web.config
        Copy-Item .\jenkins-site.ps1 C:\inetpub\jenkins-site.ps1
        powershell.exe -NoProfile -ExecutionPolicy Bypass -File C:\inetpub\jenkins-site.ps1
      `,
    },
    validate: {
      where: powershell,
      language: 'powershell',
      run: conf`& $env:windir\System32\inetsrv\appcmd.exe list config jenkins '/section:system.webServer/rewrite/rules'`,
    },
    reload: {
      where: powershell,
      language: 'powershell',
      run: conf`Restart-WebAppPool jenkins`,
    },
    version: {
      where: powershell,
      language: 'powershell',
      run: conf`(Get-ItemProperty HKLM:\SOFTWARE\Microsoft\InetStp).VersionString`,
      output: conf`Version 10.0`,
    },
    'jenkins-arguments': {
      where: { system: 'windows', fr: 'fin de <arguments>', en: 'end of <arguments>' },
      language: 'xml',
      file: 'jenkins.xml',
      run: conf`--httpPort=${slot('upstream-port')} --httpListenAddress=${slot('upstream-host')} --prefix=${path} --httpKeepAliveTimeout=300000 --webroot="%ProgramData%\Jenkins\war"</arguments>`,
    },
    'jenkins-restart': {
      where: powershell,
      language: 'powershell',
      run: conf`Restart-Service jenkins`,
    },
    login: {
      where: anyMachine,
      language: 'powershell',
      run: conf`curl.exe -sS -o NUL -D '-' ${slot('public-url')}login | Select-String 'HTTP|X-Jenkins:|Set-Cookie|Reporting-Endpoints'`,
    },
    redirect: {
      where: anyMachine,
      language: 'powershell',
      run: conf`curl.exe -sS -o NUL -w '%{http_code} %{redirect_url}\n' http://${slot('host')}${path}/login`,
      output: conf`307 https://${slot('authority')}${path}/login`,
    },
    log: {
      where: powershell,
      language: 'powershell',
      run: conf`Get-ChildItem C:\inetpub\logs\LogFiles -Recurse -Filter *.log | Sort-Object LastWriteTime | Select-Object -Last 1 | Get-Content -Tail 20`,
    },
  },
  cannot: {
    'http-cli': unreliable,
    'http-cli-download': unreliable,
    'http-cli-stays-open': unreliable,
  },
  directives: [
    {
      name: 'useOriginalURLEncoding="false"',
      why: {
        fr: 'Avec URL Rewrite 2.1, empêche le module d’encoder une seconde fois l’adresse qu’il transmet.',
        en: 'With URL Rewrite 2.1, keeps the module from encoding the address that it passes a second time.',
      },
      manual: 'https://www.iis.net/downloads/microsoft/url-rewrite',
    },
    {
      name: '{UNENCODED_URL}, appendQueryString="false"',
      why: {
        fr: 'L’adresse telle que le client l’a envoyée, chaîne de requête comprise. Les recettes avec `{R:1}` la décodent\u00A0: `%2F` est perdu et Jenkins affiche son avertissement.',
        en: 'The address as the client sent it, with its query string. Recipes with `{R:1}` decode it: `%2F` is lost and Jenkins shows its warning.',
      },
      manual: rewriteReference,
    },
    {
      name: 'pattern="^/", pattern="^/jenkins(?:[/?]|$)"',
      why: {
        fr: 'Ne transmet qu’une adresse qui commence par une barre oblique, et pour un chemin, `/jenkins` comme segment entier.',
        en: 'Passes only an address that begins with a slash, and for a path, `/jenkins` as a whole segment.',
      },
      manual: rewriteReference,
    },
    {
      name: 'redirectType="Temporary"',
      why: {
        fr: 'Un 307, qui garde la méthode. `Permanent` serait un 301, après lequel un POST peut devenir un GET\u202F; URL Rewrite ne connaît pas 308.',
        en: 'A 307, which keeps the method. `Permanent` would be a 301, after which a POST may become a GET; URL Rewrite does not know 308.',
      },
      manual: rewriteReference,
    },
    {
      name: '<set name="HTTP_X_FORWARDED_…">',
      why: {
        fr: 'Écrase ce que le client aurait envoyé par ce qu’IIS a vu. Chaque nom doit être permis au niveau du serveur, ce que fait le script.',
        en: 'Overwrites what the client may have sent by what IIS saw. Each name must be allowed at the level of the server, which the script does.',
      },
      manual: iisDocs(
        'extensions/url-rewrite-module/setting-http-request-headers-and-iis-server-variables',
      ),
    },
    {
      name: 'jenkins-forged',
      why: {
        fr: 'Refuse deux en-têtes dont la seule présence suffit à Jenkins. Une règle sait vider un en-tête\u202F; qu’elle le retire n’est pas documenté.',
        en: 'Refuses two headers whose mere presence is enough for Jenkins. A rule can empty a header; that it removes it is not documented.',
      },
      manual: rewriteReference,
    },
    {
      name: 'allowDoubleEscaping="true"',
      why: {
        fr: 'Laisse passer `%252F`, que contient l’adresse d’une branche à barre oblique. Sinon\u00A0: 404.11.',
        en: 'Lets `%252F` pass, which the address of a branch with a slash contains. Otherwise: 404.11.',
      },
      manual: iisDocs('configuration/system.webserver/security/requestfiltering/'),
    },
    {
      name: 'maxAllowedContentLength="4294967295"',
      why: {
        fr: 'Porte la limite d’un envoi de 28,6\u202FMio à 4\u202FGio, le maximum de l’attribut. Au-delà\u00A0: 404.13.',
        en: 'Raises the limit of an upload from 28.6\u00A0MiB to 4\u00A0GiB, the most that the attribute takes. Above: 404.13.',
      },
      manual: requestFiltering,
    },
    {
      name: 'maxUrl="8192" maxQueryString="8192"',
      why: {
        fr: 'Autant que ce que Jenkins accepte lui-même, au lieu de 4096 et 2048 octets.',
        en: 'As much as Jenkins itself accepts, instead of 4096 and 2048 bytes.',
      },
      manual: requestFiltering,
    },
    {
      name: '<fileExtensions>, <hiddenSegments>',
      why: {
        fr: 'Vident les listes de noms refusés\u00A0: un espace de travail contient des `bin`, des `.config`, des `.cs`.',
        en: 'Empty the lists of refused names: a workspace contains `bin`, `.config`, `.cs`.',
      },
      manual: iisDocs('configuration/system.webserver/security/requestfiltering/hiddensegments/'),
    },
    {
      name: 'existingResponse="PassThrough"',
      why: {
        fr: 'Transmet les pages d’erreur de Jenkins. IIS les remplacerait, y compris la 403 qui conduit au formulaire de connexion.',
        en: 'Passes the error pages of Jenkins on. IIS would replace them, the 403 that leads to the sign-in form included.',
      },
      manual: iisDocs('configuration/system.webserver/httperrors/'),
    },
    {
      name: 'preserveHostHeader, reverseRewriteHostInResponseHeaders',
      why: {
        fr: 'Transmet le nom demandé et laisse `Location` intact. Par défaut, ARR fait l’inverse des deux.',
        en: 'Passes the name that was asked for and leaves `Location` alone. By default ARR does the opposite of both.',
      },
      manual: arrSettings,
    },
    {
      name: "xForwardedForHeaderName = ''",
      why: {
        fr: 'ARR n’ajoute rien à `X-Forwarded-For`, que la règle écrit déjà.',
        en: 'ARR adds nothing to `X-Forwarded-For`, which the rule writes already.',
      },
      manual: arrSettings,
    },
    {
      name: "timeout = '00:05:00', minResponseBuffer = '0'",
      why: {
        fr: 'Tolère 5\u202Fmin de silence de Jenkins et transmet la réponse sans attendre d’en avoir assez.',
        en: 'Allows 5\u00A0min of silence of Jenkins, and passes the response on without waiting for more of it.',
      },
      manual: arrSettings,
    },
    {
      name: "-SslFlag 'Sni, DisableLegacyTLS'",
      why: {
        fr: 'Le certificat de ce nom, et TLS 1.2 et 1.3 seulement. La seconde option existe à partir de Windows Server 2022.',
        en: 'The certificate of this name, and TLS 1.2 and 1.3 only. The second option exists from Windows Server 2022 on.',
      },
      manual:
        'https://learn.microsoft.com/en-us/powershell/module/iisadministration/new-iissitebinding',
    },
    {
      name: 'hsts, max-age',
      why: {
        fr: 'Le navigateur n’essaie plus HTTP pendant un an, pour ce nom seulement.',
        en: 'The browser does not try HTTP for a year, for this name only.',
      },
      manual: iisDocs('configuration/system.applicationhost/sites/site/hsts'),
    },
    {
      name: 'startMode, idleTimeout, periodicRestart.time',
      why: {
        fr: 'Le pool ne s’arrête ni ne se recycle de lui-même\u00A0: par défaut, il le fait après 20\u202Fmin sans requête et toutes les 29\u202Fh, ce qui coupe les agents.',
        en: 'The pool neither stops nor recycles by itself: by default it does so after 20\u00A0min without a request and every 29\u00A0h, which cuts the agents.',
      },
      manual: iisDocs('configuration/system.applicationhost/applicationpools/add/processmodel'),
    },
  ],
  facts: {
    uploadLimit: { fr: '28,6\u202FMio', en: '28.6\u00A0MiB' },
    tls: { fr: 'oui', en: 'yes' },
    http2: { fr: 'oui', en: 'yes' },
    agentPort: { fr: 'non', en: 'no' },
    syntaxCheck: { fr: 'aucun', en: 'none' },
  },
};

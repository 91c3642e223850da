import { conf, host, port, region, type Conf } from '#conf';
import type { Form } from '#settings';

const site = (form: Form): Conf =>
  region(
    'site',
    conf`
      # ${{
        fr: 'Le pool reste démarré : son recyclage couperait les agents WebSocket.',
        en: 'The pool stays up: recycling it would cut the WebSocket agents.',
      }}
      if (-not (Test-Path "IIS:\AppPools\$site")) { New-WebAppPool -Name $site | Out-Null }
      $pool = @{
          managedRuntimeVersion = ''
          startMode = 'AlwaysRunning'
          'processModel.idleTimeout' = '00:00:00'
          'recycling.periodicRestart.time' = '00:00:00'
      }
      foreach ($name in $pool.Keys) { Set-ItemProperty "IIS:\AppPools\$site" -Name $name -Value $pool[$name] }
      if (-not (Get-Website | Where-Object { $_.Name -eq $site })) {
          New-Website -Name $site -PhysicalPath $folder -ApplicationPool $site -HostHeader $hostName -Port ${form.tls ? conf`80` : conf`${port}`} | Out-Null
      }
    `,
  );

const proxy = region(
  'proxy',
  conf`
    # ${{
      fr: 'Le proxy ARR, pour tout le serveur. xForwardedForHeaderName vide : web.config écrit\nX-Forwarded-For lui-même, ARR ajouterait une seconde adresse.',
      en: 'The ARR proxy, for the whole server. xForwardedForHeaderName is empty: web.config writes\nX-Forwarded-For itself, ARR would append a second address.',
    }}
    $proxy = @{
        enabled = 'True'
        preserveHostHeader = 'True'
        reverseRewriteHostInResponseHeaders = 'False'
        xForwardedForHeaderName = ''
        minResponseBuffer = '0'
        timeout = '00:05:00'
    }
    foreach ($name in $proxy.Keys) {
        Set-WebConfigurationProperty -PSPath $server -Filter 'system.webServer/proxy' -Name $name -Value $proxy[$name]
    }
    Set-WebConfigurationProperty -PSPath $server -Filter 'system.webServer/proxy/cache' -Name enabled -Value 'False'
  `,
);

const variables = region(
  'variables',
  conf`
    # ${{
      fr: "Les variables que web.config a le droit d'écrire. Une seule oubliée : 500.50.",
      en: 'The variables that web.config may write. A single one missing: 500.50.',
    }}
    $variables = @(
        'HTTP_FORWARDED'
        'HTTP_X_FORWARDED_FOR'
        'HTTP_X_FORWARDED_HOST'
        'HTTP_X_FORWARDED_PORT'
        'HTTP_X_FORWARDED_PROTO'
        'HTTP_X_FORWARDED_SERVER'
        'HTTP_X_PROXIED_HTTPS'
    )
    $allowed = 'system.webServer/rewrite/allowedServerVariables'
    $known = @(Get-WebConfiguration -PSPath $server -Filter "$allowed/add" | ForEach-Object { $_.name })
    foreach ($name in $variables) {
        if ($known -notcontains $name) {
            Add-WebConfigurationProperty -PSPath $server -Filter $allowed -Name '.' -Value @{ name = $name }
        }
    }
  `,
);

/** A binding for HTTPS, with the certificate of the site's name. */
export const httpsBinding = (publicPort: Conf): Conf => conf`
  # ${{
    fr: 'Le certificat de ce nom qui expire le plus tard, dans le magasin de la machine.\nDisableLegacyTLS (Windows Server 2022) ne laisse que TLS 1.2 et 1.3.',
    en: 'The certificate of this name that expires last, in the store of the machine.\nDisableLegacyTLS (Windows Server 2022) leaves TLS 1.2 and 1.3 only.',
  }}
  $certificate = Get-ChildItem Cert:\LocalMachine\My |
      Where-Object { $_.HasPrivateKey -and $_.DnsNameList.Unicode -contains $hostName } |
      Sort-Object NotAfter | Select-Object -Last 1
  if (-not $certificate) { throw "No certificate for $hostName in Cert:\LocalMachine\My" }
  $binding = @{ Name = $site; Protocol = 'https'; BindingInformation = "*:${publicPort}:$hostName" }
  if (Get-WebBinding -Name $site -Protocol https) { Remove-IISSiteBinding @binding -Confirm:$false }
  New-IISSiteBinding @binding -CertificateThumbPrint $certificate.Thumbprint -CertStoreLocation 'Cert:\LocalMachine\My' -SslFlag 'Sni, DisableLegacyTLS'
`;

const tls = region(
  'tls',
  conf`
    ${httpsBinding(conf`${port}`)}

    # ${{
      fr: 'HSTS pour ce nom seulement : ni includeSubDomains ni preload.',
      en: 'HSTS for this name only: neither includeSubDomains nor preload.',
    }}
    $hsts = "system.applicationHost/sites/site[@name='$site']/hsts"
    Set-WebConfigurationProperty -PSPath $server -Filter $hsts -Name enabled -Value 'True'
    Set-WebConfigurationProperty -PSPath $server -Filter $hsts -Name max-age -Value '31536000'
  `,
);

const blank = conf`

`;

/** What is said at the level of the server and cannot stand in `web.config`. Repeatable. */
export const serverScript = (form: Form): Conf => conf`
  #Requires -RunAsAdministrator
  $ErrorActionPreference = 'Stop'
  Import-Module WebAdministration
  ${form.tls && conf`Import-Module IISAdministration`}

  $site = 'jenkins'
  $folder = 'C:\inetpub\jenkins'
  $hostName = '${host}'
  $server = 'MACHINE/WEBROOT/APPHOST'

  ${proxy}

  ${variables}

  ${site(form)}
  ${form.tls && blank}
  ${form.tls && tls}
`;

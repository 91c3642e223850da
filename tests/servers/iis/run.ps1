#Requires -RunAsAdministrator
<#
.SYNOPSIS
Puts IIS in front of the double of Jenkins on this Windows Server, as the page says, and holds it against the contract.

.DESCRIPTION
Changes this machine: it installs IIS with its two modules, a certificate and a site. Use one that can be thrown away.
Node 24 and npm must be there; run it from the root of the project:

    powershell -ExecutionPolicy Bypass -File tests\servers\iis\run.ps1

It ends with an error when a rule fails that is not declared impossible. Otherwise it writes
content\evidence\iis.json, in the form of all other records: commit it.

.PARAMETER Shapes
The shapes of the public URL, one after the other.

.PARAMETER Rewrite
Address of the installer of URL Rewrite 2.1.

.PARAMETER Router
Address of the installer of Application Request Routing 3.0.
#>
param(
    [string[]]$Shapes = @('https-host', 'https-path', 'http-host', 'http-path'),
    [string]$Rewrite = 'https://download.microsoft.com/download/1/2/8/128E2E22-C1B9-44A4-BE2A-5859ED1D4592/rewrite_amd64_en-US.msi',
    [string]$Router = 'https://download.microsoft.com/download/E/9/8/E9849D6A-020E-47E4-9FD0-A023E99B54EB/requestRouter_amd64.msi'
)

$ErrorActionPreference = 'Stop'
$hostName = 'jenkins.example.com'
$site = 'jenkins'
$work = Join-Path $env:TEMP 'jenkins-iis'
New-Item -ItemType Directory -Force -Path $work | Out-Null

function Invoke-Checked {
    param([string]$Command, [string[]]$Arguments)
    & $Command @Arguments
    if ($LASTEXITCODE -ne 0) { throw "$Command ended with $LASTEXITCODE" }
}

function Install-Module-Msi {
    param([string]$Address, [string]$Name)
    $file = Join-Path $work "$Name.msi"
    if (-not (Test-Path $file)) { Invoke-WebRequest -UseBasicParsing -Uri $Address -OutFile $file }
    $ended = Start-Process msiexec -Wait -PassThru -ArgumentList "/i `"$file`" /qn /norestart"
    if (@(0, 3010) -notcontains $ended.ExitCode) { throw "$Name could not be installed: $($ended.ExitCode)" }
}

# The order of the page: WebSocket before the modules.
Install-WindowsFeature -Name @('Web-Server', 'Web-WebSockets', 'Web-Mgmt-Console') | Out-Null
Install-Module-Msi -Address $Rewrite -Name 'rewrite'
Install-Module-Msi -Address $Router -Name 'requestRouter'
iisreset | Out-Null

Import-Module WebAdministration
Import-Module IISAdministration

# Its own issuer, so that the client of the contract can trust it alone.
$certificate = Get-ChildItem Cert:\LocalMachine\My |
    Where-Object { $_.DnsNameList.Unicode -contains $hostName } |
    Select-Object -First 1
if (-not $certificate) {
    $certificate = New-SelfSignedCertificate -DnsName $hostName -CertStoreLocation 'Cert:\LocalMachine\My'
}
$authority = Join-Path $work 'authority.pem'
$encoded = [Convert]::ToBase64String($certificate.RawData, 'InsertLineBreaks')
Set-Content -Path $authority -Value "-----BEGIN CERTIFICATE-----`n$encoded`n-----END CERTIFICATE-----" -Encoding ascii

Invoke-Checked -Command 'npm' -Arguments @('ci')
Get-Website | Where-Object { $_.Name -eq 'Default Web Site' } | Stop-Website

foreach ($shape in $Shapes) {
    if (Get-Website | Where-Object { $_.Name -eq $site }) { Remove-Website -Name $site }
    Invoke-Checked -Command 'node' -Arguments @('tests/servers/iis/run.ts', 'install', $shape)
    Invoke-Checked -Command 'powershell.exe' -Arguments @('-NoProfile', '-ExecutionPolicy', 'Bypass', '-File', 'C:\inetpub\jenkins-site.ps1')
    Invoke-Checked -Command 'node' -Arguments @('tests/servers/iis/run.ts', 'contract', $shape, $authority)
}
Invoke-Checked -Command 'node' -Arguments @('tools/record/index.ts', '--collect')

import { conf, path, upstreamHost, upstreamPort, type Example } from '#conf';
import { shapes } from '#settings';
import { serverScript } from './server-script.ts';
import { webConfig } from './web-config.ts';

/** The site's own file, and the script that makes the site and sets what belongs to the whole server. */
export const site: Example = {
  id: 'iis',
  server: 'iis',
  minimum: '10.0',
  shapes,
  render: (form) => ({
    files: [
      {
        install: 'C:\\inetpub\\jenkins\\web.config',
        mode: '644',
        language: 'xml',
        lineEnds: 'crlf',
        content: webConfig(form),
      },
      {
        install: 'C:\\inetpub\\jenkins-site.ps1',
        mode: '644',
        language: 'powershell',
        lineEnds: 'crlf',
        content: serverScript(form),
      },
    ],
    enable: [
      conf`powershell.exe -NoProfile -ExecutionPolicy Bypass -File C:\inetpub\jenkins-site.ps1`,
    ],
    certificates: [],
    upstream: conf`http://${upstreamHost}:${upstreamPort}${path}/`,
  }),
};

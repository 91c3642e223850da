import { createServer } from 'node:https';
import type { Settings } from '#settings';
import { addresses } from '../../lab/network.ts';
import { startProvider } from '../../servers/pomerium/provider.ts';
import type { Certificates } from '../../wire/certificates.ts';
import { repositoryInside } from './repository.ts';

/**
 * What Pomerium needs elsewhere, as a process on the other machine: the sign-in provider of an
 * organization, and the place from which its makers' script comes. That script adds their repository
 * to apt, this one the repository on the machine. Prints `ready`.
 */
const [, , text = ''] = process.argv;
const { settings, pem } = JSON.parse(text) as { settings: Settings; pem: Certificates };

const script = `set -e
echo 'deb [trusted=yes] file:${repositoryInside} ./' > /etc/apt/sources.list.d/pomerium.list
apt-get update
`;

await startProvider({
  address: addresses.companion,
  settings,
  certificate: pem.chain,
  key: pem.key,
});
createServer({ cert: pem.chain, key: pem.key }, (request, response) => {
  const isScript = request.url === '/public/pomerium/pomerium/setup.deb.sh';
  response.writeHead(isScript ? 200 : 404, { 'Content-Type': 'text/plain' });
  response.end(isScript ? script : 'not found\n');
}).listen(443, addresses.outerHop, () => console.log('ready'));

import { createServer, request } from 'node:http';
import type { Settings } from '#settings';
import { addresses } from '../lab/network.ts';
import { startOuterHop } from '../lab/outer-hop.ts';
import type { Certificates } from '../wire/certificates.ts';

/**
 * The proxy before the proxy, as a process of its own on the other machine: it ends TLS on the public
 * port, and passes plain HTTP on as such. Prints `ready`.
 */
const [, , text = ''] = process.argv;
const { settings, pem } = JSON.parse(text) as { settings: Settings; pem: Certificates };

await startOuterHop(settings, pem);
createServer((incoming, outgoing) => {
  const passed = request(
    {
      host: addresses.server,
      port: 80,
      localAddress: addresses.outerHop,
      method: incoming.method,
      path: incoming.url,
      headers: { ...incoming.headers, 'x-forwarded-proto': 'http' },
    },
    (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    },
  );
  passed.on('error', () => outgoing.destroy());
  incoming.pipe(passed);
}).listen(80, addresses.outerHop, () => console.log('ready'));

import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:https';
import { addresses } from '../../lab/network.ts';
import type { Certificates } from '../../wire/certificates.ts';
import type { Given } from './index.ts';

/**
 * The makers of a server, as a process on the other machine: gives what pages fetch from them, by its
 * whole address. Prints `ready`.
 */
const [, , text = ''] = process.argv;
const { pem, given } = JSON.parse(text) as { pem: Certificates; given: Given };

createServer({ cert: pem.chain, key: pem.key }, (request, response) => {
  const path = given[`https://${request.headers.host ?? ''}${request.url ?? ''}`];
  if (path === undefined) {
    response.writeHead(404, { 'Content-Type': 'text/plain' });
    response.end('not found\n');
    return;
  }
  response.writeHead(200, { 'Content-Length': statSync(path).size });
  createReadStream(path).pipe(response);
}).listen(443, addresses.companion, () => console.log('ready'));

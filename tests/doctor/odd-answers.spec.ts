import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { makeCertificates } from '../wire/certificates.ts';
import { runDoctor } from './run-doctor.ts';

/** What a server that is not Jenkins, or means ill, answers to every request. */
type Behaviour = (socket: Socket, head: string) => void;

const ok = (text: string, headers = ''): string =>
  `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n${headers}Connection: close\r\n\r\n${text}`;

/** Writes until nobody listens any more. */
const forever = (socket: Socket, piece: string | Buffer): void => {
  const write = (): void => {
    while (socket.writable && socket.write(piece));
  };
  socket.on('drain', write);
  write();
};

/** The escape character, which begins the commands of a terminal. */
const escape = String.fromCharCode(27);

const behaviours: Readonly<Record<string, Behaviour>> = {
  'an endless body': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n');
    forever(socket, 'x'.repeat(65_536));
  },
  'endless headers': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    forever(socket, `X-Filler: ${'y'.repeat(8000)}\r\n`);
  },
  'ten megabytes of headers': (socket) => {
    socket.end(`HTTP/1.1 200 OK\r\n${`X-F: ${'z'.repeat(1000)}\r\n`.repeat(10_000)}\r\nhello`);
  },
  'one line of ten megabytes': (socket) => {
    socket.end(`HTTP/1.1 200 OK\r\nX-F: ${'z'.repeat(10_000_000)}\r\n\r\nhello`);
  },
  'redirects in a circle': (socket, head) => {
    const other = head.includes('/b') ? '/a' : '/b';
    socket.end(`HTTP/1.1 302 Found\r\nLocation: ${other}\r\nConnection: close\r\n\r\n`);
  },
  'a redirect to itself': (socket, head) => {
    const target = /^\S+ (\S+)/.exec(head)?.[1] ?? '/';
    socket.end(`HTTP/1.1 302 Found\r\nLocation: ${target}\r\nConnection: close\r\n\r\n`);
  },
  'a redirect to a file of the machine': (socket) => {
    socket.end('HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nConnection: close\r\n\r\n');
  },
  'binary bytes': (socket) => {
    socket.end(Buffer.from(Array.from({ length: 50_000 }, (_, index) => (index * 7) % 256)));
  },
  'no answer': () => undefined,
  'a connection that closes': (socket) => {
    socket.destroy();
  },
  'commands for a terminal': (socket) => {
    const evil = `${escape}]0;owned\u0007${escape}[2J\u009b31m`;
    socket.end(
      ok(
        `<head data-rooturl="${evil}">${evil}`,
        `X-Jenkins: ${evil}2.0\r\nSet-Cookie: JSESSIONID.${evil}=1; Path=${evil}\r\nReporting-Endpoints: content-security-policy: "http://${evil}/content-security-policy-reporting-endpoint/x"\r\n`,
      ),
    );
  },
  'words of the shell': (socket) => {
    const evil = '$(touch /tmp/doctor-was-here)`id`";\'&|%s%n';
    socket.end(
      ok(
        `<head data-rooturl="${evil}"><link href="/static/${evil}.css">`,
        `X-Jenkins: ${evil}\r\nSet-Cookie: JSESSIONID.x=${evil}; Path=${evil}\r\nReporting-Endpoints: content-security-policy: "http://${evil}/content-security-policy-reporting-endpoint/x"\r\nLocation: ${evil}\r\n`,
      ),
    );
  },
};

const listening = async (server: Server): Promise<number> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return address.port;
};

const serve = (behave: Behaviour): Server =>
  createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (data) => behave(socket, data.toString('latin1')));
  });

test.describe.configure({ mode: 'parallel' });

for (const [name, behave] of Object.entries(behaviours)) {
  test(`the doctor answers ${name} in words, within its time`, async () => {
    const server = serve(behave);
    const port = await listening(server);
    try {
      const { exit, stdout, stderr, seconds } = await runDoctor([`http://127.0.0.1:${port}/`]);
      expect([1, 2]).toContain(exit);
      expect(seconds).toBeLessThan(32);
      expect(stderr).toBe('');
      expect(stdout.trimEnd().split('\n').length).toBeGreaterThan(5);
      expect(stdout.length).toBeLessThan(40_000);

      expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
      expect(stdout).not.toContain('root:x:');
    } finally {
      server.close();
    }
  });
}

test('a certificate that curl does not accept is told, and the rest is seen all the same', async () => {
  const { chain, key } = makeCertificates(mkdtempSync(join(tmpdir(), 'doctor-tls-')), [
    'jenkins.example.com',
  ]);
  const server = createTlsServer({ cert: chain, key }, (socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(ok('hello')));
  });
  const port = await listening(server as unknown as Server);
  try {
    const { exit, stdout } = await runDoctor(['--json', `https://127.0.0.1:${port}/`]);
    expect(exit).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      broken: [{ rule: 'certificate' }, { rule: 'login-page' }],
    });
  } finally {
    server.close();
  }
});

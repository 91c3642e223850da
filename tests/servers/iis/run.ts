import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { release } from 'node:os';
import { win32 } from 'node:path';
import { exampleSettings, exampleShapeId, publishedFiles, toText, type Impossible } from '#conf';
import { exampleHash, leaveFragment, today } from '#evidence';
import { findExample } from '#examples';
import { locales } from '#i18n';
import { findServer } from '#servers';
import { formOf, isShape, publicUrl } from '#settings';
import { runContract } from '../../contract/index.ts';
import { serveControl } from '../../double/control.ts';
import { startDouble } from '../../double/index.ts';
import { connectDouble } from '../../double/remote.ts';

/**
 * What `run.ps1` needs of the project on a Windows Server: `install SHAPE` puts the published files
 * where they belong, `contract SHAPE AUTHORITY` starts the double, holds IIS against the contract and
 * leaves the part of a record that all servers have.
 */
const [, , what = '', shape = '', authority = ''] = process.argv;
if (!isShape(shape)) throw new Error(`“${shape}” is no shape; try https-host.`);

const example = findExample('iis');
const settings = exampleSettings(example, shape);
const form = formOf(shape);

/** Version of IIS and of Windows, as this machine says; `10.0.20348` is Windows Server 2022. */
const system = `Windows ${release()}`;

const install = (): void => {
  for (const { install: path, text } of publishedFiles(example, shape, 'en')) {
    mkdirSync(win32.dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
};

const contract = async (): Promise<void> => {
  const rendering = example.render(form);
  const upstream = new URL(toText(rendering.upstream, settings, 'en').trimEnd());
  const double = await startDouble({
    listen: { host: upstream.hostname, port: Number(upstream.port) },
    contextPath: upstream.pathname.replace(/\/$/, ''),
    jenkinsUrl: publicUrl(settings),
    agentPort: { host: '127.0.0.1', port: settings.agentPort },
  });
  const control = await serveControl(double, { host: '127.0.0.1', port: 9080 });
  const outcomes = await runContract(
    {
      settings,
      form,
      address: '127.0.0.1',
      ca: form.tls ? readFileSync(authority, 'utf8') : '',
      clientAddress: '127.0.0.1',
      double: connectDouble('http://127.0.0.1:9080'),
      jenkinsTls: false,
    },
    undefined,
    ({ id, result, message }) => console.log(result.padEnd(15), id, message ?? ''),
  );
  await control.close();
  await double.close();
  const cannot: Readonly<Record<string, Impossible | undefined>> = findServer('iis').cannot;
  const wrong = outcomes.filter(({ id, result }) =>
    cannot[id] === undefined ? result === 'failed' : result === 'passed',
  );
  if (wrong.length > 0) {
    console.error(
      `Not as declared: ${wrong.map(({ id, result }) => `${id} (${result})`).join(', ')}`,
    );
    process.exitCode = 1;
    return;
  }
  const id = exampleShapeId(example, shape);
  leaveFragment('examples', id, {
    id,
    server: 'iis',
    system,
    record: {
      hash: exampleHash(example, shape),
      date: today(),
      level: 'run',
      version: '10.0',
      commands: rendering.enable.map((step) => toText(step, settings, 'en').trimEnd()),
      files: Object.fromEntries(
        locales
          .flatMap((locale) => publishedFiles(example, shape, locale))
          .map((file) => [file.path, file.sha256]),
      ),
      checks: Object.fromEntries(
        outcomes.map(({ id: rule, result }) => [rule, result === 'failed' ? 'impossible' : result]),
      ),
    },
  });
};

if (what === 'install') install();
else if (what === 'contract') await contract();
else throw new Error(`“${what}” is neither install nor contract.`);

import { findExample, formForVersion } from '#examples';
import { isShape } from '#settings';
import { isCheckId } from '#contract';
import { exampleJob } from '../../tests/run/example-job.ts';
import { runInLab } from '../../tests/lab/run.ts';
import { installedVersion } from '../../tests/servers/installed-version.ts';
import { labRoot } from '../../tests/systems/lab-root.ts';
import { suiteNamed } from '../../tests/systems/root.ts';
import { commandLine, refuse } from '../command-line.ts';

/**
 * Runs one example in the real server and prints what the contract says:
 * `node tools/try/try-example.ts nginx/https-path [check …]`. `CLIENT=` names a kind of client that
 * the server tells from others, such as `browser` for Pomerium. With `SYSTEM=trixie` or `SYSTEM=sid`
 * it is the server of that release of Debian. Where that server is older than the example is for, the
 * form for it is run, and named first.
 */
const usage =
  'npm run try nginx/https-path [check …], with CLIENT, SYSTEM and VERBOSE in the environment';
const {
  positionals: [id = '', ...named],
} = commandLine(usage, { most: Infinity });
const cut = id.lastIndexOf('/');
const shape = id.slice(cut + 1);
if (!isShape(shape)) refuse(`“${id}” does not end in a shape.`, usage);
const only = named.map((name) =>
  isCheckId(name) ? name : refuse(`“${name}” is no check.`, usage),
);
const client = process.env['CLIENT'];
const suite = process.env['SYSTEM'];
const root = suite === undefined ? undefined : labRoot(suiteNamed(suite));
const asked = findExample(id.slice(0, cut));
const version = installedVersion(asked.server, root);
const example = version === null ? asked : formForVersion(asked, version);
if (example !== asked) console.log(`${asked.server} ${version ?? ''} reads ${example.id}:`);
const job = exampleJob(example, shape);
const result = await runInLab(
  {
    ...job,
    ...(client === undefined ? {} : { client }),
    ...(only.length === 0 ? {} : { checks: only }),
  },
  root,
);
const { outcomes, logs, received, ...rest } = result;
console.log(JSON.stringify(rest, null, 2));
if (process.env['VERBOSE'] !== undefined) console.log(logs, JSON.stringify(received, null, 1));
for (const { id: check, result: outcome, message, milliseconds } of outcomes) {
  console.log(
    `${outcome.padEnd(15)} ${check} (${milliseconds} ms)${message === undefined ? '' : `\n    ${message}`}`,
  );
}
const failed = outcomes.filter(({ result: outcome }) => outcome === 'failed').length;
console.log(
  `${outcomes.length} checks, ${failed} failed, ${result.trouble.length} lines of trouble`,
);
process.exitCode = failed > 0 || result.trouble.length > 0 || !result.started ? 1 : 0;

import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { doctorReport, isAsked, lacking } from '#evidence';
import { servers, serverIds } from '#servers';
import { systemsNeeded } from '../../tests/systems/needed.ts';
import { commandLine } from '../command-line.ts';
import { installMissing } from '../debian-packages.ts';
import { hostingNeeded, lab, serversNeeded } from '../lab-packages.ts';
import { collect, removeUnreadable } from './collect.ts';

const help = `npm run record [-- OPTIONS]

Runs what has no record of a run as it is now, and writes content/evidence. What tests have left in
test-results is taken first, so after \`npm test\`, or an interruption, only the rest is run.

  --systems       the other releases of Debian too, and the pages followed on whole systems
  --all           runs again what has a record as well
  --only PARTS    some of examples, doctor, hosting, matrix and followed, with commas between; the
                  last two are what --systems adds
  --grep TEXT     only tests whose title has this in it, such as nginx/
  --collect       runs nothing: writes what tests have left
`;

const parts = ['examples', 'doctor', 'hosting', 'matrix', 'followed'] as const;
type Part = (typeof parts)[number];

const isPart = (name: string): name is Part => parts.some((part) => part === name);

const { values } = commandLine(help, {
  options: {
    systems: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    only: { type: 'string' },
    grep: { type: 'string' },
    collect: { type: 'boolean', default: false },
  },
});

const wanted = (
  values.only ?? (values.systems ? parts : ['examples', 'doctor', 'hosting']).join(',')
)
  .split(',')
  .map((name): Part => {
    if (isPart(name)) return name;
    throw new Error(`“${name}” is no part of the records; parts: ${parts.join(', ')}.`);
  });
const wants = (part: Part): boolean => wanted.includes(part);

// Read by the tests that leave parts of records.
process.env['RECORD'] = values.all ? 'all' : 'lacking';

const run = (command: string, ...arguments_: readonly string[]): boolean =>
  spawnSync(command, arguments_, { stdio: 'inherit' }).status === 0;

const playwright = (projects: readonly string[], ...words: readonly string[]): boolean =>
  run(
    'playwright',
    'test',
    ...projects.map((project) => `--project=${project}`),
    '--pass-with-no-tests',
    ...(values.grep === undefined ? [] : [`--grep=${values.grep}`]),
    ...words,
  );

/** Whether every part that was to be run passed; what did not leaves no record. */
let passed = true;
const must = (ran: boolean): void => {
  passed &&= ran;
};

const write = (): void => console.log(`── ${collect()} runs are in the records`);

if (values.all && !values.collect) {
  rmSync('test-results/evidence', { recursive: true, force: true });
}
removeUnreadable();
write();
if (values.collect) process.exit(0);

const trouble = installMissing([
  ...lab,
  ...serversNeeded,
  ...hostingNeeded,
  ...(wants('matrix') || wants('followed') ? systemsNeeded : []),
]);
if (trouble !== null) throw new Error(`The records cannot be written: ${trouble}.`);

const lacksPomerium = (): boolean =>
  lacking().some(({ kind, id }) => kind !== 'hosting' && id.startsWith('pomerium/'));

if (wants('examples')) {
  if (isAsked(lacksPomerium)) must(run(process.execPath, 'tools/build-pomerium.ts'));
  const notRun = serverIds.filter((id) => servers[id].evidence === 'syntax');
  must(playwright(['unit'], ...notRun.map((id) => `tests/servers/${id}/`)));
  must(
    playwright(
      ['contracts', 'waiting', 'proxies'],
      'tests/run/conformity.spec.ts',
      'tests/run/symptoms.spec.ts',
      'tests/run/guards.spec.ts',
    ),
  );
  write();
}
if (wants('doctor')) {
  const ran = playwright(['doctor']);
  write();
  if (ran || values.all) must(ran);
  else {
    // A machine that others load makes seconds long: what is left is asked again, few at once.
    must(playwright(['doctor'], '--workers=2'));
    write();
  }
  for (const line of doctorReport()) console.log(line);
}
if (wants('matrix')) {
  must(playwright(['matrix', 'matrix-symptoms']));
  write();
}
// Real servers serve the built site, and the built pages are followed.
const isBuilt = (wants('hosting') || wants('followed')) && run('npm', 'run', '--silent', 'build');
if (wants('hosting')) {
  const notRun = serverIds.filter((id) => servers[id].hosting.notRun !== undefined);
  must(
    isBuilt &&
      playwright(
        ['hosting'],
        'tests/hosting/hosting.spec.ts',
        ...notRun.map((id) => `tests/hosting/${id}.spec.ts`),
      ),
  );
  write();
}
if (wants('followed')) {
  must(run(process.execPath, 'tools/build-pomerium.ts'));
  must(
    isBuilt &&
      playwright(
        ['systems'],
        'tests/systems/followed.spec.ts',
        'tests/systems/certificate.spec.ts',
        'tests/run/whole-systems/other-pages.spec.ts',
      ),
  );
  write();
}

// The page about hosting shows what was just recorded.
const holds = run(process.execPath, 'tools/record/verify.ts');
if (!passed) console.error('Some runs failed, see above: what they were to show has no record.');
process.exitCode = passed && holds ? 0 : 1;

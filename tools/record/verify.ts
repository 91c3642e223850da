import {
  differentChecks,
  differentHosting,
  differentSigns,
  fragmentsOf,
  hostingFileOf,
  lacking,
  loadsMissing,
  otherVersion,
  recordOf,
  symptomObservations,
  tlsScansMissing,
} from '#evidence';

/**
 * Holds the committed records against what is shown and against what tests have just run, and writes
 * nothing: a clean checkout publishes what was committed, no less and no more. Ends with 1 when a
 * page shows something without a record, or a run came to other results than its record.
 */
const problems: string[] = [];
const notices = new Set<string>();

const tell = (name: string, differences: readonly string[], version: string | null): void => {
  for (const difference of differences) {
    problems.push(`${name}: the run came to something else than its record. ${difference}`);
  }
  if (version !== null) notices.add(`${name.split('/')[0] ?? name}: ${version}`);
};

try {
  // A change of the double undoes hundreds at once: a line for each server says enough.
  const lacked = Map.groupBy(lacking(), ({ kind, id, system }) =>
    [kind, id.split('/')[0], system === 'here' ? '' : `(${system})`].join(' ').trim(),
  );
  for (const [subject, all] of lacked) {
    problems.push(
      `${subject}: no record of a run of what is shown: ${all.map(({ id }) => id).join(', ')}`,
    );
  }
  const unscanned = tlsScansMissing();
  if (unscanned.length > 0) {
    problems.push(
      `TLS: these lines of today were not scanned, and the table of scans leaves them out. Run: npm run scan:tls -- ${unscanned.join(' ')}`,
    );
  }
  const unmeasured = loadsMissing();
  if (unmeasured.length > 0) {
    problems.push(
      `Load: these servers were not measured with their lines of today. Run: npm run measure:load -- ${unmeasured.join(' ')}`,
    );
  }
  for (const { system, fragment } of fragmentsOf('examples')) {
    const { id, server, record } = fragment;
    const committed = recordOf(server, system)?.examples[id];
    tell(
      `example ${id}`,
      differentChecks(committed, record),
      record.level === 'run' ? otherVersion(committed, record) : null,
    );
  }
  for (const { fragment } of fragmentsOf('hosting')) {
    const { server, place, record } = fragment;
    const committed = hostingFileOf(server)?.places[place];
    tell(
      `hosting ${server}/${place}`,
      differentHosting(committed, record),
      otherVersion(committed, record),
    );
  }
  for (const { system, fragment } of fragmentsOf('symptoms')) {
    const { id, record } = fragment;
    const committed = symptomObservations(system)[id];
    tell(`symptom ${id}`, differentSigns(committed, record), otherVersion(committed, record));
  }
} catch (error) {
  problems.push(error instanceof Error ? error.message : String(error));
}

for (const notice of notices) console.log(`[evidence] ${notice}`);
if (problems.length === 0) {
  console.log('Every record holds.');
} else {
  console.error(problems.map((problem) => `[evidence] ${problem}`).join('\n'));
  console.error(
    `The records do not hold. Run \`npm run record\`, with \`-- --systems\` for other systems than this one and for followed pages, look at what has changed and commit content/evidence.`,
  );
  process.exitCode = 1;
}

import { z } from 'zod';

/** The form of the records in `content/evidence/`; whoever reads one holds it against this. */

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hexadecimal');
const day = z.iso.date();

/** How one contract check ended for one shape of an example. */
export const checkResult = z.enum(['passed', 'impossible', 'not-applicable']);
export type CheckResult = z.infer<typeof checkResult>;

/** `syntax` when only the server's or our own syntax check was run. */
export const level = z.enum(['run', 'syntax']);
export type Level = z.infer<typeof level>;

/** What a run showed for one shape of an example. */
export const exampleRecord = z
  .strictObject({
    /** Hash of everything that was run; see `exampleHash`. */
    hash: sha256,
    /** Day of the run, `YYYY-MM-DD`. */
    date: day,
    level,
    /** Version as the server printed it; `null` when it was not run. */
    version: z.string().min(1).nullable(),
    /** The commands that checked and started the server. */
    commands: z.array(z.string()).readonly(),
    /** Hash of each published file by its address below `/examples/`, both languages. */
    files: z.record(z.string(), sha256).readonly(),
    /** Result by contract check, or by name of the syntax check. */
    checks: z.record(z.string(), checkResult).readonly(),
    /**
     * The headers that Jenkins received for a plain request, `X-Forwarded-Proto: https`, without
     * what the client sent itself; absent when the server was not run.
     */
    received: z.array(z.string()).readonly().optional(),
  })
  .readonly();
export type ExampleRecord = z.infer<typeof exampleRecord>;

/** The record of a server in one system, `content/evidence/<server>.json` and below. */
export const serverRecord = z
  .strictObject({
    schema: z.literal(2),
    server: z.string().min(1),
    /** `Debian 12`. */
    system: z.string().min(1),
    /** What stood for Jenkins: a double of this version. */
    jenkins: z.string().min(1),
    /** By id and shape, such as `nginx/https-host`. */
    examples: z.record(z.string(), exampleRecord).readonly(),
  })
  .readonly();
export type ServerRecord = z.infer<typeof serverRecord>;

const lines = z.array(z.string()).readonly();

/** What a run with a wrong configuration showed, as the server itself printed it. */
export const symptomObservation = z
  .strictObject({
    server: z.string().min(1),
    version: z.string().min(1),
    system: z.string().min(1),
    /** Day of the run, `YYYY-MM-DD`. */
    date: day,
    /** Hash of everything that was run; see `breakHash`. */
    hash: sha256,
    /** Output of the command that tells the cause, `null` when the break has none. */
    answer: z.string().nullable(),
    log: lines,
    jenkinsLog: lines,
    /** Request line or header that reached Jenkins. */
    received: lines,
    /** Words with which the server refused to start. */
    refused: z.string().nullable(),
  })
  .readonly();
export type SymptomObservation = z.infer<typeof symptomObservation>;

/** The observations of a system by id of the break, `symptoms.json`. */
export const symptomRecord = z.record(z.string(), symptomObservation).readonly();

/** What the tests showed of the files with which a server serves this site, at one place. */
export const placeRecord = z
  .strictObject({
    /** Hash of everything that was run; see `hostingHash`. */
    hash: sha256,
    date: day,
    level,
    /** Version as the server printed it; `null` when it was not run. */
    version: z.string().min(1).nullable(),
    system: z.string().min(1),
    /** Checks that passed, by id; see `content/hosting/checks.ts`. */
    checks: lines,
    /** Checks that the server is declared unable to pass, and did not. */
    impossible: lines,
    /** Hash of each file that was tested, in both languages, by its address below `/hosting/`. */
    files: z.record(z.string(), sha256).readonly(),
  })
  .readonly();
export type HostingRecord = z.infer<typeof placeRecord>;

/** `content/evidence/hosting/<server>.json`. */
export const hostingFile = z
  .strictObject({
    schema: z.literal(3),
    server: z.string().min(1),
    places: z.record(z.string(), placeRecord).readonly(),
  })
  .readonly();
export type HostingFile = z.infer<typeof hostingFile>;

/** A system on which a page was followed from its first command to its last. */
const followedSystem = z
  .strictObject({
    /** `Debian 12`. */
    system: z.string().min(1),
    date: day,
    /** Number of commands that were typed. */
    commands: z.int().nonnegative(),
  })
  .readonly();
export type FollowedSystem = z.infer<typeof followedSystem>;

/** What following a page showed, `content/evidence/followed/<page>.json`. */
export const followedFile = z
  .strictObject({
    schema: z.literal(1),
    page: z.string().min(1),
    /** Of all that the page gives to type and to save, see `givenBy`; another one voids the record. */
    hash: sha256,
    systems: z.array(followedSystem).readonly(),
    /** Day of the oldest run. */
    date: day,
  })
  .readonly();
export type FollowedRecord = z.infer<typeof followedFile>;

/** What a run with a guard showed: who is allowed got in, others did not. */
export const guardRecord = z
  .strictObject({
    /** Of the guarded files; see `guardHash`. */
    hash: sha256,
    date: day,
    version: z.string().min(1),
    /** `Debian 12`. */
    system: z.string().min(1),
  })
  .readonly();
export type GuardRecord = z.infer<typeof guardRecord>;

/** `content/evidence/guards.json`, by guard and server, such as `addresses/nginx`. */
export const guardFile = z.record(z.string(), guardRecord).readonly();

const causesByRule = z.record(z.string(), z.array(z.string()).readonly()).readonly();

/**
 * What `doctor.sh` said of a broken set-up or of an example: the ids of rules and causes as it printed
 * them.
 */
export const doctorRecord = z
  .strictObject({
    /** Of the script without its words and of all that it was asked of; see `doctorBreakHash`. */
    hash: sha256,
    date: day,
    /** Of the server. */
    version: z.string().min(1),
    /** `Debian 12`. */
    system: z.string().min(1),
    /** Rules that it called broken, each with its causes, the most likely first. */
    broken: causesByRule,
    /** The same of rules that concern only who uses what they are about. */
    notes: causesByRule,
    /** Rules that it called broken after the cure, but for those that the server cannot keep. */
    cured: z.array(z.string()).readonly().optional(),
    /** Whether it was asked with `--long`. */
    long: z.boolean(),
    /** The most, and the longest, of the two runs. */
    requests: z.int().positive(),
    seconds: z.int().nonnegative(),
  })
  .readonly();
export type DoctorRecord = z.infer<typeof doctorRecord>;

/** `content/evidence/doctor.json`, by id of the broken set-up, or of the example with its shape. */
export const doctorFile = z.record(z.string(), doctorRecord).readonly();

/** What the doctor printed of the set-up that its page shows, `content/evidence/doctor-output.json`. */
export const doctorOutput = z
  .strictObject({
    /** Of the script with its words, and of what it was asked of; see `doctorOutputHash`. */
    hash: sha256,
    date: day,
    version: z.string().min(1),
    system: z.string().min(1),
    output: z.strictObject({ fr: z.string().min(1), en: z.string().min(1) }).readonly(),
  })
  .readonly();
export type DoctorOutput = z.infer<typeof doctorOutput>;

/** What testssl.sh found in the TLS of one example, in its own words. */
export const tlsScan = z
  .strictObject({
    example: z.string().min(1),
    server: z.string().min(1),
    shape: z.enum(['https-host', 'https-path', 'http-host', 'http-path']),
    version: z.string().min(1),
    /** `Debian 12`. */
    system: z.string().min(1),
    /** Version of testssl.sh. */
    tool: z.string().min(1),
    date: day,
    /** Of the published files; see `linesHash`. */
    hash: sha256,
    /** How many things it looked at. */
    looked: z.int().positive(),
    /** What it found above “info”. */
    above: z
      .array(z.strictObject({ id: z.string(), severity: z.string(), finding: z.string() }))
      .readonly(),
  })
  .readonly();
export type TlsScan = z.infer<typeof tlsScan>;

/** `content/evidence/tls-scans.json`. */
export const tlsScanFile = z.array(tlsScan).readonly();

const visits = {
  tried: z.int().positive(),
  served: z.int().nonnegative(),
  /** Milliseconds. */
  longest: z.int().nonnegative(),
};

/** What `npm run measure:load` measured of one server with its main example. */
const loadFigures = z
  .strictObject({
    quiet: z.strictObject(visits).readonly(),
    slow: z
      .array(
        z
          .strictObject({
            clients: z.int().positive(),
            held: z.int().nonnegative(),
            ...visits,
          })
          .readonly(),
      )
      .readonly(),
    oversized: z.array(z.int().nullable()).readonly(),
    resets: z.strictObject(visits).readonly(),
    continuation: z.int().positive().nullable(),
  })
  .readonly();

export const loadRecord = z
  .strictObject({
    server: z.string().min(1),
    version: z.string().min(1),
    /** `Debian 12`. */
    system: z.string().min(1),
    date: day,
    /** The main example, or its form for the version that was measured. */
    example: z.string().min(1),
    /** Of its lines; see `linesHash`. */
    hash: sha256,
    /** Seconds after which a head that never ends is cut; `null`: not within two minutes. */
    headCutAfter: z.int().nonnegative().nullable(),
    figures: loadFigures,
    /** The same time without the lines of the file that limit the time of a head, where it has any. */
    without: z
      .strictObject({
        lines: z.array(z.string().min(1)).readonly(),
        headCutAfter: z.int().nonnegative().nullable(),
      })
      .readonly()
      .optional(),
  })
  .readonly();
export type LoadRecord = z.infer<typeof loadRecord>;

/** `content/evidence/loads.json`. */
export const loadFile = z.array(loadRecord).readonly();

/** What a test leaves of an example for `tools/record`; the system is its folder's. */
export const exampleFragment = z.strictObject({
  id: z.string(),
  server: z.string(),
  system: z.string(),
  record: exampleRecord,
});
/** One way through a page to its end. */
export const followedFragment = z.strictObject({
  page: z.string(),
  /** Of what the page gave; see `followedHash`. */
  hash: sha256,
  date: day,
  /** `Debian 12`. */
  system: z.string(),
  /** Name of the way; see `walksOf` of the tests. */
  walk: z.string(),
  commands: z.int().nonnegative(),
});
export const symptomFragment = z.strictObject({ id: z.string(), record: symptomObservation });
export const hostingFragment = z.strictObject({
  server: z.string(),
  place: z.string(),
  record: placeRecord,
});
export const guardFragment = z.strictObject({ id: z.string(), record: guardRecord });
export const doctorFragment = z.strictObject({ id: z.string(), record: doctorRecord });

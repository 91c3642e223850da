import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The script without its words, as it is written. */
export const doctorSource = (): string =>
  readFileSync(join(process.cwd(), 'content/doctor/doctor.sh'), 'utf8').replaceAll('\r\n', '\n');

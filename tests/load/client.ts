/**
 * On the client's side of the lab: measures the server there and prints the figures as JSON. Its
 * arguments are what to measure and the job, as base64 of JSON; the lab says in the environment whom
 * to trust.
 */

import { readFileSync } from 'node:fs';
import type { Subject } from '../contract/subject.ts';
import { connectDouble } from '../double/remote.ts';
import type { Job } from '../lab/job.ts';
import { addresses, controlPort } from '../lab/network.ts';
import { findClient, loadDriver } from '../servers/load-driver.ts';
import { headCutAfter, measureCrowd } from './figures.ts';

const [, , part, given = ''] = process.argv;
const job = JSON.parse(Buffer.from(given, 'base64').toString('utf8')) as Pick<
  Job,
  'server' | 'settings' | 'form'
>;
const driver = await loadDriver(job.server);
const subject: Subject = {
  settings: job.settings,
  form: job.form,
  address: addresses.server,
  ca: readFileSync(process.env['CURL_CA_BUNDLE'] ?? '', 'utf8'),
  clientAddress: addresses.client,
  double: connectDouble(`http://${addresses.server}:${controlPort}`),
  jenkinsTls: false,
  companion: addresses.companion,
};
const [kind] = Object.keys(driver.clients ?? {});
const enter = kind === undefined ? undefined : findClient(driver, kind).enter;
const credentials = (await enter?.(subject)) ?? [];
const measure = part === 'head' ? headCutAfter : measureCrowd;
process.stdout.write(JSON.stringify(await measure({ ...subject, credentials })));

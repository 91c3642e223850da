/**
 * On the client's side of the lab: measures the server there and prints the figures as JSON. Its
 * argument is the job, as base64 of JSON; the lab says in the environment whom to trust.
 */

import { readFileSync } from 'node:fs';
import type { Subject } from '../contract/subject.ts';
import { connectDouble } from '../double/remote.ts';
import type { Job } from '../lab/job.ts';
import { addresses, controlPort } from '../lab/network.ts';
import { findClient, loadDriver } from '../servers/load-driver.ts';
import { measureLoad } from './figures.ts';

const given = Buffer.from(process.argv[2] ?? '', 'base64').toString('utf8');
const job = JSON.parse(given) as Pick<Job, 'server' | 'settings' | 'form'>;
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
process.stdout.write(JSON.stringify(await measureLoad({ ...subject, credentials })));

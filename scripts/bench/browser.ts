import { spawnSync } from 'node:child_process';
import { chromium, type Browser } from 'playwright';

/** Path of the system's Chromium: `CHROMIUM`, or what the PATH holds. */
export const chromiumPath = (): string => {
  const given = process.env['CHROMIUM'];
  if (given !== undefined && given !== '') return given;
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    const { status, stdout } = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' });
    if (status === 0) return stdout.trim();
  }
  throw new Error('No Chromium found: install the Debian package chromium, or set CHROMIUM.');
};

export const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath(), args: browserArguments });

import { chromium, type Browser } from 'playwright';
import { systemChromium } from '../system-chromium.ts';

/** Path of the system's Chromium; throws where there is none. */
export const chromiumPath = (): string => {
  const path = systemChromium();
  if (path !== undefined) return path;
  throw new Error(
    'No Chromium found: install the Debian package chromium-headless-shell or chromium, or set CHROMIUM.',
  );
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

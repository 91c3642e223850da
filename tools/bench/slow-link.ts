import type { CDPSession } from 'playwright';

export const slowLinkName = '150 ms, 1.6 Mbit/s, CPU / 4';

/**
 * Puts a page on a slow mobile link: every request waits, bytes and the processor are slowed. The
 * browser does not slow the opening of connections, as if each were open already; what Lighthouse
 * computes counts name, connection and a second connection for the style sheet.
 */
export const slowLink = async (session: CDPSession): Promise<void> => {
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 1_600_000 / 8,
    uploadThroughput: 750_000 / 8,
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
};

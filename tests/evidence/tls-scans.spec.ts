import { expect, test } from 'playwright/test';
import { linesHash, recordedTlsScans, tlsScansMissing } from '#evidence';
import { isForVersion } from '#conf';
import { findExample } from '#examples';

test('a scan of other lines, or of none, is missed', () => {
  const key = 'haproxy/https-host';
  const scans = recordedTlsScans();
  const ofHaproxy = scans.filter(({ example }) => example === 'haproxy');
  const others = scans.filter(({ example }) => example !== 'haproxy');
  expect(tlsScansMissing(scans)).not.toContain(key);
  expect(tlsScansMissing(others)).toContain(key);
  const ofOtherLines = ofHaproxy.map((scan) => ({
    ...scan,
    hash: linesHash('squid', scan.shape),
  }));
  expect(tlsScansMissing([...others, ...ofOtherLines])).toContain(key);
});

test('a scan is of a version that reads these lines', () => {
  for (const { example, version } of recordedTlsScans()) {
    expect(isForVersion(findExample(example), version), `${example}, ${version}`).toBe(true);
  }
});

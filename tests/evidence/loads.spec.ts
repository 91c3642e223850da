import { expect, test } from 'playwright/test';
import { linesHash, loads, loadsMissing, measured, measuredShape, recordedLoads } from '#evidence';

/** A measurement of each server with its lines of today. */
const all = (): ReturnType<typeof recordedLoads> => {
  const [first] = recordedLoads();
  if (first === undefined) throw new Error('Nothing is recorded.');
  return measured.map((server) => ({
    ...first,
    server,
    example: server,
    hash: linesHash(server, measuredShape),
  }));
};

test('a measurement of other lines, or of none, is missed and not shown', () => {
  expect(loadsMissing(all())).toEqual([]);
  const [changed, ...others] = all();
  expect(loadsMissing(others)).toEqual([changed?.server]);
  const hash = linesHash('squid', measuredShape);
  const ofOtherLines = others.map((load) => ({ ...load, hash }));
  expect(loads(ofOtherLines).map(({ server }) => server)).toEqual(['squid']);
});

test('what is recorded is about servers that are measured, and rests on visits', () => {
  for (const { server, figures } of recordedLoads()) {
    expect(measured).toContain(server);
    expect(figures.quiet.served, server).toBe(figures.quiet.tried);
  }
});

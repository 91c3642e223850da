import { expect } from 'playwright/test';
import { checks } from '#contract';
import { breaks } from '#symptoms';
import { test } from './labs.ts';
import { testSymptoms } from './symptoms.ts';

testSymptoms();

test('the question of the index is asked of broken servers', () => {
  expect(
    Object.values(breaks).filter((broken) => broken.landing !== undefined).length,
  ).toBeGreaterThan(4);
});

test('every rule of the contract is seen to fail in a real server', () => {
  const shown = new Set(Object.values(breaks).flatMap(({ fails = [] }) => fails));
  const never = Object.keys(checks).filter((id) => !(shown as ReadonlySet<string>).has(id));
  expect(never).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'playwright/test';
import { drawnFile, drawnHashes } from '../../src/site/share-drawing.ts';

test('the images for other sites are drawn from the servers, names and colours of now', () => {
  expect(
    JSON.parse(readFileSync(drawnFile, 'utf8')),
    'run node tools/draw-share-images.ts, look at public/share/ and commit it',
  ).toEqual(drawnHashes());
});

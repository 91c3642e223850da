import { expect, test } from 'playwright/test';
import { examples } from '#examples';
import { locales } from '#i18n';
import { serverIds } from '#servers';
import { formOf } from '#settings';
import { toText, withLineEnds } from '#conf';
import { applied, check, readers } from '../../checker/check.ts';
import { measure, rightFiles, urlOf } from '../../checker/from-content/measure.ts';
import { vocabulary } from '../../checker/from-content/vocabulary.ts';
import { toldByUrl, unseen } from '../../checker/unseen.ts';
import { drawSettings, randomSource } from '../drawn/settings.ts';
import { alsoFound } from './also-found.ts';
import { withoutReader } from './without-reader.ts';

const words = vocabulary();

test('every server of the site is checked, or stands in the list of those that are not', () => {
  const missing = serverIds.filter((id) => !(id in readers));
  expect(missing.toSorted()).toEqual(Object.keys(withoutReader).toSorted());
});

for (const server of Object.keys(readers)) {
  test(`${server}: the finding of every broken set-up is its very cause`, () => {
    const measured = measure(server, words);
    expect(measured.length).toBeGreaterThan(0);
    const wrong = measured.filter(({ verdict }) => verdict === 'missed' || verdict === 'other');
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  test(`${server}: nothing else is found, but what is true as well`, () => {
    const others = measure(server, words).flatMap(({ id, cause, report }) => {
      const found = report.findings
        .filter(({ causes }) => !causes.includes(cause))
        .map(({ setUps }) => setUps[0] ?? '');
      return found.length === 0 ? [] : [[id, found] as const];
    });
    const listed = Object.entries(alsoFound).filter(([id]) => id.startsWith(`${server}/`));
    expect(Object.fromEntries(others)).toEqual(
      Object.fromEntries(listed.map(([id, { found }]) => [id, found])),
    );
  });

  test(`${server}: without the URL only those are missed that the list says`, () => {
    const missed = measure(server, words, false).filter(
      ({ verdict }) => verdict === 'missed' || verdict === 'other',
    );
    expect(missed.map(({ id }) => id).toSorted()).toEqual(
      toldByUrl.filter((id) => id.startsWith(`${server}/`)).toSorted(),
    );
  });

  test(`${server}: each fix, made in the file, removes the finding and breaks nothing`, () => {
    for (const { id, files: pasted, url, report } of measure(server, words)) {
      for (const finding of report.findings) {
        const files = applied(pasted, finding.changes);
        const again = check({ files, url, locale: 'en' }, words);
        expect(again.state, `${id} after its fix`).not.toBe('not-understood');
        const left = again.findings.flatMap(({ setUps }) => setUps);
        expect(
          left.filter((one) => finding.setUps.includes(one)),
          id,
        ).toEqual([]);
      }
    }
  });

  test(`${server}: nothing is found in what is published`, () => {
    const right = rightFiles(server);
    expect(right.length).toBeGreaterThan(3);
    for (const { id, files, url } of right) {
      for (const address of [url, undefined]) {
        const report = check({ files, url: address, locale: 'en' }, words);
        expect([id, report.server, report.state, report.findings, report.problems]).toEqual([
          id,
          server,
          'nothing',
          [],
          [],
        ]);
        expect(report.looked.length).toBeGreaterThan(0);
      }
    }
  });
}

test('nothing is found in a thousand files with drawn URLs', () => {
  const known = examples.filter((example) => example.server in readers);
  const shapes = known.flatMap((example) => example.shapes.map((shape) => ({ example, shape })));
  const random = randomSource(1_000);
  let drawn = 0;
  while (drawn < 1_000) {
    for (const { example, shape } of shapes) {
      const settings = { ...example.settings, ...drawSettings(random, shape, example.ports?.only) };
      const files = example
        .render(formOf(shape))
        .files.filter(({ install }) => !/\.ps1$|\.service\.d/.test(install))
        .map(({ install, content, lineEnds }) => ({
          name: install,
          text: withLineEnds(toText(content, settings, drawn % 2 === 0 ? 'fr' : 'en'), lineEnds),
        }));
      const url = drawn % 3 === 0 ? undefined : urlOf(settings);
      const report = check({ files, url, locale: 'fr' }, words);
      expect(
        [report.server, report.state, report.findings.map(({ setUps }) => setUps), report.problems],
        JSON.stringify([example.id, settings]),
      ).toEqual([example.server, 'nothing', [], []]);
      drawn += 1;
    }
  }
});

test('the lists of exceptions have nothing needless', () => {
  for (const id of [...Object.keys(unseen), ...toldByUrl, ...Object.keys(alsoFound)])
    expect(Object.keys(words.setUps)).toContain(id);
  for (const server of Object.keys(readers)) {
    const needless = measure(server, words).filter(
      ({ verdict, cause, report }) =>
        verdict === 'unseen' && report.findings.some(({ causes }) => causes.includes(cause)),
    );
    expect(needless.map(({ id }) => id)).toEqual([]);
  }
});

test('every set-up that a fault names exists, is of its server and has words in both languages', () => {
  for (const [server, { setUps }] of Object.entries(readers)) {
    for (const id of setUps) {
      const setUp = words.setUps[id];
      expect(setUp?.server, id).toBe(server);
      for (const cause of setUp?.causes ?? []) {
        const { title, symptom } = words.causes[cause] ?? {};
        for (const locale of locales) {
          expect(title?.[locale]).toBeTruthy();
          expect(words.symptoms[symptom ?? '']?.[locale]).toBeTruthy();
        }
      }
    }
  }
});

import { expect, test } from 'playwright/test';
import { compare } from '../../jenkins/compare.ts';
import { contextPaths, mounts, recordedHost, type Mount } from '../../jenkins/recorded-answers.ts';
import { admin, startDouble } from '../index.ts';

/** Recorded answers that the double does not give, and why it need not. */
const allowed: { place?: Mount; name: string; why: string }[] = [
  { name: 'path plus', why: 'the double has a job named a+b, the recorded Jenkins had not' },
  { name: 'path %20', why: 'the double has a job named "a b", the recorded Jenkins had not' },
];

for (const place of mounts) {
  test(`the double answers as the recorded Jenkins ${place}`, async () => {
    const contextPath = contextPaths[place];
    const double = await startDouble({
      listen: { host: '127.0.0.1', port: 0 },
      agentPort: null,
      contextPath,
      jenkinsUrl: `https://${recordedHost}${contextPath}/`,
    });
    try {
      const { asked, different } = await compare(place, {
        host: '127.0.0.1',
        port: double.port,
        user: admin.name,
        token: admin.apiToken,
        job: 'demo',
        publicHost: recordedHost,
        patience: 150,
      });
      expect(asked).toBe(135);
      const expected = allowed.filter((entry) => (entry.place ?? place) === place);
      const names = expected.map(({ name }) => name);
      expect(different.filter(({ name }) => !names.includes(name))).toEqual([]);
      expect(
        names.filter((name) => !different.some((found) => found.name === name)),
        'listed as different, and alike',
      ).toEqual([]);
    } finally {
      await double.close();
    }
  });
}

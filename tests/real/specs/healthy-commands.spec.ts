import { expect, test } from 'playwright/test';
import { commands } from '#commands';
import { askCommand, askedCommands, notAsked } from '../healthy-commands.ts';
import { matchesOutput } from '../../run/expected-output.ts';
import { admin, startDouble, type Double } from '../../double/index.ts';

let double: Double;

test.beforeAll(async () => {
  double = await startDouble({
    listen: { host: '127.0.0.1', port: 0 },
    agentPort: { host: '127.0.0.1', port: 0 },
  });
  double.configure({ jenkinsUrl: `http://127.0.0.1:${double.port}/` });
});
test.afterAll(() => double.close());

for (const id of askedCommands({ extras: true, ownUrl: true })) {
  test(`${id} finds nothing wrong with a Jenkins that is in order`, async () => {
    const { printed, expected } = await askCommand(id, {
      host: '127.0.0.1',
      port: double.port,
      agentPort: double.agentPort,
      contextPath: '',
      user: admin.name,
      token: admin.apiToken,
      password: admin.password,
      page: 'slow?ms=300',
      download: 'download?bytes=2000000',
      extras: true,
      ownUrl: true,
    });
    matchesOutput(printed, expected);
  });
}

test('nothing that changes the machine is asked', () => {
  const asked = askedCommands({ extras: true, ownUrl: true });
  expect(asked).toContain('check/monitor');
  for (const id of asked) {
    const text = JSON.stringify(commands[id]?.run);
    expect(text, id).not.toMatch(/\b(?:sudo|apt|docker|certbot|install -|rm -)\b/);
  }
});

test('what is not asked is a command of the pages', () => {
  expect(Object.keys(notAsked).filter((id) => !(id in commands))).toEqual([]);
});

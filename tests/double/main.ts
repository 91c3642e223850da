/**
 * Runs a double as a process: `main.ts '<JSON options>' [control host] [control port]`.
 *
 * Prints one line, `ready`, once every port is open, and ends on SIGTERM or SIGINT. The control API
 * listens on 127.0.0.1:9080 unless told otherwise.
 */

import { serveControl } from './control.ts';
import { startDouble, type DoubleOptions } from './index.ts';

const [, , options = '{}', host = '127.0.0.1', port = '9080'] = process.argv;

const double = await startDouble(JSON.parse(options) as DoubleOptions);
const control = await serveControl(double, { host, port: Number(port) });

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void Promise.all([double.close(), control.close()]).then(() => process.exit(0));
  });
}
console.log('ready');

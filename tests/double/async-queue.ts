/** Values pushed on one side, awaited on the other, and waiting with a limit. */

export interface AsyncQueue<Value> extends AsyncIterable<Value> {
  push(value: Value): void;
  /** No more values; the iteration ends after those already there. */
  end(): void;
}

export const asyncQueue = <Value>(): AsyncQueue<Value> => {
  const values: Value[] = [];
  let ended = false;
  let wake: (() => void) | null = null;
  return {
    push(value) {
      values.push(value);
      wake?.();
    },
    end() {
      ended = true;
      wake?.();
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const value = values.shift();
        if (value !== undefined) {
          yield value;
        } else if (ended) {
          return;
        } else {
          await new Promise<void>((resolve) => (wake = resolve));
          wake = null;
        }
      }
    },
  };
};

/** What `within` gives when the time ran out. */
export const timedOut = Symbol('timed out');

/** The promise's value, or `timedOut` after so many milliseconds. */
export const within = async <Value>(
  promise: Promise<Value>,
  milliseconds: number,
): Promise<Value | typeof timedOut> => {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<typeof timedOut>((resolve) => {
    timer = setTimeout(resolve, milliseconds, timedOut);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
};

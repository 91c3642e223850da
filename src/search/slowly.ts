/** Milliseconds in which the text changes once at most, so that it can be read out. */
const pause = 1000;

/** A way to show a text that shows one at most per second, the last one always. */
export const slowly = (show: (text: string) => void): ((text: string) => void) => {
  let shownAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (text) => {
    clearTimeout(timer);
    const wait = Math.max(0, shownAt + pause - performance.now());
    timer = setTimeout(() => {
      shownAt = performance.now();
      show(text);
    }, wait);
  };
};

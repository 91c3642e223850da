/** Characters; titles that begin with the same word are no sign, a message in them is. */
const leastAlike = 12;

/** What `curl -v` puts before each line of a head. */
const curlMark = /^[<>*] /;

/** A text without the names of hosts: that of a title is an example, that of a query the reader's. */
const hostless = (text: string): string =>
  text
    .trim()
    .replace(curlMark, '')
    .toLowerCase()
    .replace(/(?<=:\/\/)[^\s/:]+/g, '');

/** How many characters two texts begin with alike, without regard to case and hosts; 0 for a few. */
export const commonStart = (one: string, other: string): number => {
  const [a, b] = [hostless(one), hostless(other)];
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length < leastAlike ? 0 : length;
};

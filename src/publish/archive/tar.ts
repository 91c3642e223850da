/** A file of an archive: its path inside, with `/`, and its bytes. */
export interface ArchivedFile {
  readonly path: string;
  readonly content: Uint8Array;
}

const blockSize = 512;

const octal = (value: number, length: number): string =>
  `${value.toString(8).padStart(length - 1, '0')}\0`;

/**
 * A path as the two fields of the header that hold it: 155 bytes before a slash, 100 after it.
 * @throws when no slash divides it so.
 */
const splitPath = (path: string): { readonly name: string; readonly prefix: string } => {
  if (Buffer.byteLength(path) <= 100) return { name: path, prefix: '' };
  for (let slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
    const [prefix, name] = [path.slice(0, slash), path.slice(slash + 1)];
    if (Buffer.byteLength(prefix) <= 155 && Buffer.byteLength(name) <= 100) return { name, prefix };
  }
  throw new Error(`The path “${path}” is too long for a ustar archive.`);
};

const headerOf = ({ path, content }: ArchivedFile, seconds: number): Buffer => {
  const { name, prefix } = splitPath(path);
  const header = Buffer.alloc(blockSize);
  const put = (text: string, at: number): void => void header.write(text, at, 'utf8');
  put(name, 0);
  put(octal(0o644, 8), 100);
  put(octal(0, 8), 108);
  put(octal(0, 8), 116);
  put(octal(content.length, 12), 124);
  put(octal(seconds, 12), 136);
  put(' '.repeat(8), 148);
  put('0', 156);
  put('ustar\u000000', 257);
  put('root', 265);
  put('root', 297);
  put(prefix, 345);
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
};

/**
 * A ustar archive (POSIX.1-1988) of files, in the order of their paths, all of one day and of
 * `root`: the same files give the same bytes. Folders are made by whoever unpacks it.
 */
export const tar = (files: readonly ArchivedFile[], date: Date): Buffer => {
  const seconds = Math.floor(date.getTime() / 1000);
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const parts = sorted.flatMap((file) => [
    headerOf(file, seconds),
    file.content,
    Buffer.alloc((blockSize - (file.content.length % blockSize)) % blockSize),
  ]);
  return Buffer.concat([...parts, Buffer.alloc(2 * blockSize)]);
};

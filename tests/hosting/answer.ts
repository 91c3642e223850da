import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { CommandResult } from '../lab/job.ts';

/** An answer as it crossed the wire, its body decoded. */
export interface Answer {
  /** `HTTP/1.1` or `HTTP/2`. */
  readonly protocol: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}

const decoders: Readonly<Record<string, (body: Buffer) => Buffer>> = {
  br: brotliDecompressSync,
  gzip: gunzipSync,
};

/** Reads what `curl -i | base64` printed. @throws with curl's own words when there was no answer. */
export const readAnswer = ({ run, stdout, stderr }: CommandResult): Answer => {
  const bytes = Buffer.from(stdout, 'base64');
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) throw new Error(`${run}\n${stderr}`);
  const [first = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const headers = new Headers();
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers.append(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  const raw = bytes.subarray(end + 4);
  const decode = decoders[headers.get('content-encoding') ?? ''];
  const [protocol = '', status] = first.split(' ');
  const body = decode === undefined || raw.length === 0 ? raw : decode(raw);
  return { protocol, status: Number(status), headers, body };
};

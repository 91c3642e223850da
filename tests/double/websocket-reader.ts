/** How the double reads WebSocket frames (RFC 6455 section 5), whatever pieces they come in. */

export interface Frame {
  final: boolean;
  opcode: number;
  masked: boolean;
  payload: Buffer;
}

const unmasked = (payload: Buffer, mask: Buffer): Buffer =>
  Buffer.from(payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0)));

/** Collects bytes and hands out the frames that are complete. */
export const frameReader = (): ((bytes: Buffer) => Frame[]) => {
  let buffered = Buffer.alloc(0);

  const next = (): Frame | null => {
    const [first, second] = buffered;
    if (first === undefined || second === undefined) return null;
    const masked = (second & 0x80) !== 0;
    const short = second & 0x7f;
    const lengthBytes = short < 126 ? 0 : short === 126 ? 2 : 8;
    const start = 2 + lengthBytes + (masked ? 4 : 0);
    if (buffered.length < start) return null;
    const length =
      lengthBytes === 0
        ? short
        : lengthBytes === 2
          ? buffered.readUInt16BE(2)
          : Number(buffered.readBigUInt64BE(2));
    if (buffered.length < start + length) return null;
    const raw = buffered.subarray(start, start + length);
    const payload = masked ? unmasked(raw, buffered.subarray(start - 4, start)) : Buffer.from(raw);
    buffered = buffered.subarray(start + length);
    return { final: (first & 0x80) !== 0, opcode: first & 0x0f, masked, payload };
  };

  return (bytes) => {
    buffered = Buffer.concat([buffered, bytes]);
    const frames: Frame[] = [];
    for (let frame = next(); frame !== null; frame = next()) frames.push(frame);
    return frames;
  };
};

/** The binary audio frame of `simulator.v1`: 16 bytes, little endian, then mono pcm_s16le. */

export const HEADER_BYTES = 16;
export const KIND_IN = 1;
export const KIND_OUT = 2;
const FLAG_LAST = 1;
const FLAG_DISCONTINUITY = 2;

export interface AudioFrame {
  kind: number;
  /** Last frame of a response. */
  isLast: boolean;
  isDiscontinuity: boolean;
  stream: number;
  seq: number;
  /** Index of the first sample on its clock: 16 kHz in, 24 kHz out. */
  firstSample: number;
  pcm: Int16Array<ArrayBuffer>;
}

export function encodeFrame(frame: AudioFrame): ArrayBuffer {
  const bytes = new ArrayBuffer(HEADER_BYTES + 2 * frame.pcm.length);
  const view = new DataView(bytes);
  view.setUint8(0, frame.kind);
  view.setUint8(1, (frame.isLast ? FLAG_LAST : 0) | (frame.isDiscontinuity ? FLAG_DISCONTINUITY : 0));
  view.setUint16(2, frame.stream, true);
  view.setUint32(4, frame.seq, true);
  view.setBigUint64(8, BigInt(frame.firstSample), true);
  frame.pcm.forEach((sample, i) => view.setInt16(HEADER_BYTES + 2 * i, sample, true));
  return bytes;
}

/** @throws RangeError when the bytes are no frame. */
export function decodeFrame(bytes: ArrayBuffer): AudioFrame {
  if (bytes.byteLength < HEADER_BYTES || bytes.byteLength % 2 !== 0) {
    throw new RangeError(`an audio frame has 16 bytes of header and whole samples, got ${bytes.byteLength} bytes`);
  }
  const view = new DataView(bytes);
  const flags = view.getUint8(1);
  const count = (bytes.byteLength - HEADER_BYTES) / 2;
  return {
    kind: view.getUint8(0),
    isLast: (flags & FLAG_LAST) !== 0,
    isDiscontinuity: (flags & FLAG_DISCONTINUITY) !== 0,
    stream: view.getUint16(2, true),
    seq: view.getUint32(4, true),
    firstSample: Number(view.getBigUint64(8, true)),
    pcm: Int16Array.from({ length: count }, (_, i) => view.getInt16(HEADER_BYTES + 2 * i, true)),
  };
}

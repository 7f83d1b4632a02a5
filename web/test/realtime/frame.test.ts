import { describe, expect, it } from "vitest";

import { type AudioFrame, KIND_IN, KIND_OUT, decodeFrame, encodeFrame } from "../../src/realtime/frame";

const FRAME: AudioFrame = {
  kind: KIND_IN,
  isLast: true,
  isDiscontinuity: false,
  stream: 0x0102,
  seq: 0x01020304,
  firstSample: 2 ** 40 + 5,
  pcm: Int16Array.of(-32768, -1, 0, 1, 32767),
};

describe("audio frame", () => {
  it("has the header of the protocol, little endian", () => {
    const bytes = [...new Uint8Array(encodeFrame(FRAME))];
    expect(bytes.slice(0, 16)).toEqual([1, 1, 2, 1, 4, 3, 2, 1, 5, 0, 0, 0, 0, 1, 0, 0]);
    expect(bytes.slice(16, 20)).toEqual([0x00, 0x80, 0xff, 0xff]);
  });

  it.each([
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ])("comes back as it went (last %s, discontinuity %s)", (isLast, isDiscontinuity) => {
    const frame = { ...FRAME, kind: KIND_OUT, isLast, isDiscontinuity };
    expect(decodeFrame(encodeFrame(frame))).toEqual(frame);
  });

  it.each([0, 15, 17])("refuses %i bytes", (count) => {
    expect(() => decodeFrame(new ArrayBuffer(count))).toThrow(RangeError);
  });
});

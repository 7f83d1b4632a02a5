import { expect, it } from "vitest";

import { FRAME_SAMPLES, Framer, toPcm16 } from "../../src/audio/framer";
import { levelDbfs } from "../../src/audio/level";

it("cuts frames of 20 ms and keeps the rest for the next block", () => {
  const framer = new Framer();
  const ramp = Float32Array.from({ length: 2 * FRAME_SAMPLES + 30 }, (_, n) => n / 32768);
  const first = framer.push(ramp.subarray(0, 500));
  const second = framer.push(ramp.subarray(500));
  const all = [...first, ...second];
  expect(all.map((frame) => frame.length)).toEqual([320, 320]);
  expect(all.flatMap((frame) => [...frame])).toEqual(Array.from({ length: 640 }, (_, n) => n));
});

it("clips what is louder than full scale", () => {
  expect([toPcm16(1.5), toPcm16(-1.5), toPcm16(0), toPcm16(-0.5)]).toEqual([32767, -32768, 0, -16384]);
});

it("measures the level in dB re full scale", () => {
  expect(levelDbfs(new Int16Array(320))).toBe(-96);
  expect(levelDbfs(new Int16Array(320).fill(16384))).toBeCloseTo(-6.02, 2);
});

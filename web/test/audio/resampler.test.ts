import { describe, expect, it } from "vitest";

import { INPUT_RATE_HZ, Resampler } from "../../src/audio/resampler";

function tone(frequencyHz: number, rateHz: number, seconds: number): Float32Array {
  return Float32Array.from({ length: rateHz * seconds }, (_, n) => Math.sin((2 * Math.PI * frequencyHz * n) / rateHz));
}

/** Level of what is left after the edges, dB re a full-scale sine. */
function levelDb(samples: Float32Array): number {
  const inner = samples.subarray(800, samples.length - 800);
  const power = inner.reduce((sum, x) => sum + x * x, 0) / inner.length;
  return 10 * Math.log10(2 * power);
}

function worstDifference(a: Float32Array, b: Float32Array): number {
  let worst = 0;
  for (let n = 800; n < Math.min(a.length, b.length) - 800; n += 1) worst = Math.max(worst, Math.abs(a[n]! - b[n]!));
  return worst;
}

describe.each([8000, 16_000, 44_100, 48_000, 96_000])("from %i Hz", (rateHz) => {
  it("keeps a tone's frequency, phase and level", () => {
    const resampled = new Resampler(rateHz).push(tone(440, rateHz, 1));
    expect(worstDifference(resampled, tone(440, INPUT_RATE_HZ, 1))).toBeLessThan(2e-3);
  });

  it("gives the same samples however the input is cut", () => {
    const input = tone(1000, rateHz, 0.5);
    const whole = new Resampler(rateHz).push(input);
    const inBlocks = new Resampler(rateHz);
    const pieces: number[] = [];
    for (let start = 0; start < input.length; start += 128) pieces.push(...inBlocks.push(input.subarray(start, start + 128)));
    expect(Float32Array.from(pieces)).toEqual(whole);
  });

  it("loses no time: a second in is a second out, but for the filter's tail", () => {
    const length = new Resampler(rateHz).push(new Float32Array(rateHz)).length;
    expect(INPUT_RATE_HZ - length).toBeGreaterThanOrEqual(0);
    expect(INPUT_RATE_HZ - length).toBeLessThan(0.01 * INPUT_RATE_HZ);
  });
});

describe.each([44_100, 48_000, 96_000])("aliases from %i Hz", (rateHz) => {
  it.each([8500, 11_000, 15_900, 20_000])("are 70 dB down at %i Hz", (frequencyHz) => {
    expect(levelDb(new Resampler(rateHz).push(tone(frequencyHz, rateHz, 0.5)))).toBeLessThan(-70);
  });

  it.each([100, 1000, 3400, 7000])("while %i Hz passes within 0.1 dB", (frequencyHz) => {
    expect(Math.abs(levelDb(new Resampler(rateHz).push(tone(frequencyHz, rateHz, 0.5))))).toBeLessThan(0.1);
  });
});

it("refuses a rate that is none", () => {
  expect(() => new Resampler(0)).toThrow(RangeError);
  expect(() => new Resampler(44_100.5)).toThrow(RangeError);
});

import { describe, expect, it } from "vitest";

import { EchoListener, likeness, probe } from "../../src/audio/echo";
import { toPcm16 } from "../../src/audio/framer";

const RATE_HZ = 16_000;

/** Noise that is the same in every run. */
function noise(count: number, peak: number, seed = 7): Float32Array {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (1_103_515_245 * state + 12_345) % 2 ** 31;
    return peak * (state / 2 ** 30 - 1);
  });
}

function listened(room: Float32Array, echo: { gain: number; delayS: number } | null): boolean {
  const heard = Float32Array.from(room);
  if (echo) probe().forEach((sample, i) => (heard[Math.round(echo.delayS * RATE_HZ) + i]! += echo.gain * sample));
  const listener = new EchoListener();
  for (let at = 0; at + 320 <= heard.length; at += 320) listener.push(Int16Array.from(heard.subarray(at, at + 320), toPcm16));
  expect(listener.isDone).toBe(true);
  return listener.hasEcho;
}

const ROOM = noise(1.3 * RATE_HZ, 0.004);

describe("the echo of the loudspeaker", () => {
  it.each([
    ["at once and loud", 0.5, 0.05],
    ["late and 26 dB down", 0.05, 0.6],
    ["upside down", -0.3, 0.2],
  ])("is heard: %s", (_, gain, delayS) => {
    expect(listened(ROOM, { gain, delayS })).toBe(true);
  });

  it("is not found in a room without it, nor in silence, nor in a hum", () => {
    expect(listened(ROOM, null)).toBe(false);
    expect(listened(new Float32Array(ROOM.length), null)).toBe(false);
    expect(listened(Float32Array.from(ROOM, (_, i) => 0.1 * Math.sin((2 * Math.PI * 180 * i) / RATE_HZ)), null)).toBe(false);
  });

  it("is not found where it drowns in the room", () => {
    expect(listened(noise(ROOM.length, 0.1), { gain: 0.02, delayS: 0.1 })).toBe(false);
  });

  it("is measured as a share of the shape", () => {
    const shape = Float32Array.from([1, -1, 2]);
    expect(likeness(Float32Array.from([0, 0, 2, -2, 4, 0]), shape)).toBeCloseTo(1);
    expect(likeness(new Float32Array(6), shape)).toBe(0);
  });
});

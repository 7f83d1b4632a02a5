import { describe, expect, it } from "vitest";

import { NoiseFloor } from "../../src/audio/noise-floor";

function floorOf(levels: (i: number) => number): NoiseFloor {
  const floor = new NoiseFloor();
  for (let i = 0; i < 60; i += 1) floor.push(levels(i));
  return floor;
}

describe("the noise of a room", () => {
  it("is known after 1.2 s and does not change after that", () => {
    const floor = new NoiseFloor();
    for (let i = 0; i < 59; i += 1) floor.push(-60);
    expect(floor.isKnown).toBe(false);
    floor.push(-60);
    expect(floor.isKnown).toBe(true);
    for (let i = 0; i < 200; i += 1) floor.push(-10);
    expect(floor.levelDb).toBe(-60);
  });

  it("does not count a cough", () => {
    expect(floorOf((i) => (i < 20 ? -12 : -62)).room).toBe("quiet");
  });

  it.each([[-70, "quiet"], [-50, "some"], [-40, "noisy"]] as const)("of %i dB is %s", (levelDb, room) => {
    expect(floorOf(() => levelDb).room).toBe(room);
  });
});

import { describe, expect, it } from "vitest";

import { mouthAt } from "../../src/avatar/lips";
import { mouthPaths } from "../../src/avatar/mouth";
import { REST, VISEME_SHAPES, blend } from "../../src/avatar/viseme-shapes";

const AA = { visemeId: 10, startMs: 100, durationMs: 80, weight: 1 };
const PP = { visemeId: 1, startMs: 180, durationMs: 60, weight: 1 };

describe("lips", () => {
  it("are at rest before anything is said and after all of it", () => {
    expect(mouthAt([AA, PP], 0)).toEqual(REST);
    expect(mouthAt([AA, PP], 1000)).toEqual(REST);
  });

  it("have the full shape when the sound begins, not later", () => {
    expect(mouthAt([AA], 100)).toEqual(VISEME_SHAPES[10]);
    expect(mouthAt([AA], 70).open).toBeGreaterThan(0.2);
  });

  it("pass from one sound into the next without a jump", () => {
    for (let ms = 0; ms < 400; ms += 1) {
      expect(Math.abs(mouthAt([AA, PP], ms + 1).open - mouthAt([AA, PP], ms).open)).toBeLessThan(0.05);
    }
  });

  it("never open further than the widest shape, however many overlap", () => {
    const crowd = Array.from({ length: 6 }, () => ({ shape: VISEME_SHAPES[10]!, weight: 1 }));
    expect(blend(crowd).open).toBeCloseTo(1, 10);
  });
});

it("draws a different mouth for each of the 15 visemes", () => {
  const drawn = VISEME_SHAPES.map((shape) => mouthPaths(shape, 0));
  expect(new Set(drawn.map((paths) => paths.lips + paths.opening)).size).toBe(15);
});

import { describe, expect, it } from "vitest";

import { MAX_POINTS, pointsIn, withPoint } from "../../src/pages/checklist-store";

const POINT = { text: "Eerst het nieuws", isDone: false };

describe("one's own list", () => {
  it("takes a line as it is meant", () => {
    expect(withPoint([], "  Eerst het nieuws ")).toEqual([POINT]);
  });

  it("takes no empty line and no more than fits", () => {
    expect(withPoint([POINT], "   ")).toEqual([POINT]);
    const full = Array.from({ length: MAX_POINTS }, () => POINT);
    expect(withPoint(full, "nog een")).toHaveLength(MAX_POINTS);
    expect(withPoint([], "x".repeat(999))[0]?.text).toHaveLength(200);
  });

  it("reads back what it knows and nothing else", () => {
    expect(pointsIn(JSON.stringify([POINT, null, { text: 3 }, "x"]))).toEqual([POINT]);
    expect(pointsIn("{}")).toEqual([]);
  });
});

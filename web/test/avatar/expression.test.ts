import { describe, expect, it } from "vitest";

import { moodExpression } from "../../src/avatar/expression";
import { tearFall } from "../../src/avatar/idle";

describe("what a mood shows", () => {
  it("fills the eyes where sadness is deep, and nowhere else", () => {
    expect(moodExpression("sad", 0.5).tears).toBe(0);
    expect(moodExpression("sad", 0.75).tears).toBeGreaterThan(0.3);
    expect(moodExpression("sad", 1).tears).toBe(1);
    for (const mood of ["neutral", "angry", "relieved", "withdrawn"] as const) expect(moodExpression(mood, 1).tears).toBe(0);
  });

  it("makes an angry face red and a shocked one pale", () => {
    expect(moodExpression("angry", 1).flush).toBeGreaterThan(0.5);
    expect(moodExpression("shocked", 1).flush).toBeLessThan(-0.5);
  });

  it("tells every mood from every other", () => {
    const moods = ["neutral", "wary", "shocked", "sad", "angry", "bargaining", "practical", "relieved", "withdrawn"] as const;
    for (const one of moods) {
      for (const other of moods.filter((mood) => mood < one)) {
        const [a, b] = [moodExpression(one, 0.5), moodExpression(other, 0.5)];
        const apart = (Object.keys(a) as (keyof typeof a)[]).reduce((sum, name) => sum + Math.abs(a[name] - b[name]), 0);
        expect(apart, `${one} and ${other}`).toBeGreaterThan(0.15);
      }
    }
  });

  it("lets a tear run down, stay down, and begin anew", () => {
    expect(tearFall(0)).toBe(0);
    expect(tearFall(1300)).toBeCloseTo(0.5);
    expect(tearFall(5000)).toBe(1);
    expect(tearFall(7000)).toBe(0);
  });
});

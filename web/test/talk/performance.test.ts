import { expect, it } from "vitest";

import { Performance } from "../../src/talk/performance";

const SIL = 0;
const AA = 10;

function viseme(visemeId: number, startMs: number) {
  return { visemeId, startMs, durationMs: 100, weight: 1 };
}

/** A pause, then two sentences, as the service sends them: each text before its mouth shapes. */
function twoSentences(): Performance {
  const performance = new Performance();
  performance.addText("Ontslagen? ");
  performance.addViseme(viseme(SIL, 0));
  performance.addViseme(viseme(AA, 1500));
  performance.addText("Na negentien jaar. ");
  performance.addViseme(viseme(AA, 2600));
  return performance;
}

it("shows a sentence when its voice begins, so that a silence stays a silence", () => {
  const performance = twoSentences();
  expect(performance.captionAt(1499)).toBe("");
  expect(performance.captionAt(1500)).toBe("Ontslagen?");
  expect(performance.captionAt(2600)).toBe("Ontslagen? Na negentien jaar.");
  expect(performance.text).toBe("Ontslagen? Na negentien jaar.");
});

it("says when the voice is heard", () => {
  expect(twoSentences().isVoicedAt(1400)).toBe(false);
  expect(twoSentences().isVoicedAt(1600)).toBe(true);
});

it("moves for a cue it knows, only while it lasts, and leaves out one it does not", () => {
  const performance = new Performance();
  performance.addCue({ name: "look_down", startMs: 100, durationMs: 1000 });
  performance.addCue({ name: "cartwheel", startMs: 0, durationMs: 5000 });
  expect(performance.gestureAt(600).gazeY).toBeGreaterThan(0.9);
  expect(performance.gestureAt(50).gazeY).toBe(0);
  expect(performance.gestureAt(1200).gazeY).toBe(0);
});

import { describe, expect, it } from "vitest";

import { byExercise, partsOf, totalsOf, wentUp } from "../../src/mine/progress";
import { type Attempt, type OwnTalk, resultsOf } from "../../src/service/own-talks";

const points = (total: number) => ({ total, passed: total >= 60, pass_mark: 60, duration_ms: 60_000 });
const talk = (scenario_id: string, total: number | null, is_fork = false) =>
  ({ scenario_id, points: total === null ? null : points(total), is_fork }) as OwnTalk;
const title = { nl: "x", fr: "x", en: "x" };
const attempt = (...parts: [string, number, number][]) =>
  ({ points: points(50), criteria: parts.map(([criterion_id, value, max]) => ({ criterion_id, title, value, max })) }) as unknown as Attempt;

/** The newest first, as the door lists them. */
const TALKS = [talk("c4", null), talk("c4", 55), talk("raise", 70), talk("c4", 80), talk("c4", 40)];

describe("talks by exercise", () => {
  it("come with the exercise that was done last in front", () => {
    expect(byExercise(TALKS).map(({ scenarioId, talks }) => [scenarioId, talks.length])).toEqual([["c4", 4], ["raise", 1]]);
  });

  it("give their totals from the first attempt to the last", () => {
    expect(totalsOf(byExercise(TALKS)[0]!.talks)).toEqual([40, 80, 55]);
  });

  it("count no sentence that was tried again as an attempt", () => {
    const withFork = [talk("c4", 100, true), ...TALKS];
    expect(totalsOf(withFork.filter(({ scenario_id }) => scenario_id === "c4"))).toEqual([40, 80, 55]);
    expect(resultsOf(withFork)).toEqual(resultsOf(TALKS));
  });

  it("say which was best and which last, and nothing of a talk without points", () => {
    expect(resultsOf(TALKS).get("c4")).toEqual({ best: 80, last: 55, talks: 3 });
    expect(resultsOf([talk("c4", null)]).has("c4")).toBe(false);
  });
});

describe("parts over attempts", () => {
  it("are those of the last attempt, with what changed since the one before", () => {
    const parts = partsOf([attempt(["news", 5, 20], ["room", 9, 10]), attempt(["news", 12, 20], ["room", 8, 10])]);
    expect(parts.map(({ id, values, change }) => [id, values, change])).toEqual([["news", [5, 12], 7], ["room", [9, 8], -1]]);
    expect(wentUp(parts).map(({ id }) => id)).toEqual(["news"]);
  });

  it("do not compare points of another scale, nor a part that was not there", () => {
    const [part] = partsOf([attempt(["news", 5, 10]), attempt(["news", 12, 20])]);
    expect([part!.values, part!.change]).toEqual([[null, 12], null]);
  });

  it("tell of no change after one attempt, and of nothing without any", () => {
    expect(partsOf([attempt(["news", 5, 20])])[0]!.change).toBeNull();
    expect(partsOf([])).toEqual([]);
  });

  it("went up the most first, as a share of the part", () => {
    const parts = partsOf([attempt(["news", 5, 20], ["room", 1, 10]), attempt(["news", 8, 20], ["room", 4, 10])]);
    expect(wentUp(parts).map(({ id }) => id)).toEqual(["room", "news"]);
  });
});

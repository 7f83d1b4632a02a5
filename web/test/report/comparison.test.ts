import { describe, expect, it } from "vitest";

import { codeOf, comparison } from "../../src/report/comparison";
import { finding, report, turn } from "./found";

const FIRST = { ...turn("tried", "We gaan eens kijken."), evidence: [finding("vague.delay.1", 0, 7, { weight: 2, item_id: "tried" }), finding("vague.hedge_approx.2", 8, 12, { item_id: "tried" })] };
const FORK = { forked_from: { item_id: "trainee_002", taken_over: ["persona_001", "trainee_001"], is_forgotten: false }, taken_back: [FIRST] };
const BEFORE = [turn("persona_001", "Dag."), turn("trainee_001", "Dag."), turn("persona_002", "Ja?")];

describe("comparison", () => {
  it("puts the sentence as it was beside the first one that is new", () => {
    const found = comparison(report({
      ...FORK,
      turns: [...BEFORE, turn("trainee_002", "U bent ontslagen."), turn("trainee_003", "Misschien.")],
      evidence: [finding("core", 0, 5, { item_id: "trainee_002" }), finding("moment.news_time", 0, 0, { item_id: "trainee_002" }), finding("vague.delay.1", 0, 5, { item_id: "trainee_003" })],
    }))!;
    expect([found.first.text, found.first.vagueness, found.first.hasCore]).toEqual(["We gaan eens kijken.", 3, false]);
    expect([found.again!.text, found.again!.vagueness, found.again!.hasCore]).toEqual(["U bent ontslagen.", 0, true]);
    expect(found.again!.evidence.map(({ rule_id }) => rule_id)).toEqual(["core"]);
  });

  it("says that nothing was said again", () => {
    expect(comparison(report({ ...FORK, turns: BEFORE }))!.again).toBeNull();
  });

  it("is none for a talk from its beginning, also where the trainee went back in it", () => {
    expect(comparison(report({ taken_back: [{ ...turn("trainee_001", "Dag."), evidence: [] }] }))).toBeNull();
  });

  it("knows the kind of vagueness from the rule", () => {
    expect(codeOf(finding("vague.hedge_approx.3"))).toBe("hedge_approx");
  });
});

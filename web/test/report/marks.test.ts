import { describe, expect, it } from "vitest";

import { kindOf, ofWholeTurn, pieces, sentenceAt } from "../../src/report/marks";
import { finding } from "./found";

const SAID = "We gaan eens kijken. U bent ontslagen.";

describe("pieces", () => {
  it("cuts where a mark or a sentence begins or ends, and loses no character", () => {
    const found = pieces(SAID, [finding("vague.delay.1", 3, 19), finding("core", 21, 38)]);
    expect(found.map(({ text }) => text)).toEqual(["We ", "gaan eens kijken", ". ", "U bent ontslagen."]);
    expect(found.map(({ kind }) => kind)).toEqual([null, "fault", null, "core"]);
    expect(found.map(({ sentence }) => sentence)).toEqual([0, 0, 0, 1]);
  });

  it("shows the gravest of marks that overlap, and tells all of them", () => {
    const found = pieces(SAID, [finding("core", 0, 20), finding("vague.delay.1", 8, 12)]);
    expect(found.map(({ text, kind }) => [text, kind])).toEqual([["We gaan ", "core"], ["eens", "fault"], [" kijken.", "core"], [" ", null], ["U bent ontslagen.", null]]);
    expect(found[1]!.found.map(({ rule_id }) => rule_id)).toEqual(["core", "vague.delay.1"]);
  });

  it("counts characters as the service does, not halves of them", () => {
    expect(pieces("👍🏽 misschien", [finding("vague.hedge_approx.1", 3, 12)]).map(({ text }) => text)).toEqual(["👍🏽 ", "misschien"]);
  });

  it("tells findings that say the same once", () => {
    expect(pieces("zo en zo", [finding("vague.drift.1", 0, 8), finding("vague.drift.1", 0, 8, { evidence_id: "x" })])[0]!.found).toHaveLength(1);
  });

  it("leaves facts, delivery and what is neutral alone", () => {
    expect(kindOf(finding("fact.date"))).toBeNull();
    expect(kindOf(finding("delivery.final_rise_st", 0, 0, { polarity: "negative" }))).toBeNull();
    expect(kindOf(finding("act.greet", 0, 0, { polarity: "neutral" }))).toBeNull();
  });

  it("keeps what is about the whole turn apart", () => {
    const moment = finding("moment.news_time", 2, 9);
    expect(pieces(SAID, [moment]).every(({ kind }) => kind === null)).toBe(true);
    expect(ofWholeTurn([moment, finding("core", 0, 4)])).toEqual([moment]);
  });

  it("survives a place outside the text", () => {
    expect(pieces("Dag.", [finding("core", 2, 99)]).map(({ text }) => text).join("")).toBe("Dag.");
  });
});

describe("sentenceAt", () => {
  it("goes through the sentences with the sound", () => {
    expect([0, 0.5, 0.56, 1].map((ratio) => sentenceAt(SAID, ratio))).toEqual([0, 0, 1, 1]);
    expect(sentenceAt("Eén zin", 1)).toBe(0);
  });
});

import { describe, expect, it } from "vitest";

import { NO_CONSENT } from "../../src/pages/choice";
import { sameAgain } from "../../src/mine/again";
import { TABS, addressOf, placeOf } from "../../src/mine/place";
import type { Catalog } from "../../src/service/catalog";

describe("an address", () => {
  it.each(TABS)("leads to the %s of a talk and back", (tab) => {
    expect(placeOf(addressOf("0af3", tab))).toEqual({ kind: "talk", sessionId: "0af3", tab });
  });

  it.each(["#mine", "#mine/", "#mine/0af3/somewhere", "#minecraft", ""])("that says nothing else (%j) is the list", (hash) => {
    expect(placeOf(hash)).toEqual({ kind: "talks" });
  });

  it("leads to one's data", () => {
    expect(placeOf("#mine/data")).toEqual({ kind: "data" });
  });
});

describe("the same again", () => {
  const catalog = { scenarios: [{ id: "c4" }], personas: [{ id: "lieve" }] } as unknown as Catalog;
  const held = { scenario_id: "c4", persona_id: "lieve", language: "fr", difficulty: "hard" } as const;

  it("is the same talk, and agrees to nothing", () => {
    expect(sameAgain(catalog, held)).toMatchObject({ language: "fr", difficulty: "hard", consent: NO_CONSENT, appliesNorms: true });
  });

  it("is not there where the exercise or the colleague is gone", () => {
    expect(sameAgain(catalog, { ...held, scenario_id: "old" })).toBeNull();
    expect(sameAgain(catalog, { ...held, persona_id: "roger" })).toBeNull();
  });
});

import { describe, expect, it } from "vitest";

import { NOTHING_DECIDED, choiceFor, sessionRequest } from "../../src/pages/choice";
import type { Catalog } from "../../src/service/catalog";

const text = { nl: "x", fr: "x", en: "x" };
const catalog = {
  personas: [{ id: "lieve", name: "Lieve", age: 46, role: text, summary: text, languages: ["nl"], look: {} }],
  scenarios: [
    { id: "c4", title: text, briefing: text, languages: ["nl"], personas: ["lieve"], difficulties: ["normal"] },
    { id: "review", title: text, briefing: text, languages: ["nl"], personas: ["lieve"], difficulties: ["normal"] },
  ],
} as unknown as Catalog;

describe("what a trainee decides", () => {
  it("is nothing at first, and norms apply", () => {
    const choice = choiceFor(catalog, catalog.scenarios[0]!, "nl");
    expect(sessionRequest(choice!)).toMatchObject({ apply_norms: true, consent: NOTHING_DECIDED.consent });
  });

  it("stays decided when another talk is chosen", () => {
    const own = { consent: { ...NOTHING_DECIDED.consent, delivery_measures: true }, appliesNorms: false };
    const choice = choiceFor(catalog, catalog.scenarios[1]!, "nl", own);
    expect(sessionRequest(choice!)).toMatchObject({ scenario_id: "review", apply_norms: false, consent: own.consent });
  });
});

import { describe, expect, it } from "vitest";

import { fromTheBeginning, sessionRequest } from "../../src/pages/choice";
import { nextChoice, tryAgain } from "../../src/report/again";
import type { PersonaCard, ScenarioCard } from "../../src/service/catalog";
import type { OwnTalk } from "../../src/service/own-talks";
import { report, turn } from "./found";

const SCENARIO = { id: "c4", personas: ["lieve", "thierry"], languages: ["nl", "fr"], difficulties: ["normal", "hard"] } as ScenarioCard;
const CATALOG = { scenarios: [SCENARIO], personas: [{ id: "lieve", languages: ["nl"] }, { id: "thierry", languages: ["fr"] }] as PersonaCard[] };
const TALK = {
  session_id: "s1", scenario_id: "c4", persona_id: "lieve", language: "nl", difficulty: "hard",
  consent: { recording: false, delivery_measures: true, share_with_hr: true },
} as OwnTalk;
const SAID = turn("trainee_001", "We gaan eens kijken.");
const REPORT = report({ turns: [turn("persona_001", "Dag."), turn("persona_002", ""), SAID], applies_norms: false });

describe("tryAgain", () => {
  it("asks for the same talk from that sentence, as it was agreed to, and nothing for HR", () => {
    const choice = tryAgain(CATALOG, TALK, REPORT, SAID)!;
    expect(choice.fork).toEqual({ sessionId: "s1", itemId: "trainee_001", said: SAID.text, asked: "Dag." });
    expect(choice.consent).toEqual({ recording: false, delivery_measures: true, share_with_hr: false });
    expect(choice.appliesNorms).toBe(false);
    expect(sessionRequest(choice)).toMatchObject({ scenario_id: "c4", persona_id: "lieve", difficulty: "hard", fork: { session_id: "s1", item_id: "trainee_001" } });
    expect(sessionRequest(fromTheBeginning(choice))).not.toHaveProperty("fork");
  });

  it("is not there where the exercise is no longer offered", () => {
    expect(tryAgain({ ...CATALOG, scenarios: [] }, TALK, REPORT, SAID)).toBeNull();
  });
});

describe("nextChoice", () => {
  it("takes the persona that is advised where it speaks the language of the talk, else the one of this talk", () => {
    const next = { scenario_id: "c4", difficulty: "normal" as const, persona_id: "thierry" };
    expect(nextChoice(CATALOG, TALK, next)!.persona.id).toBe("lieve");
    expect(nextChoice(CATALOG, { ...TALK, language: "fr" }, next)!.persona.id).toBe("thierry");
    expect(nextChoice(CATALOG, { ...TALK, language: "en" }, next)).toBeNull();
  });
});

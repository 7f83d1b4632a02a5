import { expect, it } from "vitest";

import persona from "../../../schemas/persona.schema.json?raw";
import scenario from "../../../schemas/scenario.schema.json?raw";
import { isKnownWord, wordIn } from "../../src/studio/i18n/vocabulary";
import { type Schema, keysAt, wordsAt } from "../../src/studio/yaml/schema";

const SCENARIO = JSON.parse(scenario) as Schema;
const PERSONA = JSON.parse(persona) as Schema;

/** Every word that a form shows. */
const SHOWN = [
  ...["acts_any", "legal_any", "facts_any", "told_all", "mood_any"].flatMap((part) => wordsAt(SCENARIO, ["triggers", 0, "when", part, 0])),
  ...["intent", "mood", "place"].flatMap((field) => wordsAt(SCENARIO, ["also_present", "joins", 0, field])),
  ...wordsAt(SCENARIO, ["kind"]), ...wordsAt(SCENARIO, ["phases", 0, "expected_acts", 0]), ...wordsAt(PERSONA, ["trajectory"]),
  ...wordsAt(PERSONA, ["voice", "gender"]), ...wordsAt(PERSONA, ["look", "hair_style"]),
  ...keysAt(PERSONA, ["lines", "nl"]).map((key) => key.name), ...keysAt(PERSONA, ["lines", "nl", "greet"]).map((key) => key.name),
];

it("has every word that the forms show, in three languages", () => {
  expect(SHOWN.length).toBeGreaterThan(100);
  expect(SHOWN.filter((word) => !isKnownWord(word))).toEqual([]);
});

it("shows what it does not know with its underscores as spaces", () => {
  expect(wordIn("a_new_word", "fr")).toBe("a new word");
});

import { expect, it } from "vitest";

import written from "../../../schemas/scenario.schema.json?raw";
import { PARTS, beginningOf, kindOf, partsOf } from "../../src/studio/form/condition-parts";
import { MESSAGES, type StudioKey } from "../../src/studio/i18n";
import { type Schema, keysAt, wordsAt } from "../../src/studio/yaml/schema";

const SCHEMA = JSON.parse(written) as Schema;
const WHEN = ["triggers", 0, "when"];

it("knows every part that a condition may have, and has a name for each", () => {
  expect([...PARTS].sort()).toEqual(keysAt(SCHEMA, WHEN).map((key) => key.name).sort());
  expect(PARTS.filter((part) => !((`when.${part}` satisfies StudioKey) in MESSAGES.nl))).toEqual([]);
});

it("offers words wherever the schema has some", () => {
  for (const part of PARTS) expect(wordsAt(SCHEMA, [...WHEN, part, 0]).length > 0, part).toBe(kindOf(part) === "words");
});

it("says which parts stand there, in the order of the text, and which are left", () => {
  const { present, absent, unknown } = partsOf({ core_said: true, acts_any: [], core_sayd: false });
  expect(present).toEqual(["core_said", "acts_any"]);
  expect(unknown).toEqual(["core_sayd"]);
  expect(absent).toHaveLength(PARTS.length - 2);
});

it.each([undefined, null, "text", [1]])("has no parts where there is no condition: %j", (value) => {
  expect(partsOf(value)).toEqual({ present: [], absent: [...PARTS], unknown: [] });
});

it("begins each part with what the schema allows", () => {
  const sorts = { words: "object", conditions: "object", yes_no: "boolean", number: "number", expression: "string" };
  for (const part of PARTS) expect(typeof beginningOf(part), part).toBe(sorts[kindOf(part)]);
});

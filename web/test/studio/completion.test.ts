import { describe, expect, it } from "vitest";

import { contextAt } from "../../src/studio/yaml/context";
import { offersAt, phasesOf } from "../../src/studio/yaml/completion";
import written from "../../../schemas/scenario.schema.json?raw";
import type { Schema } from "../../src/studio/yaml/schema";

const SCHEMA = JSON.parse(written) as Schema;

/** The cursor is where the bar stands. */
function at(marked: string): [string, number] {
  const cursor = marked.indexOf("|");
  return [marked.slice(0, cursor) + marked.slice(cursor + 1), cursor];
}

function labels(marked: string): string[] {
  const [text, cursor] = at(marked);
  return offersAt(text, cursor, SCHEMA)?.offers.map((offer) => offer.label) ?? [];
}

const PHASES = "phases:\n  - id: nieuws\n    transitions:\n      - to: opvang\n        when: { core_said: true }\n  - id: opvang\n";

describe("the way to the cursor", () => {
  it.each([
    ["ti|", [], "key"],
    ["title:\n  n|", ["title"], "key"],
    ["kind: c4|", ["kind"], "value"],
    ["phases:\n  - i|", ["phases", 0], "key"],
    ["phases:\n- i|", ["phases", 0], "key"],
    ["phases:\n  - id: a\n    goal:\n      nl: x\n    un|", ["phases", 0], "key"],
    ["phases:\n  - id: a\n    transitions:\n      - to: b\n        when: { ac|", ["phases", 0, "transitions", 0, "when"], "key"],
    ["triggers:\n  - when: { acts_any: [greet, cl|", ["triggers", 0, "when", "acts_any", 0], "value"],
    ["triggers:\n  - when: { acts_any: [greet], core_said: t|", ["triggers", 0, "when", "core_said"], "value"],
    ["rubric:\n  criteria:\n    - id: a\n      bands:\n        - { measure: ne|", ["rubric", "criteria", 0, "bands", 0, "measure"], "value"],
    ["personas:\n  - li|", ["personas", 0], "key"],
    ["phases:\n  - id: a\nrubric:\n  pa|", ["rubric"], "key"],
  ])("in %j", (marked, path, kind) => {
    const [text, cursor] = at(marked);
    expect(contextAt(text, cursor)).toMatchObject({ path, kind });
  });

  it.each(["briefing:\n  nl: >-\n    De afdeling sl|", "id: x # ti|"])("is none in running text: %j", (marked) => {
    expect(contextAt(...at(marked))).toBeNull();
  });
});

describe("what is offered", () => {
  it("is the fields of a scenario that are not there yet, those it needs first", () => {
    const offered = labels("id: x\nkind: c4_talk\n|\ntitle:\n  nl: a\n");
    expect(offered).not.toContain("id");
    expect(offered).not.toContain("title");
    expect(offered.slice(0, 3)).toEqual(["briefing", "core", "languages"]);
  });

  it("is the fields of a phase and of a condition", () => {
    expect(labels("phases:\n  - id: a\n    |")).toEqual(expect.arrayContaining(["goal", "until_s", "silence_is_content"]));
    expect(labels("triggers:\n  - id: a\n    when: { |")).toEqual(expect.arrayContaining(["core_said", "any_of"]));
    expect(labels("triggers:\n  - id: a\n    when: { any_of: [{ |")).toContain("turn_at_least");
  });

  it("is the words of a closed vocabulary", () => {
    expect(labels("kind: |")).toContain("c4_talk");
    expect(labels("phases:\n  - id: a\n    expected_acts: [|")).toContain("deliver_news");
    expect(labels("phases:\n  - id: a\n    silence_is_content: |")).toEqual(["true", "false"]);
    expect(labels("opening:\n  |")).toEqual(["nl", "fr", "en"]);
    expect(labels("difficulties:\n  easy: { }\n  |")).toEqual(["normal", "hard"]);
    expect(labels("lines:\n  nl:\n    greet:\n      |")).toContain("neutral");
  });

  it("is the phases of this text", () => {
    expect(phasesOf(PHASES)).toEqual(["nieuws", "opvang"]);
    expect(labels(`${PHASES}    transitions:\n      - to: |`)).toEqual(["nieuws", "opvang"]);
    expect(labels(`${PHASES}triggers:\n  - id: a\n    phases: [|`)).toEqual(["nieuws", "opvang"]);
  });

  it("begins where the word begins", () => {
    const [text, cursor] = at("kind: c4|");
    expect(offersAt(text, cursor, SCHEMA)!.from).toBe("kind: ".length);
  });
});

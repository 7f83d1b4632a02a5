import { describe, expect, it } from "vitest";

import { isWithin, placed } from "../../src/studio/yaml/place";

const TEXT = `id: x
title:
  nl: Een
triggers:
  - id: een
    when: { acts_any: [open_question, refect] }
    say:
      nl:
        - Ho.
also_present:
  personas: [a, b]
`;

/** At the first place where `words` stand. */
function at(words: string): { line: number; column: number; elsewhere: null } {
  const lines = TEXT.slice(0, TEXT.indexOf(words)).split("\n");
  return { line: lines.length, column: lines.at(-1)!.length + 1, elsewhere: null };
}

function pathOf(words: string): unknown {
  return placed(TEXT, [at(words)])[0]?.path;
}

describe("the field of a finding", () => {
  it.each([
    ["x\ntitle", ["id"]],
    ["title", ["title"]],
    ["nl: Een", ["title", "nl"]],
    ["when", ["triggers", 0, "when"]],
    ["refect", ["triggers", 0, "when", "acts_any", 1]],
    ["say", ["triggers", 0, "say"]],
    ["nl:\n", ["triggers", 0, "say", "nl"]],
    ["Ho.", ["triggers", 0, "say", "nl", 0]],
    ["personas", ["also_present", "personas"]],
    ["b]", ["also_present", "personas", 1]],
  ])("at %j", (words, path) => {
    expect(pathOf(words)).toEqual(path);
  });

  it("is the one before, where nothing begins", () => {
    expect(pathOf("pen_question")).toEqual(["triggers", 0, "when", "acts_any", 0]);
  });
});

it("has no place in another file, nor in a text that cannot be read", () => {
  expect(placed(TEXT, [{ line: 1, column: 1, elsewhere: "lieve" }])).toEqual([]);
  expect(placed("a: [", [{ line: 1, column: 1, elsewhere: null }])).toEqual([]);
});

it("is within what leads to it", () => {
  expect(isWithin(["triggers", 0, "say"], ["triggers", 0])).toBe(true);
  expect(isWithin(["triggers", 0], ["triggers", 0])).toBe(true);
  expect(isWithin(["triggers", 1, "say"], ["triggers", 0])).toBe(false);
  expect(isWithin(["triggers"], ["triggers", 0])).toBe(false);
});

import { parseDocument } from "yaml";
import { describe, expect, it } from "vitest";

import { moved } from "../../src/studio/yaml/move";

const CONFLICT = Object.values(import.meta.glob<string>("../../../scenarios/conflict-na-vergadering.yaml", { query: "?raw", import: "default", eager: true }))[0]!;

const TEXT = `triggers: # in order
  # why one
  - id: een
    when: { core_said: true }
  # why two
  - id: twee
    say:
      nl: [Ho.] # why so

  - id: drie
# the next
rubric: {}
`;

function ids(text: string): string[] {
  return (parseDocument(text).toJS() as { triggers: { id: string }[] }).triggers.map((one) => one.id);
}

it("goes with the comments above it", () => {
  const text = moved(TEXT, ["triggers"], 1, 0);
  expect(ids(text)).toEqual(["twee", "een", "drie"]);
  expect(text).toContain("# in order\n  # why two\n  - id: twee\n    say:\n      nl: [Ho.] # why so\n  # why one\n  - id: een\n");
  expect(moved(text, ["triggers"], 0, 1)).toBe(TEXT);
});

it("goes to the end of its list, before the comment of what follows, and of a text without a last line break", () => {
  expect(moved(TEXT, ["triggers"], 1, 2)).toMatch(/- id: drie\n {2}# why two\n {2}- id: twee\n.*\n.*\n# the next\n/);
  expect(moved("a:\n  - id: x\n  - id: y", ["a"], 0, 1)).toBe("a:\n  - id: y\n  - id: x\n");
});

it("moves in a list on one line", () => {
  expect(moved("a: [x, y, z] # z", ["a"], 1, 2)).toBe("a: [x, z, y] # z");
});

it.each([
  [0, -1],
  [2, 3],
  [0, 2],
])("stays where there is no such neighbour: %i to %i", (from, to) => {
  expect(moved(TEXT, ["triggers"], from, to)).toBe(TEXT);
});

describe.each([["triggers"], ["also_present", "joins"]])("every item of a shipped scenario: %s", (...list) => {
  const count = (parseDocument(CONFLICT).getIn(list, true) as { items: unknown[] }).items.length;
  it.each(Array.from({ length: count - 1 }, (_, place) => place))("%i moves down, and back to the same text", (place) => {
    const text = moved(CONFLICT, list, place, place + 1);
    expect(text).not.toBe(CONFLICT);
    expect([...text.split("\n")].sort()).toEqual([...CONFLICT.split("\n")].sort());
    expect(moved(text, list, place + 1, place)).toBe(CONFLICT);
  });
});

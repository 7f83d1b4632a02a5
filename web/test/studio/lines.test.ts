import { parseDocument } from "yaml";
import { expect, it } from "vitest";

import { linesOf, withLines } from "../../src/studio/yaml/lines";

const TEXT = `say:
  # the first language
  nl:
    - "‘{vague_word}’: één"
    - Twee # kept
    # before three
    - 'Drie'
  fr: [Un, Deux]
`;
const BEFORE = ["‘{vague_word}’: één", "Twee", "Drie"];

function after(lines: string[]): string {
  return withLines(TEXT, ["say", "nl"], BEFORE, lines);
}

it("changes only the line that differs", () => {
  expect(after([BEFORE[0]!, "Tweede", "Drie"])).toBe(TEXT.replace("Twee # kept", '"Tweede" # kept'));
  expect(after(BEFORE)).toBe(TEXT);
});

it("adds at the end, and takes out of the middle", () => {
  expect(after([...BEFORE, "Vier"])).toBe(TEXT.replace("    - 'Drie'\n", "    - 'Drie'\n    - Vier\n"));
  expect(after([BEFORE[0]!, "Drie"])).toBe(TEXT.replace("    - Twee # kept\n", ""));
});

it.each([
  [["Nieuw", ...BEFORE]],
  [[BEFORE[0]!, "Nieuw", "Twee", "Drie"]],
  [["Drie"]],
  [["Twee", "Twee", "Twee", "Twee"]],
  [["Drie", "Twee"]],
])("comes to what was typed: %j", (lines) => {
  expect(parseDocument(after(lines)).toJS()).toMatchObject({ say: { nl: lines, fr: ["Un", "Deux"] } });
});

it("begins a language, and ends one", () => {
  expect(parseDocument(withLines(TEXT, ["say", "en"], [], ["One: it", "Two"])).toJS()).toMatchObject({ say: { en: ["One: it", "Two"] } });
  expect(withLines(TEXT, ["say", "fr"], ["Un", "Deux"], [])).toBe(TEXT.replace("  fr: [Un, Deux]\n", ""));
});

it("has no empty lines", () => {
  expect(linesOf(" Een \n\n  \nTwee")).toEqual(["Een", "Twee"]);
});

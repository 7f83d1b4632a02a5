import { describe, expect, it } from "vitest";

import { previewUrl } from "../../src/mine/mine-service";
import { type Chosen, hiddenSpans, quotesOf, withTurn, withWord, wordsOf } from "../../src/mine/quotes";

/** What is left of a text, counted as the service counts: in code points. */
function left(text: string, leftOut: number[]): string {
  const letters = [...text];
  const hidden = hiddenSpans(text, new Set(leftOut));
  return letters.filter((_, at) => !hidden.some(({ start, end }) => at >= start && at < end)).join("");
}

describe("words that are left out", () => {
  it("are counted in code points, as the service counts them", () => {
    expect(hiddenSpans("Dag 👋🏽 Jan Peeters", new Set([2]))).toEqual([{ start: 7, end: 10 }]);
  });

  it("go as one stretch where they stand beside each other", () => {
    expect(hiddenSpans("een twee drie vier", new Set([1, 2]))).toEqual([{ start: 4, end: 13 }]);
  });

  it.each([
    ["een twee drie", [], "een twee drie"],
    ["een twee drie", [1], "een  drie"],
    ["een\n twee  drie", [0, 2], "\n twee  "],
    ["één", [0], ""],
  ])("are gone from %j without %j, and nothing else is", (text, leftOut, rest) => {
    expect(left(text, leftOut)).toBe(rest);
  });

  it("are numbered as they are shown", () => {
    const text = " Dag Lieve,\tik  zeg het ";
    wordsOf(text).forEach((word, number) => expect(left(text, [number])).not.toContain(word));
  });
});

describe("what is chosen", () => {
  const turns = [{ item_id: "trainee_001", text: "Dag Lieve" }, { item_id: "trainee_002", text: "Ik zeg het" }];
  const both = withTurn(withTurn(new Map(), "trainee_002", true), "trainee_001", true);

  it("is told in the order of the talk", () => {
    expect(quotesOf(turns, both).map(({ item_id }) => item_id)).toEqual(["trainee_001", "trainee_002"]);
  });

  it("changes by one word, back and forth, and forgets it with the turn", () => {
    const without: Chosen = withWord(both, "trainee_001", 1);
    expect(quotesOf(turns, without)[0]).toEqual({ item_id: "trainee_001", hidden: [{ start: 4, end: 9 }] });
    expect(withWord(without, "trainee_001", 1)).toEqual(both);
    expect(withTurn(withTurn(without, "trainee_001", false), "trainee_001", true)).toEqual(both);
  });

  it("is asked for as the door reads it", () => {
    const quotes = quotesOf(turns, withWord(withWord(both, "trainee_002", 0), "trainee_002", 2));
    const [, query] = previewUrl("s1", quotes).split("?");
    expect(new URLSearchParams(query).getAll("quotes")).toEqual(["trainee_001", "trainee_002:0-2,7-10"]);
  });
});

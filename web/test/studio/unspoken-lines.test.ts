import { expect, test } from "vitest";

import { wordIn } from "../../src/studio/i18n/vocabulary";
import { unspokenLines } from "../../src/studio/unspoken-lines";

const KEYS = ["nl agree/sad", "nl ask_reason/sad", "nl ask_reason/wary", "en agree/trigger false-hope"];

test("moods stand together behind what the colleague does, in the reader's words", () => {
  const [dutch, english] = unspokenLines(KEYS, "nl", "trigger");
  const [agrees, sad, wary] = ["agree", "sad", "wary"].map((word) => wordIn(word, "nl"));
  expect(dutch).toEqual({ spokenIn: "nl", lines: [`${agrees}: ${sad}`, `vraagt waarom: ${sad}, ${wary}`] });
  expect(english).toEqual({ spokenIn: "en", lines: [`${agrees}: trigger false-hope`] });
});

test("French sets a space before the colon, and a language without such lines is left out", () => {
  expect(unspokenLines(["fr ask_reason/angry"], "fr", "déclencheur")).toEqual([
    { spokenIn: "fr", lines: [`demande pourquoi\u00a0: ${wordIn("angry", "fr")}`] },
  ]);
  expect(unspokenLines([], "nl", "trigger")).toEqual([]);
});

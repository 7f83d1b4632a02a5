import { describe, expect, it } from "vitest";

import { MESSAGES, translator } from "../../src/i18n";
import { LANGUAGES } from "../../src/service/catalog";

/** Texts that are rightly the same in two languages. */
const SHARED = new Set(["app.name", "step.hr", "talk.stop", "talk.pause", "step.of", "language.fr"]);

function places(text: string): string[] {
  return [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
}

describe.each(LANGUAGES)("messages in %s", (language) => {
  it("has every key of Dutch, none more and none empty", () => {
    expect(Object.keys(MESSAGES[language]).sort()).toEqual(Object.keys(MESSAGES.nl).sort());
    expect(Object.entries(MESSAGES[language]).filter(([, text]) => !text.trim())).toEqual([]);
  });

  it.each(Object.keys(MESSAGES.nl) as (keyof typeof MESSAGES.nl)[])("fills the same places in %s", (key) => {
    expect(places(MESSAGES[language][key])).toEqual(places(MESSAGES.nl[key]));
  });
});

it.each(["fr", "en"] as const)("leaves no Dutch in %s", (language) => {
  const same = (Object.keys(MESSAGES.nl) as (keyof typeof MESSAGES.nl)[]).filter(
    (key) => MESSAGES[language][key] === MESSAGES.nl[key] && !SHARED.has(key),
  );
  expect(same).toEqual([]);
});

it("fills in what it is given and shows what it is not", () => {
  const t = translator("nl");
  expect(t("choose.age", { age: 47 })).toBe("47 jaar");
  expect(t("choose.age")).toBe("{age} jaar");
});

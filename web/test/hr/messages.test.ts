import { describe, expect, it } from "vitest";

import { type HrKey, MESSAGES } from "../../src/hr/i18n";
import { LANGUAGES } from "../../src/service/catalog";

/** Texts that are rightly the same in two languages. */
const SHARED = new Set<HrKey>(["place.team", "place.log", "audience.hr", "audience.trainer", "certificate.pdf", "format.pdf", "format.xlsx", "format.csv", "format.json"]);
const KEYS = Object.keys(MESSAGES.nl) as HrKey[];

function places(text: string): string[] {
  return [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
}

describe.each(LANGUAGES)("HR in %s", (language) => {
  it("has every text of the Dutch one, filled in at the same places", () => {
    expect(Object.keys(MESSAGES[language]).sort()).toEqual([...KEYS].sort());
    for (const key of KEYS) expect(new Set(places(MESSAGES[language][key])), key).toEqual(new Set(places(MESSAGES.nl[key])));
  });
});

it.each(["fr", "en"] as const)("leaves no Dutch in %s", (language) => {
  expect(KEYS.filter((key) => MESSAGES[language][key] === MESSAGES.nl[key] && !SHARED.has(key))).toEqual([]);
});

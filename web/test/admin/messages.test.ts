import { describe, expect, it } from "vitest";

import { type AdminKey, MESSAGES } from "../../src/admin/i18n";
import { LANGUAGES } from "../../src/service/catalog";

/** Texts that are rightly the same in two languages. */
const SHARED = new Set<AdminKey>(["role.trainer", "role.hr"]);
const KEYS = Object.keys(MESSAGES.nl) as AdminKey[];

function places(text: string): string[] {
  return [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
}

describe.each(LANGUAGES)("administration in %s", (language) => {
  it("has every text of the Dutch one, filled in at the same places", () => {
    expect(Object.keys(MESSAGES[language]).sort()).toEqual([...KEYS].sort());
    for (const key of KEYS) expect(new Set(places(MESSAGES[language][key])), key).toEqual(new Set(places(MESSAGES.nl[key])));
  });
});

it.each(["fr", "en"] as const)("leaves no Dutch in %s", (language) => {
  expect(KEYS.filter((key) => MESSAGES[language][key] === MESSAGES.nl[key] && !SHARED.has(key))).toEqual([]);
});

import { describe, expect, it } from "vitest";

import { LANGUAGES } from "../../src/service/catalog";
import { MESSAGES, type StudioKey } from "../../src/studio/i18n";

/** Texts that are rightly the same in two languages. */
const SHARED = new Set<StudioKey>(["page.publish", "new.create", "simulation.stop", "view.simulation", "criterion", "trigger", "field.register", "simulation.score", "simulation.trigger", "form.section.phases", "field.persona"]);
const KEYS = Object.keys(MESSAGES.nl) as StudioKey[];

function places(text: string): string[] {
  return [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
}

describe.each(LANGUAGES)("the studio in %s", (language) => {
  it("has every text of the Dutch one, filled in at the same places", () => {
    expect(Object.keys(MESSAGES[language]).sort()).toEqual([...KEYS].sort());
    for (const key of KEYS) expect(places(MESSAGES[language][key]), key).toEqual(places(MESSAGES.nl[key]));
  });
});

it.each(["fr", "en"] as const)("leaves no Dutch in %s", (language) => {
  expect(KEYS.filter((key) => MESSAGES[language][key] === MESSAGES.nl[key] && !SHARED.has(key))).toEqual([]);
});

import { describe, expect, it } from "vitest";

import * as coach from "../../src/coach/i18n";
import * as mine from "../../src/mine/i18n";
import { LANGUAGES } from "../../src/service/catalog";

const places = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

/** The last of each row: texts that are rightly the same in two languages. */
describe.each([
  ["one's own pages", mine.MESSAGES as Record<string, Record<string, string>>, ["tab.hr", "tab.trainers", "trainers.someone", "hr.grant.given", "keep.log.as"]],
  ["the trainer's page", coach.MESSAGES as Record<string, Record<string, string>>, ["remark.trainer"]],
] as const)("%s", (_, messages, same) => {
  const nl = messages["nl"]!;

  it.each(LANGUAGES)("has every text in %s, filled in at the same places", (language) => {
    expect(Object.keys(messages[language]!).sort()).toEqual(Object.keys(nl).sort());
    for (const [key, text] of Object.entries(messages[language]!)) {
      expect(text.trim(), key).not.toBe("");
      expect(places(text), key).toEqual(places(nl[key]!));
    }
  });

  it.each(["fr", "en"])("leaves no Dutch in %s", (language) => {
    const shared: readonly string[] = same;
    expect(Object.keys(nl).filter((key) => messages[language]![key] === nl[key] && !shared.includes(key))).toEqual([]);
  });
});

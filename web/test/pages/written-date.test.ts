import { expect, test, vi } from "vitest";

import { writtenDay, writtenMoment } from "../../src/pages/written-date";

test.each([
  ["nl", "28 november 2026"],
  ["fr", "28 novembre 2026"],
  ["en", "28 November 2026"],
] as const)("a day is written out in %s", (language, day) => {
  expect(writtenDay("2026-11-28", language)).toBe(day);
  expect(writtenDay("2026-11-28T12:00:00+00:00", language)).toBe(day);
});

test("the first of a month has its own word in French only", () => {
  expect(writtenDay("2026-12-01", "fr")).toBe("1er décembre 2026");
  expect(writtenDay("2026-12-11", "fr")).toBe("11 décembre 2026");
  expect(writtenDay("2026-12-01", "nl")).toBe("1 december 2026");
});

test("a bare day is that day also west of Greenwich", () => {
  vi.stubEnv("TZ", "America/New_York");
  expect(writtenDay("2026-11-28", "nl")).toBe("28 november 2026");
  expect(writtenDay("2026-11-28T02:00:00Z", "nl")).toBe("27 november 2026");
  vi.unstubAllEnvs();
});

test("a moment has its seconds", () => {
  expect(writtenMoment("2026-11-28T12:34:56", "nl")).toMatch(/^28 november 2026.*12:34:56$/);
});

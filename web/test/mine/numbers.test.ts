import { expect, it } from "vitest";

import { percent, ratio } from "../../src/mine/numbers";

it("writes shares as each language does", () => {
  expect(ratio(0.368, "nl")).toBe("0,37");
  expect(ratio(0.5, "en")).toBe("0,50"); // as Belgium writes English: every page does
  expect(percent(0.694, "nl")).toBe("69\u00a0%");
  expect(percent(1, "fr")).toBe("100\u00a0%");
  expect(percent(1, "en")).toBe("100%");
});

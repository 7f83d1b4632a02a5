import { readFileSync } from "node:fs";

import { expect, it } from "vitest";

import { TARGET, wireTypes } from "../../tools/wire.mjs";

it("is what the service's schemas say (else: npm run wire)", async () => {
  expect(readFileSync(TARGET, "utf8")).toBe(await wireTypes());
});

import { readFileSync } from "node:fs";

import { expect, it } from "vitest";

import { STUDIO_TARGET, TARGET, studioTypes, wireTypes } from "../../tools/wire.mjs";

it("is what the service's schemas say (else: npm run wire)", async () => {
  expect(readFileSync(TARGET, "utf8")).toBe(await wireTypes());
  expect(readFileSync(STUDIO_TARGET, "utf8")).toBe(await studioTypes());
}, 30_000);

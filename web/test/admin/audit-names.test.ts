import { expect, it } from "vitest";

import type { AuditLine } from "../../src/admin/admin-service";
import { actorOf, subjectOf } from "../../src/admin/audit-names";
import { translator } from "../../src/admin/i18n";

const NAMES = new Map([["a1b2", "An Peeters"]]);
const t = translator("nl");

function line(changes: Partial<AuditLine>): AuditLine {
  return { at: "2026-11-27T10:00:00Z", actor_id: "a1b2", action: "sign_in", subject: "a1b2", ...changes };
}

it("names who is there, and tells of who is gone by a code", () => {
  expect(actorOf(line({}), NAMES, t)).toBe("An Peeters");
  expect(actorOf(line({ actor_id: "0123456789abcdef" }), NAMES, t)).toBe("weg, code 01234567");
  expect(actorOf(line({ actor_id: null }), NAMES, t)).toBe("niet aangemeld, of de machine");
  expect(actorOf(line({ actor_id: "local" }), NAMES, t)).toBe("Deze machine");
});

it.each([
  [{}, "An Peeters"],
  [{ action: "exported", subject: "0123456789abcdef" }, "gesprek 01234567"],
  [{ action: "exported", subject: "f".repeat(64) }, "weg, code ffffffff"],
  [{ action: "token_made", subject: "0123456789abcdef" }, "sleutel 01234567"],
  [{ action: "sign_in_failed", subject: "unknown" }, "onbekend"],
] as [Partial<AuditLine>, string][])("says what %j is about", (changes, told) => {
  expect(subjectOf(line(changes), NAMES, t)).toBe(told);
});

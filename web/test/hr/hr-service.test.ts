import { describe, expect, it } from "vitest";

import { type ExportLine, type OfferedTalk, belgianDay, byTrainee, heldWithin, usedBy } from "../../src/hr/hr-service";

const TALK: OfferedTalk = {
  session_id: "s1", scenario_id: "c4-ontslag", language: "nl", held_at: "2026-11-23T22:30:00Z", offered_at: "2026-11-24T09:00:00Z",
  trainee_name: "An", trainee_id: "an",
};

function line(changes: Partial<ExportLine>): ExportLine {
  return { session_id: "s1", exported_at: "2026-11-24T10:00:00Z", audience: "hr", format: "pdf", by_owner: false, by_name: "Hilde", scenario_id: "c4-ontslag", ...changes };
}

describe("who used a consent up", () => {
  it("is whoever came first after it was given", () => {
    const first = line({ by_name: "Hugo" });
    expect(usedBy(TALK, [line({ exported_at: "2026-11-25T10:00:00Z" }), first])).toBe(first);
  });

  it.each([
    ["another talk", line({ session_id: "s2" })],
    ["an export to trainers", line({ audience: "trainer" })],
    ["an export by an earlier consent", line({ exported_at: "2026-11-24T08:59:59Z" })],
  ])("is nobody for %s: then it was withdrawn", (_why, other) => {
    expect(usedBy(TALK, [other])).toBeUndefined();
  });
});

describe("a period of days", () => {
  it("counts as the calendar in Belgium does", () => {
    expect(belgianDay("2026-11-23T22:30:00Z")).toBe("2026-11-23");
    expect(belgianDay("2026-11-23T23:30:00Z")).toBe("2026-11-24");
    expect(belgianDay("2026-07-23T22:30:00Z")).toBe("2026-07-24");
  });

  it.each([
    ["", "", 1],
    ["2026-11-23", "2026-11-23", 1],
    ["2026-11-24", "", 0],
    ["", "2026-11-22", 0],
  ])("from %j to %j holds %d", (first, last, count) => {
    expect(heldWithin([TALK], first, last)).toHaveLength(count);
  });
});

it("gathers talks by whom they are of, by name", () => {
  const zoe = { ...TALK, session_id: "s2", trainee_name: "Zoë", trainee_id: "zoe" };
  const people = byTrainee([zoe, TALK, { ...TALK, session_id: "s3" }]);
  expect(people.map(({ name, talks }) => [name, talks.length])).toEqual([["An", 2], ["Zoë", 1]]);
});

import { expect, it } from "vitest";

import type { Person } from "../../src/admin/admin-service";
import { matching } from "../../src/admin/people-search";

function someone(name: string, ...sign_in_names: string[]): Person {
  return { person_id: name, name, roles: ["trainee"], is_active: true, created_at: "2026-11-27T10:00:00Z", sign_in_names };
}

const PEOPLE = [someone("Noémie Dûment", "noemie@bank.be"), someone("Bob", "b.desmet@bank.be")];

it.each([
  ["", ["Noémie Dûment", "Bob"]],
  ["noemie D", ["Noémie Dûment"]],
  [" NOÉ ", ["Noémie Dûment"]],
  ["desmet", ["Bob"]],
  ["zoe", []],
])("finds for %j", (sought, names) => {
  expect(matching(PEOPLE, sought).map((person) => person.name)).toEqual(names);
});

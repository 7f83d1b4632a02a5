import { parseDocument } from "yaml";
import { expect, it } from "vitest";

import { freshId, newJoin, newTable, newTrigger } from "../../src/studio/form/new-items";
import { edited } from "../../src/studio/yaml/edit";

const TEXT = "id: x\nlanguages: [nl, fr]\n\n# what counts\nrubric: {}\n";

it("finds an id that is not taken", () => {
  expect(freshId("trigger", [])).toBe("trigger-1");
  expect(freshId("trigger", ["trigger-2"])).toBe("trigger-3");
  expect(freshId("trigger", ["a", "trigger-3"])).toBe("trigger-4");
});

it("puts the first trigger in a text that has none, and leaves the rest", () => {
  const text = edited(TEXT, ["triggers", 0], newTrigger([]));
  expect(text.startsWith(TEXT)).toBe(true);
  expect(parseDocument(text).toJS()).toMatchObject({ triggers: [{ id: "trigger-1", when: { core_said: true }, intent: "ask_clarity" }] });
});

it("gives a join a line in every language of the talk, and in no other", () => {
  expect(newJoin([], ["nl", "fr"])).toMatchObject({ say: { nl: ["…"], fr: ["…"] } });
});

const CAST = {
  ann: { name: "Ann", languages: ["nl", "fr"] }, bo: { name: "Bo", languages: ["en"] },
  lieve: { name: "Lieve", languages: ["nl"] }, roger: { name: "Roger", languages: ["nl"] }, jo: { name: "Jo", languages: ["en"] },
};

it.each([
  [["lieve", "roger"], ["nl"], ["lieve", "roger"]],
  [["lieve"], ["nl"], ["lieve", "ann"]],
  [["lieve", "roger", "bo"], ["nl", "en"], ["lieve", "roger", "bo", "jo"]],
  [["ann"], ["fr"], ["ann"]], // nobody else speaks it: the finding says so
])("seats who plays the talk, and somebody more for a language that one speaks alone: %j in %j", (players, languages, seated) => {
  expect(newTable(players, CAST, languages)).toMatchObject({ personas: seated });
});

it("takes a second colleague away again, and leaves the text as it was", () => {
  const table = newTable(["lieve", "roger"], CAST, ["nl", "fr"]);
  expect(edited(edited(TEXT, ["also_present"], table), ["also_present"], undefined)).toBe(TEXT);
});

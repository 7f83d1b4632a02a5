/** What a trigger, a join and a second colleague are when the form adds them: whole, so that only words are to be changed. */

import type { Value } from "../yaml/edit";
import type { Cast } from "../yaml/schema";

export function newTrigger(taken: readonly string[]): Value {
  return { id: freshId("trigger", taken), when: { core_said: true }, intent: "ask_clarity" };
}

export function newJoin(taken: readonly string[], languages: readonly string[]): Value {
  const say = Object.fromEntries(languages.map((language) => [language, ["…"]]));
  return { id: freshId("inbreng", taken), when: { acts_any: ["open_question"] }, intent: "answer_question", say };
}

/**
 * Who plays this talk may sit along in it too: whoever comes first and does not play sits there. For a language that only
 * one of them speaks somebody else is added, so that nobody is alone.
 */
export function newTable(players: readonly string[], cast: Cast, languages: readonly string[]): Value {
  const personas = [...players];
  for (const language of languages) {
    const speaks = (id: string) => cast[id]?.languages.includes(language) ?? false;
    const other = Object.keys(cast).find((id) => speaks(id) && !personas.includes(id));
    if (personas.filter(speaks).length < 2 && other) personas.push(other);
  }
  return { personas, joins: [newJoin([], languages)] };
}

/** A new id that is not taken: "fase-3". */
export function freshId(stem: string, taken: readonly string[]): string {
  let number = taken.length + 1;
  while (taken.includes(`${stem}-${number}`)) number += 1;
  return `${stem}-${number}`;
}

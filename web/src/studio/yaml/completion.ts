/** What can be typed at the cursor: fields the schema has, words it allows, and the phases of the text itself. */

import { type CursorContext, contextAt } from "./context";
import { type Schema, keysAt, schemaAt, wordsAt } from "./schema";

export interface Offer {
  label: string;
  /** What is put in the text. */
  insert: string;
  kind: "key" | "value";
  detail: string;
}

export interface Offers {
  from: number;
  offers: Offer[];
}

/** null where nothing can be offered. */
export function offersAt(text: string, cursor: number, schema: Schema): Offers | null {
  const context = contextAt(text, cursor);
  if (!context) return null;
  const offers = context.kind === "key" ? keyOffers(context, schema) : valueOffers(text, context, schema);
  return offers.length > 0 ? { from: cursor - context.typed.length, offers } : null;
}

function keyOffers(context: CursorContext, schema: Schema): Offer[] {
  const fields = keysAt(schema, context.path);
  if (fields.length === 0) return wordsAt(schema, context.path).map(wordOffer);
  return fields
    .filter(({ name }) => !context.taken.includes(name))
    .sort((one, other) => Number(other.isRequired) - Number(one.isRequired))
    .map(({ name, description }) => ({ label: name, insert: `${name}: `, kind: "key" as const, detail: firstLine(description) }));
}

function valueOffers(text: string, context: CursorContext, schema: Schema): Offer[] {
  const field = [...context.path].reverse().find((step) => typeof step === "string");
  const isPhase = field === "to" || (field === "phases" && context.path.length > 1);
  if (isPhase) return phasesOf(text).map(wordOffer);
  const words = wordsAt(schema, context.path);
  if (words.length > 0) return words.map(wordOffer);
  const items = schemaAt(schema, context.path)?.items ? wordsAt(schema, [...context.path, 0]) : [];
  return context.typed === "" ? items.map((word) => ({ ...wordOffer(word), insert: `[${word}]` })) : [];
}

function wordOffer(word: string): Offer {
  return { label: word, insert: word, kind: "value", detail: "" };
}

/** Ids under `phases:`, in the order in which they stand. */
export function phasesOf(text: string): string[] {
  const block = /^phases:[^\n]*\n((?:[ \t#-].*\n|\n)*)/m.exec(`${text}\n`)?.[1] ?? "";
  return [...block.matchAll(/^[ ]*- id:[ ]*["']?([\w-]+)/gm)].map((found) => found[1]!);
}

function firstLine(text: string): string {
  return text.split("\n").join(" ");
}

/** Conditions of one field, which a form can show; all others are read and changed in the text. */

import type { Value } from "../yaml/edit";

export const SIMPLE = ["core_said", "acts_any", "turn_at_least", "elapsed_s_at_least"] as const;
export type SimpleKind = (typeof SIMPLE)[number] | "other";

export interface SimpleCondition {
  kind: SimpleKind;
  /** Of `acts_any`. */
  words: string[];
  /** Of a limit; null where the condition has none. */
  number: number | null;
}

export function simpleCondition(value: Value): SimpleCondition {
  const fields = value !== null && typeof value === "object" && !Array.isArray(value) ? Object.entries(value) : [];
  const [name, content] = fields[0] ?? ["", undefined];
  const kind = SIMPLE.find((one) => one === name);
  if (fields.length !== 1 || kind === undefined || (kind === "core_said" && content !== true)) return { kind: "other", words: [], number: null };
  const words = Array.isArray(content) ? content.map(String) : [];
  return { kind, words, number: typeof content === "number" ? content : null };
}

/** What a kind begins with. */
export function conditionOf(kind: SimpleKind, act: string): Value {
  switch (kind) {
    case "acts_any":
      return { acts_any: [act] };
    case "turn_at_least":
      return { turn_at_least: 3 };
    case "elapsed_s_at_least":
      return { elapsed_s_at_least: 60 };
    default:
      return { core_said: true };
  }
}

/** The parts that a condition (`when:`) may have, as the form shows them: each with a field of its own. */

import type { Value } from "../yaml/edit";

export type PartKind = "words" | "yes_no" | "number" | "conditions" | "expression";

/** In the order in which they are offered. */
const KINDS = {
  acts_any: "words",
  codes_any: "words",
  legal_any: "words",
  facts_any: "words",
  told_all: "words",
  core_message: "yes_no",
  core_said: "yes_no",
  severity_at_least: "number",
  debt_at_least: "number",
  mood_any: "words",
  turn_at_least: "number",
  elapsed_s_at_least: "number",
  silence_s_at_least: "number",
  any_of: "conditions",
  none_of: "conditions",
  cel: "expression",
} as const satisfies Record<string, PartKind>;

export type Part = keyof typeof KINDS;
export const PARTS = Object.keys(KINDS) as Part[];

export interface Parts {
  /** As the text has them. */
  present: Part[];
  absent: Part[];
  /** Names that no condition has: a slip in the text. */
  unknown: string[];
}

export function partsOf(condition: Value): Parts {
  const isMapping = condition !== null && typeof condition === "object" && !Array.isArray(condition);
  const names = isMapping ? Object.keys(condition) : [];
  const present = names.filter(isPart);
  return { present, absent: PARTS.filter((part) => !present.includes(part)), unknown: names.filter((name) => !isPart(name)) };
}

export function kindOf(part: Part): PartKind {
  return KINDS[part];
}

/** What a part is when it is added: of words none is chosen yet. */
export function beginningOf(part: Part): Value {
  switch (KINDS[part]) {
    case "words":
      return [];
    case "yes_no":
      return true;
    case "conditions":
      return [{ core_said: true }];
    case "expression":
      return "tension > 0.6";
    default:
      return NUMBERS[part] ?? 1;
  }
}

/** Where trainers most often begin; seconds for times. */
const NUMBERS: Partial<Record<Part, number>> = {
  severity_at_least: 2, debt_at_least: 4, turn_at_least: 3, elapsed_s_at_least: 60, silence_s_at_least: 8,
};

function isPart(name: string): name is Part {
  return name in KINDS;
}

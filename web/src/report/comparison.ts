/** One sentence, said twice: what was found in each, side by side. */

import type { Evidence, ReportDocument, TakenBack, Turn } from "./document";
import { TRIED } from "./document";
import { kindOf } from "./marks";

export interface Try {
  text: string;
  evidence: readonly Evidence[];
  /** Points of vagueness: the sum of the weights of its vague stretches. */
  vagueness: number;
  /** The talk's own message is told in it. */
  hasCore: boolean;
}

export interface Comparison {
  first: Try;
  /** null: the talk ended before it was said again. */
  again: Try | null;
}

/** null where the talk is no fork. */
export function comparison(report: ReportDocument): Comparison | null {
  const first = report.taken_back.find((turn) => turn.item_id === TRIED);
  if (!report.forked_from || !first) return null;
  const again = firstOwn(report);
  return { first: tried(first, first.evidence), again: again ? tried(again, report.evidence.filter((found) => found.item_id === again.item_id)) : null };
}

function firstOwn({ turns, forked_from }: ReportDocument): Turn | undefined {
  return turns.find((turn) => turn.who === "trainee" && !forked_from!.taken_over.includes(turn.item_id));
}

/** Of what feedback adds about the whole talk nothing is compared: the first try was never the whole of one. */
function tried({ text }: Turn | TakenBack, evidence: readonly Evidence[]): Try {
  const own = evidence.filter(({ rule_id }) => !rule_id.startsWith("moment.") && !rule_id.startsWith("delivery."));
  const vague = own.filter(({ category }) => category === "vagueness");
  return {
    text,
    evidence: own.filter((found) => kindOf(found)),
    vagueness: vague.reduce((sum, { weight }) => sum + weight, 0),
    hasCore: own.some(({ rule_id }) => rule_id.split(".")[0] === "core"),
  };
}

/** Of "vague.hedge_approx.3": hedge_approx. */
export function codeOf({ rule_id }: Evidence): string {
  return rule_id.split(".")[1] ?? rule_id;
}

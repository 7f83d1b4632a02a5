/** Findings and reports for tests, with only what a test is about. */

import type { Evidence, ReportDocument, Turn } from "../../src/report/document";

const text = (words: string) => ({ nl: words, fr: words, en: words });

export function finding(rule_id: string, char_start = 0, char_end = 0, changes: Partial<Evidence> = {}): Evidence {
  return {
    evidence_id: `trainee_001:${rule_id}:1`, rule_id, category: rule_id.startsWith("vague") ? "vagueness" : "clarity",
    polarity: rule_id.startsWith("vague") ? "negative" : "positive", weight: 1, item_id: "trainee_001",
    char_start, char_end, quote: "", message: text(rule_id), suggestion: null, ...changes,
  };
}

export function turn(item_id: string, said: string, start_ms = 0): Turn {
  return { who: item_id.startsWith("persona") ? "persona" : "trainee", item_id, text: said, start_ms, end_ms: start_ms + 1000 };
}

export function report(changes: Partial<ReportDocument>): ReportDocument {
  return {
    language: "nl", scenario: { id: "c4", title: text("C4") }, persona: { id: "lieve", name: "Lieve" }, difficulty: "normal",
    attendance: { duration_ms: 1000 }, applies_norms: true, outcome: { total: 50, passed: false, legal_points_lost: 0, blocked_because: [] },
    criteria: [], overrides: [], trainer_total: null, remarks: [], advice: [], next_exercise: null, law: null, sound: null, news_turn: null, news_ms: null,
    evidence: [], turns: [], taken_back: [], forked_from: null, ai_notice: "", ...changes,
  };
}

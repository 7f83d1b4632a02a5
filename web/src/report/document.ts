/** The report of one's own talk as data (docs/report.md, `rechtuit.report/1`), with all that the page shows of it. */

import type { Difficulty, Language, LocalText } from "../service/catalog";
import { answer, reportUrl } from "../service/rest";
import type { Author, Criterion, Override, Remark } from "../service/talk-document";

export interface Evidence {
  evidence_id: string;
  /** Dotted: "vague.<code>.<n>", "act.<act>", "core", "moment.<name>", ... */
  rule_id: string;
  category: string;
  polarity: "positive" | "negative" | "neutral";
  weight: number;
  item_id: string;
  /** In characters of Unicode, not in halves of them as a string of the browser counts. */
  char_start: number;
  char_end: number;
  quote: string;
  message: LocalText;
  suggestion: LocalText | null;
}

export interface Turn {
  who: "trainee" | "persona";
  item_id: string;
  text: string;
  start_ms: number;
  end_ms: number;
}

/** The sentence as it was said before it was tried again. */
export interface TakenBack extends Turn {
  evidence: Evidence[];
}

export interface Advice {
  kind: "keep" | "change";
  text: LocalText;
  evidence_ids: string[];
}

export interface NextExercise {
  scenario_id: string;
  difficulty: Difficulty;
  persona_id: string | null;
}

export interface ReportDocument {
  language: Language;
  scenario: { id: string; title: LocalText };
  persona: { id: string; name: string };
  difficulty: Difficulty;
  attendance: { duration_ms: number };
  applies_norms: boolean;
  outcome: { total: number; passed: boolean; legal_points_lost: number; blocked_because: LocalText[] };
  criteria: (Criterion & { evidence_ids: string[] })[];
  overrides: Override[];
  trainer_total: number | null;
  remarks: Remark[];
  advice: Advice[];
  next_exercise: NextExercise | null;
  news_turn: number | null;
  news_ms: number | null;
  evidence: Evidence[];
  turns: Turn[];
  taken_back: TakenBack[];
  /** In a talk that tries one sentence of an earlier one again. */
  forked_from: { item_id: string; taken_over: string[] } | null;
  ai_notice: string;
}

export type { Author, Criterion, Override, Remark };

/** Under which a report calls the sentence of the earlier talk (src/simulator/session/forking.py). */
export const TRIED = "tried";

export function fetchReport(sessionId: string, language: Language): Promise<ReportDocument> {
  return answer("GET", reportUrl(sessionId, "json", language));
}

/** Turns of which sound is kept. */
export async function fetchRecorded(sessionId: string): Promise<string[]> {
  return (await answer<{ item_ids: string[] }>("GET", `v1/sessions/${encodeURIComponent(sessionId)}/recordings`)).item_ids;
}

/** What the persona said in a turn, said again. */
export function voiceUrl(sessionId: string, itemId: string): string {
  return `v1/sessions/${encodeURIComponent(sessionId)}/voice/${encodeURIComponent(itemId)}`;
}

/** One's own voice in a turn. */
export function recordingUrl(sessionId: string, itemId: string): string {
  return `v1/sessions/${encodeURIComponent(sessionId)}/recording/${encodeURIComponent(itemId)}`;
}

/** What a finding advises, said aloud. */
export function adviceUrl(sessionId: string, evidenceId: string, language: Language): string {
  return `v1/sessions/${encodeURIComponent(sessionId)}/advice/${encodeURIComponent(evidenceId)}?language=${language}`;
}

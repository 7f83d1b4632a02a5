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
  /** Who of the two at the table says it; absent in a talk between two. */
  speaker?: { id: string; name: string };
  end_ms: number;
  /** Of the persona: the trainee spoke over it, and the text is what was heard. */
  cut_off?: boolean;
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

/** A line of law in the reader's language, as it prints. */
export interface LawLine {
  /** The words it is about; empty for the background of the exercise. */
  quote: string;
  time: string;
  text: string;
  source: string;
}

export interface Law {
  title: string;
  about: string;
  source_label: string;
  flags: LawLine[];
  background_title: string;
  background: LawLine[];
}

/** Every turn on one line, as places of the 150 from its left edge. */
export interface Strip {
  news_x: number | null;
  other_xs: number[];
  median_x: number | null;
  band_x: number;
  /** 0: nothing is usual here, or no norm is applied. */
  band_width: number;
  /** What the left and the right edge stand for. */
  low: number;
  high: number;
}

export interface Quantity {
  name: string;
  in_news: string;
  elsewhere: string;
  reference: string;
  source: string;
  /** Why there is no number in the turn of the news. */
  why: string;
  strip: Strip | null;
}

/** How the turns sounded, in the words of the print. */
export interface MeasuredSound {
  title: string;
  about: string;
  source_label: string;
  columns: [string, string, string, string, string];
  rows: Quantity[];
  remarks: { time: string; message: string }[];
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
  law: Law | null;
  /** null in a talk that was typed, and where it may not be measured. */
  sound: MeasuredSound | null;
  news_turn: number | null;
  news_ms: number | null;
  evidence: Evidence[];
  turns: Turn[];
  taken_back: TakenBack[];
  /** In a talk that tries one sentence of an earlier one again. */
  forked_from: { item_id: string; taken_over: string[]; is_forgotten: boolean } | null;
  ai_notice: string;
}

export type { Author, Criterion, Override, Remark };

/** Under which a report calls the sentence of the earlier talk (src/simulator/session/forking.py). */
export const TRIED = "tried";

export function fetchReport(sessionId: string, language: Language): Promise<ReportDocument> {
  return answer("GET", reportUrl(sessionId, "json", language, true));
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

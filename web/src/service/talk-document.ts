/** A report as data (`GET /v1/sessions/{id}/report?format=json`): the part of it that stands beside what people wrote. */

import type { Difficulty, Language, LocalText } from "./catalog";
import { answer } from "./rest";

export interface Author {
  role: string;
  /** null when they are gone, or nobody has a name here. */
  name: string | null;
  at: string;
}

export interface Remark {
  /** The turn it is about; null: the talk as a whole. */
  item_id: string | null;
  words: string;
  by: Author;
}

/** Points of a trainer in place of the computed ones; of each criterion the last one holds. */
export interface Override {
  criterion_id: string;
  value: number;
  reason: string;
  by: Author;
}

export interface Criterion {
  criterion_id: string;
  title: LocalText;
  value: number;
  max: number;
  reason: LocalText;
}

export interface Turn {
  who: "trainee" | "persona";
  item_id: string;
  text: string;
  start_ms: number;
  /** Who of the two at the table says it; absent in a talk between two. */
  speaker?: { id: string; name: string };
}

export interface TalkDocument {
  scenario: { id: string; title: LocalText };
  persona: { id: string; name: string };
  difficulty: Difficulty;
  outcome: { total: number; passed: boolean };
  criteria: Criterion[];
  overrides: Override[];
  trainer_total: number | null;
  remarks: Remark[];
  turns: Turn[];
}

/** Every reading stands in the log that the trainee sees. */
export function fetchTalkDocument(sessionId: string, audience: "trainee" | "trainer", language: Language): Promise<TalkDocument> {
  const query = new URLSearchParams({ format: "json", audience, language });
  return answer("GET", `v1/sessions/${encodeURIComponent(sessionId)}/report?${query.toString()}`);
}

/** The points that hold, by criterion. */
export function inForce(overrides: readonly Override[]): Map<string, Override> {
  return new Map(overrides.map((given) => [given.criterion_id, given]));
}
